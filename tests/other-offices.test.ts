import {strFromU8, unzipSync} from "fflate";
import readExcelFile from "read-excel-file/node";
import {beforeAll, describe, expect, test} from "vitest";
import {docx} from "../reports/documents/docx.js";
import {html} from "../reports/documents/html.js";
import {filledUp} from "../reports/documents/one-page.js";
import {publication} from "../reports/documents/picture.js";
import {plates} from "../reports/documents/plates.js";
import {records} from "../reports/documents/records.js";
import {workbook} from "../reports/documents/workbook.js";
import {readExports} from "../reports/problems/list.js";
import {summaryText} from "../reports/problems/summary.js";
import {leftWords} from "../reports/story/left.js";
import {type Story, story} from "../reports/story/story.js";
import {templates} from "../reports/story/templates.js";
import {typesetStory} from "../reports/story/typeset.js";
import {checkDraft, knownTo} from "../src/check/index.js";
import type {Book} from "../src/figures/book.js";
import {figuresOf} from "../src/figures/index.js";
import {comparedYears} from "../src/figures/scope.js";
import {targetsOf} from "../src/figures/targets.js";
import {isPersonName} from "../src/intake/person-names.js";
import {asked, bookOf, type Office, office} from "./office.js";

const sessions = [
  "届次,届,次,开幕日期,闭幕日期,年度",
  "七届二次,7,2,2023-02-15,2023-02-18,2023",
  "七届三次,7,3,2024-02-20,2024-02-23,2024"
];
const rows = (count: number, row: (i: number) => string) => Array.from({length: count}, (_, i) => row(i));
const textOf = (bytes: Uint8Array) =>
  strFromU8(unzipSync(bytes)["word/document.xml"]!)
    .replace(/<\/w:p>/g, "\n")
    .replace(/<[^>]+>/g, "");
const storiesOf = async (book: Book): Promise<Story[]> =>
  (await templates(undefined)).map(({name, text}) => typesetStory(story(name, text, book, figuresOf(book))));
const told = (files: Office) => office(files, async data => summaryText(await readExports(data)));

/** Proposals and activities of two years; the export of the last lacks columns that the one before has. */
const lacking: Office = {
  exports: {
    "提案2023.csv": [
      "提案编号,届次,案由,提案者类型,类别,提交日期,审查结果,主办单位,交办日期,答复日期,办结日期,办理结果,委员意见,重点提案,批示级别",
      ...rows(
        9,
        i =>
          `${i + 1},七届二次,事项${i},${["党派", "委员联名", "委员个人"][i % 3]},教育,2023-02-1${i % 5},立案,区教育局,2023-03-01,2023-04-0${i + 1},2023-05-01,A,满意,${i % 2 ? "是" : "否"},区领导`
      )
    ],
    "提案2024.csv": [
      "提案编号,届次,案由,提交日期,审查结果,主办单位,交办日期,办结日期",
      ...rows(11, i => `${i + 1},七届三次,另一事项${i},2024-02-1${i % 5},立案,区教育局,2024-03-01,2024-05-01`)
    ],
    "活动2023.csv": [
      "活动编号,活动名称,活动类型,开始日期,场次,参加人次,建议条数,采纳条数,服务人次",
      ...rows(6, i => `H${i},活动${i},${i % 2 ? "对口协商" : "视察"},2023-0${i + 1}-10,1,20,3,2,100`)
    ],
    "活动2024.csv": [
      "活动编号,活动名称,活动类型,开始日期,参加人次",
      ...rows(8, i => `H${i},活动${i},${i % 2 ? "对口协商" : "视察"},2024-0${i + 1}-10,20`)
    ]
  },
  reference: {"sessions.csv": sessions, "targets.csv": ["年度,指标,目标,比较", "2024,委员满意率,90,以上"]}
};

describe("a column that the last year lacks", () => {
  let book: Book;
  let stories: Story[];
  const absent = ["委员满意率", "回复率", "重点提案", "党派团体提案", "协商活动", "视察调研", "服务群众", "提案批示"];
  beforeAll(async () => {
    book = await bookOf(lacking, {year: 2024}, "2024-12-31");
    stories = await storiesOf(book);
  });

  test("gives no number in figures.json, and says why", () => {
    for (const label of absent) {
      const record = records(book).find(each => each.label === label)!;
      expect([label, record.value, record.printed === null || record.printed === "无数据"]).toEqual([
        label,
        null,
        true
      ]);
      expect([record.difference, record.percent, record.numerator]).toEqual([null, null, null]);
      expect(record.unknown).toMatch(/2024年的导出文件没有「.+」列/);
      expect(record.words).not.toMatch(/\d/);
    }
  });

  test("has no number in figures.xlsx, which says why", async () => {
    const [, sheet] = await readExcelFile(Buffer.from(await workbook(book)));
    const cells = sheet!.data as unknown[][];
    const head = cells.find(row => row.includes("2024年"))!;
    const [year, before] = ["2024年", "2023年"].map(name => head.indexOf(name));
    // 提案批示 is known of neither year.
    for (const label of absent.filter(each => each !== "提案批示")) {
      const row = cells.find(each => each.includes(label)) ?? [];
      expect([label, row[year!], typeof row[before!]]).toEqual([label, "—", "number"]);
      expect(row.join()).toContain("2024年的导出文件没有");
    }
  });

  test("is drawn as a gap that is named, never as a zero", () => {
    for (const figure of figuresOf(book).filter(each => each.has?.(book) ?? true)) {
      const svg = publication(figure, book);
      expect(figure.name + svg).not.toMatch(/NaN|undefined|没有数据/);
      const {columns, rows} = figure.table(book);
      const year = columns.findIndex(column => column.startsWith("2024年"));
      const unknown = figure.metrics(book).every(id => book.value(id) === null);
      if (unknown && year > 0) for (const row of rows) expect([figure.name, row[year]]).toEqual([figure.name, null]);
    }
    const types = figuresOf(book).find(({name}) => name === "活动类型历年")!;
    expect(types.title(book)).toBe("2024年活动场次无数据");
    const trend = figuresOf(book).find(({name}) => name === "提案趋势")!;
    expect(trend.table(book).rows.at(-1)!.slice(1, 3)).toEqual([11, 11]);
  });

  test("stands in no document, which list what they leave out", async () => {
    for (const each of stories) {
      const drawn = await plates(each, book);
      for (const words of [textOf(await docx(each, book, drawn)), html(each, book, drawn).replace(/<[^>]+>/g, "")]) {
        expect(words).not.toMatch(/没有数据|undefined|NaN|\{\{/);
        expect(words).not.toMatch(/(?<![\d.])0(?:%|件|次|场次|人次|篇)/);
        for (const label of absent) expect(words).not.toMatch(new RegExp(`${label}[^。\\n]{0,4}\\d`));
      }
    }
    const left = leftWords(stories).join("\n");
    expect(left).toContain("「委员满意率」2024年没有数据（2024年的导出文件没有「委员意见」列）");
  });

  test("is neither confirmed nor refuted by 核稿, and no target is judged by it", () => {
    const {figures, ...known} = knownTo(book);
    const verdicts = checkDraft("2024年委员满意率98%，重点提案0件，服务群众0人次。", figures, {year: 2024, ...known});
    expect(verdicts.filter(({verdict}) => verdict).map(({verdict}) => verdict)).toEqual(
      expect.arrayContaining(["无法核对"])
    );
    expect(verdicts.some(({verdict}) => verdict === "一致" || verdict === "不一致")).toBe(false);
    expect(targetsOf(book).map(({words}) => words)).toEqual(["无数据"]);
  });

  test("is told at intake, all of a file in one line", async () => {
    expect(await told(lacking)).toMatch(
      /提案2024\.csv「提案者类型」「类别」「答复日期」「办理结果」「委员意见」「重点提案」「批示级别」:没有这一列，2023年的 提案2023\.csv 有/
    );
  });
});

describe("an office with tables of its own only", () => {
  const bare: Office = {
    exports: {
      "提案.csv": [
        "编号,案由,提案类型,提案人,提交时间,立案状态,办理单位,分类",
        ...rows(6, i => `${i + 1},事项${i},集体提案,民盟支部,2024/1/${i + 10},已立案,县教体局,教科文卫`)
      ]
    }
  };
  let book: Book;
  beforeAll(async () => {
    book = await bookOf(bare, {year: 2024}, "2024-12-31");
  });

  test("is measured by no target of the sample, and its words stand as it writes them", async () => {
    expect([targetsOf(book, 2024), targetsOf(book, 2025)]).toEqual([[], []]);
    expect(book.items("proposals.submitted", "category").map(({item}) => item)).toEqual(["教科文卫"]);
    expect(book.items("proposals.filed", "main_unit").map(({item}) => item)).toEqual(["县教体局"]);
    expect(book.value("proposals.organised")).toBe(6);
    for (const each of await storiesOf(book)) expect(JSON.stringify(each.blocks)).not.toMatch(/目标|十一届/);
  });

  test("is told that its years are those of the sample's plenaries, once, and of nothing else", async () => {
    const text = await told(bare);
    expect(text.match(/没有自己的届次表/g)).toHaveLength(1);
    expect(text).not.toMatch(/单位表|类别表|要看的问题/);
    const types = ["活动类型,计入", "小微协商,", "对口协商,协商活动"];
    const own = await told({...bare, reference: {"sessions.csv": sessions, "activity_types.csv": types}});
    expect(own).not.toContain("没有自己的届次表");
    // Its table is its own: what ours counts and it does not name is told, not counted.
    expect(own).toContain("没有写全会协商、常委会协商、主席会议协商、专题协商、基层协商、民主监督、民主评议，这些类型");
  });
});

describe("an own column in which names of people stand", () => {
  const named = (type: string, values: string[]): Office => ({
    exports: {
      "提案.csv": [
        "编号,届次,案由,提案人,提交日期,审查结果,督办领导",
        ...values.map((value, i) => `${i + 1},七届三次,事项${i},张三,2024-02-2${i},立案,${value}`)
      ]
    },
    reference: {
      "sessions.csv": sessions,
      "columns.csv": ["种类,表头,对应,类型", `提案,督办领导,自定义,${type}`],
      "metrics.csv": ["指标,单位,来源,统计,条件,维度", "督办提案,件,提案,件数,督办领导 有,督办领导"]
    }
  });
  const people = ["王振华主席", "李国强副主席", "赵敏", ""];

  test("is no dimension by default, whatever its header; what to write instead is said", async () => {
    await expect(bookOf(named("文字", people), {year: 2024})).rejects.toThrow(
      /metrics\.csv 第 2 行：「督办领导」是姓名，不能作维度；.*文字（可公开）/
    );
    expect(await told(named("文字", people))).toMatch(/「督办领导」:内容像姓名/);
  });

  test("is one where the office says that it may be published, and where offices stand in it", async () => {
    const open = await bookOf(named("文字（可公开）", people), {year: 2024});
    expect(open.value(open.catalogue.byLabel("督办提案：赵敏")!.id)).toBe(1);
    const offices = await bookOf(named("文字", ["主席督办", "副主席督办", "主席督办", ""]), {year: 2024});
    expect(offices.value(offices.catalogue.byLabel("督办提案：主席督办")!.id)).toBe(2);
  });

  test.each(["王振华", "王主席", "欧阳修文", "李某", "赵敏副主席"])("%s is a name", text =>
    expect(isPersonName(text)).toBe(true)
  );
  test.each(["主席督办", "高新区", "马桥镇", "面商", "农业农村", "区教育局", "党政领导领衔督办"])("%s is none", text =>
    expect(isPersonName(text)).toBe(false)
  );
});

describe("one bad file", () => {
  const files: Office = {
    exports: {
      "提案2023.csv": ["编号,届次,案由,提交日期,审查结果,主办单位", "1,七届二次,甲,2023-02-16,立案,区教育局"],
      "提案2024.csv": ["编号,届次,案由,提交日期,审查结果,主办单位", "1,七届三次,乙,2024-02-21,立案,区教育局"],
      "提案2024补.csv": ["编号,届次,提交日期,审查结果", "2,七届三次,2024-02-21,立案"],
      "社情民意2023.csv": ["流水号,标题,来源类型,收到日期,批示级别", "S1,甲事,委员,2023-03-01,区领导"],
      "社情民意2024.csv": ["流水号,信息内容,来源类型,收到日期,批示级别", "S2,乙事,委员,2024-03-01,区领导"]
    },
    reference: {"sessions.csv": sessions}
  };

  test("is named beneath every chart and table of its kind in documents, and nothing is compared", async () => {
    const book = await bookOf(files, {year: 2024}, "2024-12-31");
    expect(book.change("proposals.submitted").reason).toBe("数字不完整，不作比较");
    const stories = await storiesOf(book);
    // Of a year of which the only file was refused nothing is known: no sentence says that there is nothing, and why is listed.
    const untold = "2024年没有社情民意的数据（社情民意2024.csv没有读）";
    for (const {blocks} of stories) expect(JSON.stringify(blocks)).not.toMatch(/没有「[^」]+」的数据/);
    expect(stories.flatMap(({left}) => left)).toContainEqual(
      expect.objectContaining({text: "图表「社情民意趋势」", reason: untold})
    );
    expect(leftWords(stories).join("\n")).toContain(untold);
    expect(book.reason("multi.instructions")).toContain("有社情民意的导出文件没有读");
    // No export of any year has 类别: neither the chart by it nor a word in its place, nor the heading above.
    const entries = stories.find(({name}) => name === "社情民意工作报告")!;
    expect(JSON.stringify(entries.blocks)).not.toMatch(/社情民意主题|反映的主要内容/);
    expect(JSON.stringify(entries.left)).toContain("图表「社情民意主题」");
    for (const each of stories) {
      const drawn = await plates(each, book);
      const words = textOf(await docx(each, book, drawn));
      expect(words).not.toMatch(/较上年|持平/);
      if (drawn.length > 0) expect(words).toContain("数据不完整：提案2024补.csv没有读");
      for (const block of each.blocks) if (block.type === "table") expect(block.note).toContain("提案2024补.csv没有读");
    }
  });
});

describe("a file of which no row finds a year, beside one that is whole", () => {
  const files: Office = {
    exports: {
      "提案.csv": ["编号,届次,案由,审查结果", "1,三届一次,甲,立案", "2,三届一次,乙,立案"],
      "活动.csv": ["活动编号,活动名称,活动类型,开始日期", "1,座谈,读书会,2024-03-01"]
    },
    reference: {"sessions.csv": sessions}
  };

  test("makes its kind incomplete, and is named with what to write where", async () => {
    const book = await bookOf(files, {year: 2024}, "2024-12-31");
    expect(book.incomplete).toEqual([
      {
        kind: "proposals",
        name: "提案.csv",
        reason: expect.stringMatching(/没有一行可以采用。第 2 行「届次」.*sessions\.csv 中补上/),
        partly: false
      }
    ]);
    expect(book.complete("proposals.submitted")).toBe(false);
    expect(book.value("proposals.submitted")).toBeNull();
    expect(book.exact("activities.held")).toBe("1项");
    // Nor does its other file say how many 场次 there were, of which a blank one would be one.
    expect(await told(files)).toMatch(/「场次」.没有这一列.由它得出的数字都是“无数据”.一项履职活动就计1的/);
  });
});

describe("what an office does not export", () => {
  test("votes of which only 满意 is told: the others are neither zero nor silent", async () => {
    const book = await bookOf(
      {exports: {"民主评议测评.csv": ["年度,单位,评议日期,发出票数,收回票数,满意", "2024,教育局,2024-06-01,60,55,50"]}},
      {year: 2024},
      "2024-12-31"
    );
    const votes = figuresOf(book).find(({id}) => id === "appraisals-votes")!;
    expect(JSON.stringify(votes.table(book).rows)).toMatch(/"教育局",60,55,50,null,null,/);
    const drawn = publication(votes, book);
    expect(drawn).toContain("其余（没有分列）");
    expect(drawn).toMatch(/>90\.9%</);
    // Of one unit the other votes stand there, of the other they are blank: who did not vote 满意 is not told.
    const mixed = await bookOf(
      {
        exports: {
          "民主评议测评.csv": [
            "年度,单位,评议日期,发出票数,收回票数,满意,基本满意,不满意",
            "2024,教育局,2024-06-01,60,55,50,5,0",
            "2024,民政局,2024-06-01,60,50,45,3,"
          ]
        }
      },
      {year: 2024},
      "2024-12-31"
    );
    const both = figuresOf(mixed).find(({id}) => id === "appraisals-votes")!;
    expect(JSON.stringify(both.table(mixed).rows)).toMatch(/"教育局",60,55,50,5,0,.*"民政局",60,50,45,3,null,/);
    expect(publication(both, mixed)).toContain("其余（没有分列）");
  });

  test("votes handed out that one unit did not write down are not zero, in its row either", async () => {
    const book = await bookOf(
      {
        exports: {
          "民主评议测评.csv": [
            "年度,单位,评议日期,发出票数,收回票数,满意,基本满意,不满意",
            "2024,教育局,2024-06-01,60,55,50,5,0",
            "2024,民政局,2024-06-01,,50,45,5,0"
          ]
        }
      },
      {year: 2024},
      "2024-12-31"
    );
    const votes = figuresOf(book).find(({id}) => id === "appraisals-votes")!;
    expect(JSON.stringify(votes.table(book).rows)).toMatch(/"教育局",60,55,50,5,0,.*"民政局",null,50,45,5,0,/);
  });

  test("leaves a document that says so, not its frame", async () => {
    const book = await bookOf(
      {
        exports: {
          "台账.csv": ["指标,年度,数值,单位", "委员工作室,2024,15个,", "委员出席率,2024,96.2%,", "全市考核,2024,待定,"]
        }
      },
      {year: 2024}
    );
    expect([book.exact("indicators.委员工作室"), book.exact("indicators.委员出席率")]).toEqual(["15个", "96.2%"]);
    // What is still to come is no value, in words either.
    expect(book.catalogue.byLabel("全市考核")).toBeUndefined();
    for (const {blocks} of await storiesOf(book)) {
      expect(blocks).toHaveLength(1);
      expect(blocks[0]).toMatchObject({type: "paragraph", runs: [{text: "2024年的导出文件里没有本稿要写的内容。"}]});
    }
  });

  test("nor its frame with next year's target alone; a table of other figures stands without that sentence", async () => {
    const ledger = ["委员工作室,2024,15,个", "讲座,2024,7,场", "走访,2024,9,户", "捐款,2024,5,万元"];
    const book = await bookOf(
      {
        exports: {"台账.csv": ["指标,年度,数值,单位", ...ledger]},
        reference: {
          "sessions.csv": ["届次,届,次,开幕日期,闭幕日期,年度", "七届三次,7,3,2024-01-10,2024-01-13,2024"],
          "targets.csv": ["年度,指标,目标,比较", "2025,双向评价满意率,95,以上"]
        }
      },
      {year: 2024}
    );
    const stories = await storiesOf(book);
    const of = (name: string) => stories.find(story => story.name === name)!;
    expect(of("提案工作情况报告").blocks).toMatchObject([
      {type: "paragraph", runs: [{text: "2024年的导出文件里没有本稿要写的内容。"}]}
    ]);
    const {blocks} = filledUp(of("一页通"), book, []);
    expect(blocks).toMatchObject([{type: "table", caption: "主要数字"}]);
  });
});

test("records that contradict what is usual are told, and stop nothing; a rate of its own may be over 100%", async () => {
  const files: Office = {
    exports: {
      "社情民意.csv": [
        "流水号,标题,来源类型,收到日期,编报日期,报送去向",
        "S1,甲,委员,2024-03-01,2024-03-02,市政协",
        "S2,乙,委员,2024-03-01,,市政协",
        "S3,丙,委员,2024-03-01,,省政协"
      ]
    },
    reference: {
      "metrics.csv": ["指标,单位,来源,统计", "转编比,%,指标,转报社情民意 ÷ 编报社情民意"],
      "activity_types.csv": ["活动类型,计入", "读书活动,"]
    }
  };
  const book = await bookOf(files, {year: 2024}, "2024-12-31");
  expect(
    ["收到社情民意", "编报社情民意", "转报社情民意", "转编比"].map(l => book.exact(book.catalogue.byLabel(l)!.id))
  ).toEqual(["3篇", "1篇", "3篇", "300%"]);
  const told = await asked(files, "2024-12-31", open =>
    open.rows("select name from checks where rows > 0 order by name")
  );
  expect(told).toEqual([{name: "06-subsets"}, {name: "12-funnels"}, {name: "17-rate-range"}]);
});

test("the first of two years has none before it: the later is shown, as far as it has gone", async () => {
  const rows = (year: number, until: number) =>
    Array.from({length: until}, (_, i) => `H${year}${i},活动${i},视察,${year}-0${i + 1}-10`);
  const exports = {"活动.csv": ["活动编号,活动名称,活动类型,开始日期", ...rows(2023, 9), ...rows(2024, 6)]};
  const book = await bookOf({exports});
  expect([book.year, book.versus, book.samePeriod]).toEqual([2024, 2023, true]);
  expect(book.change("activities.held").words).toBe("与上年同期持平");
});

test("an only year is compared with the one before it, of which nothing is known, and not with itself", async () => {
  const book = await bookOf({
    exports: {"活动.csv": ["活动编号,活动名称,活动类型,开始日期", "1,甲,视察,2024-03-01"]}
  });
  expect([book.years, comparedYears(book), book.versus]).toEqual([[2024], [2024, 2023], 2023]);
  expect(book.change("activities.held").words).toBe("上年同期无数据");
});

describe("notices", () => {
  const files: Office = {
    exports: {
      "活动1.csv": ["活动编号,活动名称,活动类型,开始日期,备注,附件,受益企业数", "1,甲,读书会,2023-03-01,,,3"],
      "活动2.csv": ["活动编号,活动名称,活动类型,开始日期,备注,操作,受益企业数", "1,乙,读书会,2024-03-01,,,3"]
    }
  };

  test("one line a distinct cause over all files; columns of remarks share a mild one", async () => {
    const lines = (await told(files)).split("\n").filter(line => line.startsWith("  - "));
    expect(lines.filter(line => line.includes("读书会"))).toHaveLength(1);
    expect(lines.find(line => line.includes("读书会"))).toMatch(/活动1\.csv 第 2 行「活动类型」.*另见 活动2\.csv 1 处/);
    expect(lines.filter(line => line.includes("受益企业数"))).toHaveLength(1);
    expect(lines.find(line => line.includes("「备注」"))).toMatch(/「备注」「附件」:没有读的列,?.*不必处理/);
  });
});

/** Proposals with columns of the office's own, of which the year before lacks one; its tables name what its ledger says. */
const own: Office = {
  exports: {
    "提案2023.csv": [
      "提案编号,届次,案由,类别,提案者类型,第一提案人,提交日期,审查结果",
      ...rows(4, i => `${i + 1},七届二次,事由${i}(例),教育,委员个人,张甲,2023-02-16,${i ? "立案" : "不立案"}`)
    ],
    "提案2024.csv": [
      "提案编号,届次,案由,类别,提案者类型,第一提案人,提交日期,审查结果,来源渠道,建议资金",
      ...rows(
        6,
        i =>
          `${i + 1},七届三次,事项${i}(例),教育,委员个人,张甲,2024-02-21,${i < 4 ? "立案" : "不立案"},${i < 4 ? "来信" : "座谈"},`
      )
    ]
  },
  reference: {
    "sessions.csv": sessions,
    "columns.csv": ["种类,表头,对应,类型", "提案,来源渠道,自定义,文字", "提案,建议资金,自定义,数字"],
    "metrics.csv": [
      "指标,单位,来源,统计,条件",
      "人均提案数,件,指标,提交提案 ÷ 在册人数,",
      "大额提案,件,提案,件数,建议资金 >= 100",
      '两类提案,件,提案,件数,"类别 = 教育,城建"'
    ],
    "charts.csv": [
      "图表,形状,指标,维度,年数,页面,标题",
      "渠道,占比,提交提案,来源渠道,,,",
      "渠道立案,排行,立案率,来源渠道,,,",
      "工作室,走势,委员之家,,,,"
    ],
    "targets.csv": ["年度,指标,目标,比较", "2024,委员之家,20,以上"]
  }
};

test("what tables name of a ledger that is not there is not known, and stops nothing", async () => {
  const book = await bookOf(own, {year: 2024});
  expect([book.value("proposals.submitted"), book.value("proposals.submitted", 2023)]).toEqual([6, 4]);
  for (const label of ["人均提案数", "在册人数", "委员之家"]) {
    const metric = book.catalogue.byLabel(label)!;
    expect([label, book.value(metric.id)]).toEqual([label, null]);
  }
  expect(targetsOf(book).map(({metric, value}) => [metric.label, value])).toEqual([["委员之家", null]]);
  const withLedger = {...own.exports, "台账.csv": ["指标,年度,数值,单位", "在册人数,2024,30,名"]};
  await expect(bookOf({...own, exports: withLedger}, {year: 2024})).rejects.toThrow("委员之家");
});

test("a year that lacks an own column is in no chart by it, and the chart says so; a rate of 0 keeps its row", async () => {
  const book = await bookOf(own, {year: 2024});
  const [channels, filed] = ["渠道", "渠道立案"].map(name => figuresOf(book).find(each => each.name === name)!);
  expect(channels!.gaps!(book)).toBe("2023年不能按来源渠道分（2023年的导出文件没有「来源渠道」列）");
  const cells = (figure: typeof filed) => figure!.table(book).rows;
  expect(cells(channels).flat()).not.toContain(0);
  expect(cells(filed).map(row => row.slice(0, 2))).toEqual([
    ["来信", 100],
    ["座谈", 0]
  ]);
});

test("a limit on a column of blanks is not known; values may be parted by a comma", async () => {
  const book = await bookOf(own, {year: 2024});
  const value = (label: string) => book.value(book.catalogue.byLabel(label)!.id);
  expect([value("大额提案"), value("两类提案")]).toEqual([null, 6]);
  expect(book.reason(book.catalogue.byLabel("大额提案")!.id)).toBe("2024年的导出文件「建议资金」列全是空白");
});
