import {describe, expect, test} from "vitest";
import {warehouse} from "../loaders/query.js";
import {records} from "../reports/documents/records.js";
import type {Book} from "../src/figures/book.js";
import {captionOf} from "../src/figures/caption.js";
import {streak} from "../src/figures/sentences.js";
import {dependsOn, ruleText, settings} from "../src/metrics/rules.js";
import {catalogue, metricOf, metrics} from "./catalogue.js";
import {bookOf, type Office, office} from "./office.js";

const sessions = [
  "届次,届,次,开幕日期,闭幕日期,年度",
  "十一届一次,11,1,2022-01-11,2022-01-14,2022",
  "十一届二次,11,2,2023-01-10,2023-01-13,2023",
  "十一届三次,11,3,2024-01-15,2024-01-18,2024"
];
const head = "流水号,届次,案由,第一提案人,提交日期,审查结果,主办单位,交办日期,答复日期,办理结果,委员意见,提案质量评价";
const row = (id: string, review: string, rating: string, {replied = "2024-04-01", outcome = "A", unit = "满意"} = {}) =>
  `${id},十一届三次,关于${id}的提案,委员${id},2024-01-15,${review},区教育局,2024-02-01,${replied},${outcome},${rating},${unit}`;

/** Ten proposals: of eight filed 4 满意, 2 基本满意, 1 不了解, 1 without an answer; one merged; one refused. */
const proposals = [
  head,
  row("A1", "立案", "满意"),
  row("A2", "立案", "满意"),
  row("A3", "立案", "满意", {replied: "2024-05-01"}),
  row("A4", "立案", "满意", {replied: "2024-05-02"}),
  row("A5", "立案", "基本满意", {unit: "基本满意"}),
  row("A6", "立案", "基本满意"),
  row("A7", "立案", "不了解"),
  row("A8", "立案", "未反馈", {unit: ""}),
  row("A9", "并案", "", {replied: "", unit: ""}),
  row("B1", "不立案", "", {replied: "", unit: ""})
];
const activities = [
  "活动编号,活动名称,活动类型,开始日期,场次",
  "H1,示例一,对口协商,2024-03-01,3",
  "H2,示例二,专题协商,2024-04-01,5",
  "H3,示例三,民主监督,2024-05-01,7",
  "H4,示例四,视察,2024-06-01,11"
];
const files = (reference: Record<string, string[]> = {}): Office => ({
  exports: {"p.csv": proposals, "h.csv": activities},
  reference: {"sessions.csv": sessions, ...reference}
});
const withRules = (...rows: string[]) => bookOf(files({"rules.csv": ["规则,取值", ...rows]}), {year: 2024});
const parts = (book: Book, id: string) => {
  const {numerator, denominator} = book.figure(id)!;
  return [numerator, denominator];
};

describe("each configuration gives its own figures and says so", () => {
  test("as the product comes", async () => {
    const book = await withRules();
    expect(parts(book, "proposals.satisfaction")).toEqual([4, 6]);
    expect(book.value("proposals.filed")).toBe(8);
    expect(book.rule("proposals.satisfaction")).toBe(
      "满意提案除以满意率分母，与参评率一并公布。以届次所属年度计。评价为基本满意的不计入满意。满意率以参评提案(满意、基本满意、不满意)为分母。"
    );
  });

  test.each([
    ["基本满意计入满意,是", [6, 6], "评价为基本满意的计入满意。"],
    ["满意率分母,立案", [4, 8], "满意率以全部立案提案为分母,未评价的也在内。"],
    ["满意率分母,收回", [4, 7], "满意率以收回的评价表为分母,表示不了解的也在内。"]
  ])("%s", async (rule, expected, note) => {
    const book = await withRules(rule);
    expect(parts(book, "proposals.satisfaction")).toEqual(expected);
    expect(book.rule("proposals.satisfaction")).toContain(note);
    expect(captionOf(book, ["proposals.satisfaction"]).rule).toContain(note);
    const record = records(book).find(({metric}) => metric === "proposals.satisfaction")!;
    expect(record.rule).toContain(note);
    expect(record.value).toBeCloseTo((100 * expected[0]!) / expected[1]!, 10);
  });

  test("merged proposals as filed, on both sides of every rate", async () => {
    const [without, including] = [await withRules("并案计入立案,否"), await withRules("并案计入立案,是")];
    expect([without, including].map(book => book.value("proposals.filed"))).toEqual([8, 9]);
    expect(parts(including, "proposals.filing_rate")).toEqual([9, 10]);
    expect(parts(including, "proposals.reply_rate")).toEqual([8, 9]);
    expect(without.rule("proposals.filing_rate")).toContain("并入其他提案的不另计立案");
    expect(including.rule("proposals.filing_rate")).toContain("并入其他提案的也计入立案");
  });

  test("the day up to which the data are whole: a year that is over is compared as one", async () => {
    const [open, over] = [await withRules(), await withRules("数据截至,2024-12-31")];
    expect([open, over].map(({tables}) => tables.about[0]!.as_of.slice(0, 10))).toEqual(["2024-06-01", "2024-12-31"]);
    expect([open, over].map(book => book.period(2024, "calendar")!.complete)).toEqual([false, true]);
  });

  test("the reply deadline, to the day", async () => {
    // Assigned on 1 February: 1 May is the 90th day after it.
    const [ninety, sixty] = [await withRules(), await withRules("答复期限天数,60")];
    expect(parts(ninety, "proposals.on_time_rate")).toEqual([7, 8]);
    expect(parts(sixty, "proposals.on_time_rate")).toEqual([6, 8]);
    expect(ninety.rule("proposals.on_time_rate")).toContain("以交办后90天为限");
    expect(sixty.rule("proposals.on_time_rate")).toContain("以交办后60天为限");
    expect(sixty.deadline).toBe(60);
  });

  test("which types of activity count toward which targets, many to many", async () => {
    const types = (...rows: string[]) =>
      bookOf(files({"activity_types.csv": ["活动类型,计入", ...rows]}), {year: 2024});
    const both = await types(
      "对口协商,协商活动",
      "专题协商,协商活动",
      "对口协商,民主监督活动",
      "民主监督,民主监督活动"
    );
    const one = await types("专题协商,协商活动", "民主监督,民主监督活动", "视察,民主监督活动");
    const values = (book: Book) => ["activities.consultations", "activities.supervision"].map(id => book.value(id));
    expect(values(both)).toEqual([8, 10]);
    expect(values(one)).toEqual([5, 18]);
    expect(both.rule("activities.supervision")).toContain("计入民主监督活动的活动类型:对口协商、民主监督。");
    expect(one.rule("activities.consultations")).toContain("计入协商活动的活动类型:专题协商。");
  });

  test("what A and B mean in which years", async () => {
    const of = (year: number, outcome: string) => {
      const [session] = sessions[year - 2021]!.split(",");
      return row(`${year}${outcome}`, "立案", "满意", {outcome})
        .replace("十一届三次", session!)
        .replaceAll("2024-", `${year}-`);
    };
    const each = [2022, 2023, 2024].flatMap(year => [of(year, "A"), of(year, "B")]);
    const exports = {"p.csv": [head, ...each, of(2024, "C")]};
    const codes = [
      "来源,字段,代码,含义,启用年度,停用年度",
      "提案,办理结果,A,已解决或采纳,2023,",
      "提案,办理结果,A,留作参考,,2022",
      "提案,办理结果,B,列入计划解决,,"
    ];
    const reference = {"sessions.csv": sessions, "codes.csv": codes};
    const book = await bookOf({exports, reference}, {year: 2024}, "2024-12-31");
    const items = (year: number) => book.items("proposals.replied", "outcome", year).map(d => d.item);
    expect(items(2022).sort()).toEqual(["列入计划解决", "留作参考"]);
    expect(items(2023).sort()).toEqual(["列入计划解决", "已解决或采纳"]);
    // Of C its table says nothing: it means what it usually does.
    expect(items(2024).sort()).toEqual(["列入计划解决", "因条件限制暂不能解决", "已解决或采纳"]);
    expect(book.rules.get("提案「办理结果」代码 A")).toBe("留作参考(至2022年);已解决或采纳(2023年起)");
  });

  test("a code without a meaning in its year is refused by name", async () => {
    const codes = ["来源,字段,代码,含义,启用年度,停用年度", "提案,办理结果,A,留作参考,,2022"];
    const problems = await office(files({"codes.csv": codes}), async data => {
      const open = await warehouse({data});
      const rows = await open.rows<{message: string}>(
        "select distinct code, message from problems where severity = 'error'"
      );
      open.close();
      return rows;
    });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]!.message).toContain("代码表没有说明提案「办理结果」的代码 A 在2024年度的含义");
  });
});

describe("rules that mean nothing stop the build", () => {
  const refused = (reference: Record<string, string[]>) =>
    office(files(reference), async data => (await warehouse({data})).close()).then(
      () => "",
      (error: Error) => error.message
    );

  test.each([
    ["满意率分母,全部", "「满意率分母」不能是“全部”,应为参评、立案、收回之一"],
    ["基本满意计入满意,可以", "「基本满意计入满意」不能是“可以”,应为是、否之一"],
    ["数据截至,2024-13-01", "「数据截至」不能是“2024-13-01”,应为自动或一个日期,例如 2024-12-31"],
    ["答复期限天数,三个月", "「答复期限天数」不能是“三个月”,应为1到730之间的整数"],
    ["会前收件月数,12", "「会前收件月数」不能是“12”,应为0到11之间的整数"],
    ["满意率的分母,参评", "没有「满意率的分母」这条规则,是否为「满意率分母」"]
  ])("%s", async (rule, message) => {
    const said = await refused({"rules.csv": ["规则,取值", rule]});
    expect(said).toContain("rules.csv 第 2 行");
    expect(said).toContain(message);
  });

  test("a comparison of a target", async () =>
    expect(await refused({"targets.csv": ["年度,指标,目标,比较", "2024,协商活动,20,大于"]})).toContain(
      "「比较」不能是“大于”,应为以上、以下、等于之一"
    ));
});

describe("a counting rule that changed", () => {
  const changed = (label: string) =>
    bookOf(
      {
        exports: {
          "p.csv": [
            head,
            ...proposals
              .slice(1)
              .map(line => line.replace("十一届三次", "十一届二次").replaceAll("2024-", "2023-").replace(/^/, "L")),
            ...proposals.slice(1)
          ]
        },
        reference: {
          "sessions.csv": [...sessions, "十一届四次,11,4,2025-01-13,2025-01-16,2025"],
          "rule_changes.csv": ["指标,自年度,说明", `${label},2024,并入的提案不再计入`]
        }
      },
      {year: 2024},
      "2025-01-20"
    );

  test("is noted with the change of the metric and of what is computed from it", async () => {
    const book = await changed("立案提案");
    const note = "(口径有变:2024年起并入的提案不再计入)";
    expect(book.change("proposals.filed").words).toBe(`与上年持平${note}`);
    expect(book.change("proposals.filed").short).toBe("持平(口径有变)");
    expect(book.change("proposals.filing_rate").words).toContain(note);
    expect(book.change("proposals.submitted").note).toBeNull();
    expect(captionOf(book, ["proposals.filed"]).note).toBe("口径有变:2024年起并入的提案不再计入");
    expect(records(book).find(d => d.metric === "proposals.filed")!.words).toContain(note);
  });

  test("ends a row of rising years", async () => {
    const years = [2022, 2023, 2024].flatMap((year, i) =>
      Array.from({length: 5 + i}, (_, n) =>
        row(`Y${year}${n}`, "立案", "满意")
          .replace("十一届三次", sessions[year - 2021]!.split(",")[0]!)
          .replaceAll("2024-", `${year}-`)
      )
    );
    const book = (changes: string[]) =>
      bookOf(
        {
          exports: {"p.csv": [head, ...years]},
          reference: {"sessions.csv": sessions, "rule_changes.csv": ["指标,自年度,说明", ...changes]}
        },
        {year: 2024},
        "2024-12-31"
      );
    expect(streak(await book(["委员满意率,2023,分母改变"]), "proposals.filed")).toBe(2);
    expect(streak(await book(["立案提案,2023,并入的提案不再计入"]), "proposals.filed")).toBe(1);
  });

  test("of a metric that does not exist stops the build with the nearest", async () => {
    await expect(changed("立案提案数")).rejects.toThrow("立案提案数");
    await expect(changed("立案提案数")).rejects.toThrow("最接近的是立案提案");
  });
});

describe("the catalogue", () => {
  test("every metric has a rule, and no rule speaks of settings without saying them", () => {
    for (const metric of metrics.values()) {
      const text = ruleText(catalogue, metric, new Map());
      expect(text.length, metric.id).toBeGreaterThan(4);
      expect(text, metric.id).not.toMatch(/依口径设置|见活动类型表/);
      expect(text, metric.id).toMatch(/。$/);
    }
  });

  test("every setting changes at least one metric's wording", () => {
    const used = new Set([...metrics.values()].flatMap(metric => dependsOn(catalogue, metric)));
    for (const {rule} of settings) expect(used, rule).toContain(rule);
    expect(dependsOn(catalogue, metricOf("proposals.two_way_satisfaction"))).toEqual([
      "基本满意计入满意",
      "满意率分母"
    ]);
  });
});
