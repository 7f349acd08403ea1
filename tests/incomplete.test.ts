import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {run as ingestRun} from "../reports/commands/ingest.js";
import {run as reportRun} from "../reports/commands/report.js";
import {records} from "../reports/documents/records.js";
import {freeze} from "../reports/freeze/freeze.js";
import {story} from "../reports/story/story.js";
import {captionOf} from "../src/figures/caption.js";
import {lead} from "../src/figures/headline.js";
import {moversFinding, paceFinding, trendFinding} from "../src/figures/sentences.js";
import {targetsOf} from "../src/figures/targets.js";
import {asked, bookOf, type Office, office} from "./office.js";

const opinions = ["流水号,标题,来源类型,收到日期", "S1,甲事,委员,2024-03-01", "S2,乙事,委员,2024-03-02"];
const activities = ["活动编号,活动名称,活动类型,开始日期,场次", "H1,座谈,对口协商,2024-03-01,2"];
/** A proposals export that lacks 案由. */
const refused = ["流水号,提案编号,届次,提交日期", "P1,0001,十一届三次,2024-01-16"];
const files: Office = {
  exports: {
    "社情民意.csv": opinions,
    "活动.csv": activities,
    "社情民意补.csv": ["流水号,标题,收到日期", "S3,丙事,2024-03-03"]
  }
};

/** What a command writes while it runs, and its exit code. */
async function said(work: () => Promise<number>): Promise<{code: number; out: string; err: string}> {
  const [out, err] = [process.stdout.write, process.stderr.write];
  const lines = {out: "", err: ""};
  const into = (name: "out" | "err") => (text: string | Uint8Array) => {
    lines[name] += text;
    return true;
  };
  process.stdout.write = into("out");
  process.stderr.write = into("err");
  try {
    return {code: await work(), ...lines};
  } finally {
    process.stdout.write = out;
    process.stderr.write = err;
  }
}

describe("one bad file does not stop the rest", () => {
  test("figures of its kind are marked wherever they are printed, the others are not", async () => {
    const book = await bookOf(files, {year: 2024}, "2024-12-31");
    expect(book.exact("opinions.received")).toBe("2篇（不完整）");
    expect(book.complete("opinions.received")).toBe(false);
    expect(book.exact("activities.sessions")).toBe("2场次");
    expect(book.incomplete.map(({name}) => name)).toEqual(["社情民意补.csv"]);
  });

  test("the run goes on, names file and reason first, and ends with 2; figures.json says complete: false", () =>
    office(files, async data => {
      const out = join(data, "out");
      const {code, err} = await said(() =>
        reportRun([
          "--data",
          data,
          "--as-of",
          "2024-12-31",
          "--year",
          "2024",
          "--out",
          out,
          "--template",
          "社情民意工作报告"
        ])
      );
      expect(code).toBe(2);
      expect(err).toMatch(/社情民意补\.csv：没有读，有关数字不完整。表头像社情民意/);
      const figures = JSON.parse(readFileSync(join(out, "2024", "figures.json"), "utf8")) as Record<string, unknown>[];
      const of = (id: string) => figures.find(({metric}) => metric === id)!;
      expect(of("opinions.received")).toMatchObject({
        value: 2,
        complete: false,
        printed: expect.stringContaining("不完整")
      });
      expect(of("activities.sessions")).toMatchObject({value: 2, complete: true});
    }));

  test("freeze refuses unless told", () =>
    office(files, async data => {
      const options = {
        data,
        asOf: "2024-12-31",
        name: "送审稿",
        year: "2024",
        template: "社情民意工作报告",
        folder: join(data, "frozen")
      };
      await expect(freeze(options)).rejects.toThrow(/社情民意补\.csv：没有读.*\n数字不完整，没有冻结.*--incomplete/);
      const place = await freeze({...options, incomplete: true});
      expect(existsSync(join(place, "manifest.json"))).toBe(true);
    }));

  test("a file that looks like no kind makes no kind incomplete, and is named all the same", async () => {
    const book = await bookOf(
      {exports: {...files.exports, "社情民意补.csv": ["姓名,部门", "甲,乙"], "考勤.csv": ["姓名,部门", "甲,乙"]}},
      {year: 2024},
      "2024-12-31"
    );
    expect(book.complete("activities.sessions")).toBe(true);
    expect(book.complete("opinions.received")).toBe(false);
  });
});

describe("nothing is judged or compared by a number that is not complete", () => {
  const head = "提案编号,届次,案由,提交日期,审查结果,是否公开,金额";
  const rows = (session: string, year: number, count: number) =>
    Array.from(
      {length: count},
      (_, i) => `${i + 1},${session},${year}事${i},${year}-01-15,立案,${i % 2 ? "否" : "是"},${(i + 1) * 10}`
    );
  const exports = {
    "提案2022.csv": [head, ...rows("十一届一次", 2022, 1)],
    "提案2023.csv": [head, ...rows("十一届二次", 2023, 2)],
    "提案2024.csv": [head, ...rows("十一届三次", 2024, 3)],
    "提案2025.csv": [head, ...rows("十一届四次", 2025, 4)],
    "活动.csv": [...activities, "H2,视察,视察,2025-03-01,1"]
  };
  const reference = {
    "columns.csv": ["种类,表头,对应,类型", "提案,是否公开,自定义,是否", "提案,金额,自定义,数字"],
    "metrics.csv": [
      "指标,单位,来源,统计,条件,维度,年度,印法,说法,口径",
      "公开提案,件,提案,件数,是否公开 = 是,,,,,",
      "公开率,%,指标,公开提案 ÷ 提交提案,,,,,,",
      "平均金额,万元,提案,平均 金额,,,,,,"
    ],
    "targets.csv": ["年度,指标,目标,比较", "2025,公开率,60,以上", "2025,提交提案,3,以上", "2025,平均金额,80,以下"]
  };
  const whole: Office = {exports, reference};
  const lacking: Office = {exports: {...exports, "提案2025补.csv": refused}, reference};
  const of = (files: Office) => bookOf(files, {year: 2025}, "2025-06-30");
  const leading = (book: Awaited<ReturnType<typeof of>>) =>
    lead(book)
      .map(part => (typeof part === "string" ? part : part.value))
      .join("");

  test("targets are marked and not judged; complete ones are", async () => {
    expect(targetsOf(await of(whole)).map(({said}) => said)).toEqual([
      "滞后(50%,目标60%以上)",
      "已完成(25万元,目标80万元以下)",
      "已完成(4件,目标3件以上,完成133%)"
    ]);
    expect(targetsOf(await of(lacking)).map(({said, actual, share}) => [said, actual, share])).toEqual([
      ["不作判断(50%（不完整）,目标60%以上)", "50%（不完整）", null],
      ["不作判断(25万元（不完整）,目标80万元以下)", "25万元（不完整）", null],
      ["不作判断(4件（不完整）,目标3件以上)", "4件（不完整）", null]
    ]);
  });

  test("the year's sentences speak of no target that is reached or late, and say why", async () => {
    expect(leading(await of(whole))).toContain("目标中公开率滞后");
    expect(leading(await of(lacking))).not.toMatch(/滞后|完成\d|已完成/);
    expect(leading(await of(lacking))).toContain("3项年度目标的数字不完整,不作判断。");
    // One that is complete is judged, the others are named by their number.
    const one = {...reference, "targets.csv": [...reference["targets.csv"], "2025,活动场次,0,以上"]};
    expect(leading(await of({...lacking, reference: one}))).toMatch(
      /1项年度目标已完成.*;另有3项数字不完整,不作判断。$/
    );
  });

  test("headlines do not compare: neither through the months nor over the years nor items", async () => {
    const [full, part] = [await of(whole), await of(lacking)];
    expect(paceFinding(full, "proposals.submitted")).toBe("1—6月各月累计提交提案均多于2024年同期");
    expect(paceFinding(part, "proposals.submitted")).toBe("2025年提交提案4件（不完整）");
    expect(trendFinding(full, "proposals.submitted")).toMatch(/^提交提案连续三年增加/);
    expect(trendFinding(part, "proposals.submitted")).toBe("2025年提交提案4件（不完整）");
    expect(moversFinding(full, "proposals.submitted", "review", "审查结果")).toBe("提交提案中,立案增加最多,多1件");
    expect(moversFinding(part, "proposals.submitted", "review", "审查结果")).not.toMatch(/增加|减少|持平/);
  });

  test("a condition is neither met nor not met, and is listed with the file", async () => {
    const text = ["公开率 >= 40", "公开率 >= 90", "提交提案 已完成", "公开率 全部"].map(
      condition => `{{如果 ${condition}}}是{{否则}}否{{完}}`
    );
    const told = (book: Awaited<ReturnType<typeof of>>) => story("稿", `# 题\n\n前${text.join("")}后。\n`, book, []);
    expect(JSON.stringify(told(await of(whole)).blocks)).toContain("前是否是否后。");
    const {blocks, left} = told(await of(lacking));
    expect(JSON.stringify(blocks)).toContain("前后。");
    expect(left.map(({text, reason}) => `${text}：${reason}`)).toEqual([
      "如果 公开率 >= 40：「公开率」数字不完整（提案2025补.csv没有读），不作判断",
      "如果 公开率 >= 90：「公开率」数字不完整（提案2025补.csv没有读），不作判断",
      "如果 提交提案 已完成：「提交提案」数字不完整（提案2025补.csv没有读），不作判断",
      "如果 公开率 全部：「公开率」数字不完整（提案2025补.csv没有读），不作判断"
    ]);
  });

  test("without a roster, numbers of members may stand in a ledger that was not read", async () => {
    const ledger = ["指标,年度,数据值,单位", "委员总数,2025,200,名"];
    const book = await of({exports: {...exports, "台账.csv": ledger}, reference});
    const of2 = (label: string) => records(book).find(each => each.label === label)!;
    expect([of2("委员总数"), of2("人均提案")].map(({value, complete}) => [value, complete])).toEqual([
      [null, false],
      [null, false]
    ]);
    expect(of2("人均提案").unknown).toContain("台账没有读");
    expect(of2("提交提案")).toMatchObject({value: 4, complete: true});
  });
});

describe("a file of which many rows were put aside", () => {
  const rows = Array.from({length: 9}, (_, i) => `000${i},十一届三次,事${i},2024-01-15,立案,${i % 3 ? "A" : "X7"}`);
  const half: Office = {
    exports: {"提案.csv": ["提案编号,届次,案由,提交日期,审查结果,办理结果", ...rows], "活动.csv": activities}
  };

  test("makes its kind incomplete, the command says so and ends with 2; a single row does not", async () => {
    const book = await bookOf(half, {year: 2024}, "2025-01-31");
    expect(book.exact("proposals.submitted")).toBe("6件（不完整）");
    expect(book.exact("activities.sessions")).toBe("2场次");
    expect(book.incomplete).toEqual([
      {kind: "proposals", name: "提案.csv", reason: "9行里有3行没有采用", partly: true}
    ]);
    expect(captionOf(book, ["proposals.filed"]).warning).toBe("数据不完整：提案.csv的9行里有3行没有采用");
    await office(half, async data => {
      const {code, err} = await said(() => ingestRun(["--data", data, "--out", join(data, "out")]));
      expect([code, err]).toEqual([2, expect.stringContaining("提案.csv：9行里有3行没有采用，有关数字不完整。")]);
    });
    const dated = Array.from({length: 30}, (_, i) => `00${i + 10},十一届三次,另一事${i},2024-01-15,立案,A`);
    const exports = {"提案.csv": [half.exports["提案.csv"]![0]!, rows[0]!, ...dated]};
    expect((await bookOf({exports}, {year: 2024}, "2025-01-31")).exact("proposals.submitted")).toBe("30件");
  });
});

describe("cells that nobody understands, in some rows only", () => {
  const head = "提案编号,届次,案由,提交日期,审查结果,答复日期,办理结果,重点提案,是否面复";
  const cells: Office = {
    exports: {
      "提案2023.csv": [head, "0001,十一届二次,甲,2023-01-09,立案,2023-05-10,A,是,是"],
      "提案2024.csv": [
        head,
        "0001,十一届三次,乙,2024-01-15,立案,2024-05-10,A,是,是",
        "0002,十一届三次,丙,2024-01-15,立案,2024-05-11,落实推进中,是,否",
        "0003,十一届三次,丁,2024-01-15,立案,五月某日,B,也许,看情况",
        "0004,十一届三次,戊,2024-01-15,立案,未答复,,,"
      ],
      "活动.csv": [
        "活动编号,活动名称,活动类型,开始日期,场次,参加人次",
        "H1,座谈,对口协商,2024-03-01,2,约30",
        "H2,视察,视察,2024-04-01,1,20"
      ]
    },
    reference: {
      "columns.csv": ["种类,表头,对应,类型", "提案,是否面复,自定义,是否"],
      "metrics.csv": [
        "指标,单位,来源,统计,条件,年度",
        "面复提案,件,提案,件数,是否面复 = 是,",
        "面复率,%,指标,面复提案 ÷ 提交提案,,",
        "两年面复,件,提案,件数,是否面复 = 是,两年累计"
      ]
    }
  };
  const why = (header: string) => `2024年「${header}」有1处没有读懂`;

  test.each([
    ["办理结果", "办理结果"],
    ["办理结果：已解决或采纳", "办理结果"],
    ["重点提案", "重点提案"],
    ["回复提案", "答复日期"],
    ["回复率", "答复日期"],
    ["委员参加活动", "参加人次"],
    ["面复提案", "是否面复"],
    ["面复率", "是否面复"],
    ["两年面复", "是否面复"]
  ])("%s leaves out a cell of %s, is marked and compared with nothing", async (label, header) => {
    const book = await bookOf(cells, {year: 2024}, "2025-01-31");
    const {id} = book.catalogue.byLabel(label)!;
    expect([book.unreadCells(id), book.complete(id), book.printed(id)]).toEqual([
      why(header),
      false,
      expect.stringMatching(/\d.*（不完整）$/)
    ]);
    expect(book.change(id).words).not.toMatch(/\d/);
    expect(captionOf(book, [id]).warning).toContain(`数据不完整：${why(header)}`);
    expect(records(book).find(({metric}) => metric === id)).toMatchObject({complete: false});
  });

  test("what does not need them, what was not yet so, and other years are complete", async () => {
    const book = await bookOf(cells, {year: 2024}, "2025-01-31");
    const whole = ["提交提案", "立案提案", "活动场次", "履职活动"].map(label => book.catalogue.byLabel(label)!.id);
    expect(whole.filter(id => !book.complete(id))).toEqual([]);
    expect(["proposals.outcomes", "proposals.key", "proposals.replied"].filter(id => !book.complete(id, 2023))).toEqual(
      []
    );
    expect(new Set(book.cellsUnread)).toEqual(
      new Set(["答复日期", "办理结果", "重点提案", "是否面复", "参加人次"].map(why))
    );
  });
});

describe("a file with two tables of data, of which one is read", () => {
  test("a table of another kind below makes that kind incomplete as well; a summary below none", async () => {
    const below = (lines: string[]) => ({exports: {"活动.csv": [...activities, "", ...lines]}});
    const two = await bookOf(below([`${opinions[0]},,`, `${opinions[1]},,`]), {year: 2024}, "2024-12-31");
    expect(["activities.sessions", "opinions.received"].map(id => two.unread(id).map(({reason}) => reason))).toEqual([
      ["下面另一张表的1行没有读"],
      ["下面另一张表的1行没有读"]
    ]);
    const summary = await bookOf(below(["活动类型,场次,,,", "对口协商,2,,,"]), {year: 2024}, "2024-12-31");
    expect([summary.incomplete, summary.exact("activities.sessions")]).toEqual([[], "2场次"]);
  });
});

describe("two files of a year, of which one lacks columns", () => {
  const head = "提案编号,届次,案由,提案人类型,第一提案人,提交时间,审查结果";
  const more = "答复时间,委员意见,是否公开,交办日期";
  const files: Office = {
    exports: {
      "提案2023.csv": [
        `${head},${more}`,
        "001,十一届二次,甲,委员个人,张三,2023-01-09,立案,2023-03-01,满意,是,2023-02-01"
      ],
      "提案2024委员.csv": [
        `${head},${more}`,
        "001,十一届三次,乙,委员个人,张三,2024-01-15,立案,2024-03-01,满意,是,2024-02-01",
        "002,十一届三次,丙,委员个人,李四,2024-01-15,立案,2024-03-01,不满意,否,2024-02-01"
      ],
      "提案2024集体.csv": [
        "提案编号,届次,案由,提案人类型,提交时间,审查结果,交办日期",
        "101,十一届三次,丁,党派,2024-01-15,立案,2024-02-01",
        "102,十一届三次,戊,专委会,2024-01-15,立案,2024-02-01"
      ],
      "活动.csv": activities
    },
    reference: {
      "columns.csv": ["种类,表头,对应,类型", "提案,是否公开,自定义,是否"],
      "metrics.csv": [
        "指标,单位,来源,统计,条件",
        "公开提案,件,提案,件数,是否公开 = 是",
        "公开率,%,指标,公开提案 ÷ 立案提案,"
      ]
    }
  };

  test.each([
    ["回复提案", "2件（不完整）", "答复时间"],
    ["回复率", "50%（不完整）", "答复时间"],
    ["满意提案", "1件（不完整）", "委员意见"],
    ["公开提案", "1件（不完整）", "是否公开"],
    ["公开率", "25%（不完整）", "是否公开"]
  ])("%s, which needs them, is marked and compared with nothing", async (label, printed, header) => {
    const book = await bookOf(files, {year: 2024}, "2025-01-31");
    const {id} = book.catalogue.byLabel(label)!;
    expect([book.printed(id), book.unreadCells(id), book.complete(id), book.complete(id, 2023)]).toEqual([
      printed,
      `2024年的提案2024集体.csv没有「${header}」列`,
      false,
      true
    ]);
    expect(book.change(id).words).not.toMatch(/\d/);
    expect(records(book).find(({metric}) => metric === id)).toMatchObject({complete: false});
  });

  test("what needs none of them is complete; that 集体提案 name no member lacks nothing", async () => {
    const book = await bookOf(files, {year: 2024}, "2025-01-31");
    const whole = ["提交提案", "立案提案", "交办提案", "提交提案的委员"].flatMap(
      label => book.catalogue.byLabel(label)?.id ?? []
    );
    expect(whole.length).toBeGreaterThan(2);
    expect(whole.map(id => [id, book.complete(id)]).filter(([, complete]) => !complete)).toEqual([]);
    expect(book.exact("proposals.filed")).toBe("4件");
  });

  test("the file that lacks them is told, and which has them; a limit that follows from 交办日期 lacks in none", async () => {
    const told = await asked(files, undefined, open =>
      open.rows<{message: string}>("select message from problems where code = 'lost-column' order by message")
    );
    const sentence = (header: string) =>
      `提案2024集体.csv「${header}」:没有这一列，同是2024年的 提案2024委员.csv 有,由这一列得出的数字不完整，不与上年比较；请在导出时选上它`;
    expect(told.map(({message}) => message)).toEqual(["委员意见", "是否公开", "第一提案人", "答复日期"].map(sentence));
  });
});

describe("ingest", () => {
  test("ends with 2 where a file was refused, and names it first", () =>
    office({exports: {"提案.csv": refused, "活动.csv": activities}}, async data => {
      const {code, err} = await said(() => ingestRun(["--data", data, "--out", join(data, "out")]));
      expect(code).toBe(2);
      expect(err).toContain("提案.csv：没有读。表头像提案");
      expect(err).toContain("案由");
    }));

  test("where no row can be placed in a year, says so, and what to write where", () =>
    office(
      {
        exports: {"提案.csv": ["提案编号,届次,案由,提交日期", "0001,三届一次,某事,2024-01-16"]},
        reference: {"sessions.csv": ["届次,届,次,开幕日期,闭幕日期,年度"]}
      },
      async data => {
        const {code, err} = await said(() => ingestRun(["--data", data, "--out", join(data, "out")]));
        expect(code).toBe(1);
        expect(err).toMatch(/没有一行能归入年度.*提案\.csv.*sessions\.csv.*届次.*开幕日期.*年度/);
      }
    ));
});
