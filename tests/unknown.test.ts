import {parseHTML} from "linkedom";
import {beforeAll, describe, expect, test} from "vitest";
import {publication} from "../reports/documents/picture.js";
import {plates} from "../reports/documents/plates.js";
import {records} from "../reports/documents/records.js";
import {story} from "../reports/story/story.js";
import {activityFigures} from "../src/figures/activities.js";
import {Book} from "../src/figures/book.js";
import {noteOf} from "../src/figures/caption.js";
import type {Figure} from "../src/figures/figure.js";
import {figuresOf} from "../src/figures/index.js";
import {ownFigures} from "../src/figures/own.js";
import {itemValue} from "../src/figures/shapes/items.js";
import {canonicalSession} from "../src/intake/session.js";
import {
  activities,
  appraisals,
  attendances,
  kinds,
  leads,
  members,
  opinions,
  proposals,
  suggestions
} from "../src/kinds/index.js";
import type {Kind} from "../src/kinds/kind.js";
import {needsOf} from "../src/metrics/needs.js";
import {dataOf, pageOf} from "../src/metrics/own-charts.js";
import type {OwnChart} from "../src/metrics/table/charts.js";
import {catalogue} from "./catalogue.js";
import {bookOf, type Office, tablesOf} from "./office.js";
import {expectCommitted} from "./snapshot.js";

/** A kind's export of a year: rows of values by field, under the first header of each field. */
interface Export {
  kind: Kind;
  rows: (year: number) => Record<string, string | undefined>[];
}

const sessionOf = (year: number) => canonicalSession(`${year - 1990}届1次`)!;

const exports: Export[] = [
  {
    kind: proposals,
    rows: year => {
      const base = {
        session: sessionOf(year),
        plenary: "会上",
        submitted: `${year}-03-02`,
        review: "立案",
        reviewed: `${year}-03-03`,
        handling: "独办",
        main_units: "区教育局",
        assigned: `${year}-03-05`,
        due: `${year}-05-01`,
        category: "教育",
        sector: "教育界",
        party: "民盟",
        committee: "提案委"
      };
      const done = {replied: `${year}-04-01`, closed: `${year}-04-02`, outcome: "已解决"};
      const marks = {appraised: "是", key: "是", excellent: "是", instruction_level: "区领导", instructions: "2"};
      return [
        {...base, ...done, ...marks, proposer_type: "委员个人", rating: "满意", unit_rating: "满意"},
        {
          ...base,
          ...done,
          proposer_type: "委员联名",
          co_proposers: "乙、丙",
          proposer_count: "3",
          rating: "不满意",
          unit_rating: "不满意"
        },
        {
          ...base,
          ...done,
          replied: `${year}-06-01`,
          proposer_type: "党派",
          co_units: "区财政局",
          handling: "会办",
          rating: "满意",
          plenary: "平时"
        },
        {...base, proposer_type: "专委会"},
        {...base, proposer_type: "人民团体", review: "并案", merged_into: "1", assigned: "", due: ""},
        {...base, proposer_type: "委员个人", review: "不立案", assigned: "", due: ""},
        {...base, proposer_type: "委员个人", review: "转社情民意", assigned: "", due: ""}
      ].map((row, i) => ({
        serial: `P${year}${i}`,
        number: `${i + 1}`,
        title: `事项${year}之${i}`,
        proposer: `委员${i}`,
        ...row
      }));
    }
  },
  {
    kind: opinions,
    rows: year =>
      [
        {
          source_type: "委员",
          issue: "1",
          compiled: `${year}-04-01`,
          forwarded_to: "全国政协、市级部门",
          forwarded: `${year}-04-02`,
          adopted_by: "全国政协",
          adoption_form: "单篇",
          instruction_level: "市领导",
          instructed: `${year}-05-01`,
          instructions: "1"
        },
        {
          source_type: "党派",
          issue: "2",
          compiled: `${year}-04-01`,
          forwarded_to: "市政协",
          forwarded: `${year}-04-02`,
          adopted_by: "市政协、区委办",
          adoption_form: "综合",
          instruction_level: "区领导",
          instructed: `${year}-05-01`,
          instructions: "2",
          unit: "区教育局",
          replied: `${year}-06-01`,
          merged: "是"
        },
        {source_type: "专委会"}
      ].map((row, i) => ({
        serial: `O${year}${i}`,
        number: `${i + 1}`,
        title: `情况${year}之${i}`,
        submitter: `委员${i}`,
        party: "民盟",
        sector: "教育界",
        category: "教育",
        received: `${year}-03-02`,
        status: "已收",
        ...row
      }))
  },
  {
    kind: activities,
    rows: year =>
      [
        "全会协商",
        "常委会协商",
        "对口协商",
        "视察",
        "民主监督",
        "听取通报",
        "基层协商",
        "直播助农",
        "公益活动",
        "讲座义诊",
        "走访委员",
        "学习交流",
        "议政发言"
      ].map((type, i) => ({
        number: `A${i}`,
        name: `活动${i}`,
        type,
        subtype: "甲",
        planned: "是",
        started: `${year}-03-02`,
        ended: `${year}-03-03`,
        sessions: "2",
        committee: "提案委",
        partners: "甲区政协",
        members: "5",
        attendances: "6",
        people_served: "7",
        suggestions: "8",
        adopted: "3",
        output_type: ["大会发言材料", "专题报告", "调研报告"][i % 3]!,
        outputs: "2",
        problems_solved: "4",
        speeches: "9",
        party: "民盟",
        instruction_level: "区领导",
        instructions: "1",
        status: "已完成"
      }))
  },
  {
    kind: suggestions,
    rows: year =>
      [
        {status: "已办结", answer: "是", replied: `${year}-04-01`, closed: `${year}-05-01`, adoption: "采纳"},
        {status: "办理中", answer: "是", replied: `${year}-09-01`, adoption: "部分采纳"},
        {status: "未答复", answer: "否"}
      ].map((row, i) => ({
        number: `J${year}${i}`,
        activity: "A9",
        text: `意见${year}之${i}`,
        units: "区教育局",
        handed: `${year}-03-02`,
        due: `${year}-06-01`,
        result: "已整改",
        ...row
      }))
  },
  {
    kind: leads,
    rows: year =>
      [
        {direction: "提案转线索", filed: "是", filed_on: `${year}-04-01`, advices: "2", closed: `${year}-05-01`},
        {direction: "提案转线索", filed: "否"},
        {direction: "线索转提案"}
      ].map((row, i) => ({
        number: `X${year}${i}`,
        session: sessionOf(year),
        proposal: "1",
        handed: `${year}-03-02`,
        result: "已整改",
        ...row
      }))
  },
  {
    kind: appraisals,
    rows: year =>
      ["区教育局", "区财政局"].map((unit, i) => ({
        year: String(year),
        unit,
        held: `${year}-11-02`,
        issued: "50",
        returned: "48",
        satisfied: String(40 + i),
        basic: "4",
        dissatisfied: "2",
        abstained: "1",
        rate: String(i ? 85.4 : 83.3)
      }))
  },
  {
    kind: attendances,
    rows: year =>
      ["出席", "请假", "缺席", "列席"].map((attended, i) => ({
        meeting: `M${year}${i % 2}`,
        name: `会议${i % 2}`,
        held: `${year}-03-0${2 + (i % 2)}`,
        category: i % 2 ? "常委会" : "全会",
        number: `W${year}${i}`,
        member: `委员${i}`,
        attended
      }))
  },
  {
    kind: members,
    rows: year =>
      [0, 1, 2, 3].map(i => ({
        number: `W${year}${i}`,
        name: `委员${i}`,
        gender: i % 2 ? "男" : "女",
        ethnicity: "汉族",
        sector: "教育界",
        party: "民盟",
        committee: "提案委",
        office: i ? "委员" : "常委",
        term: sessionOf(year).replace(/.次$/, ""),
        appointed: `${year}-02-01`,
        ended: `${year + 1}-01-15`,
        reason: "届满"
      }))
  }
];

const first = 2001;
const control = first - 1;

/** The fields without which no file of the kind is read: those are not dropped. */
const dropped = (kind: Kind) =>
  Object.keys(kind.fields).filter(
    field => !kind.fields[field]!.contact && !kind.needs.some(group => group.length === 1 && group[0] === field)
  );

/** The field that the export of a year lacks. */
const lacks = new Map<string, Map<number, string>>(
  exports.map(({kind}) => [kind.name, new Map(dropped(kind).map((field, i) => [first + i, field]))])
);
const last = Math.max(...[...lacks.values()].flatMap(years => [...years.keys()]));

function files(): Office {
  const named: Record<string, string[]> = {};
  for (const {kind, rows} of exports)
    for (let year = control; year <= last; year++) {
      const without = lacks.get(kind.name)!.get(year);
      const fields = Object.keys(kind.fields).filter(field => field !== without && !kind.fields[field]!.contact);
      const cell = (text: string) => (/[,"]/.test(text) ? `"${text}"` : text);
      named[`${kind.label}${year}.csv`] = [
        fields.map(field => kind.fields[field]!.names[0]!).join(","),
        ...rows(year).map(row => fields.map(field => cell(row[field] ?? "")).join(","))
      ];
    }
  const years = Array.from({length: last - control + 2}, (_, i) => control + i);
  return {
    exports: named,
    reference: {
      "sessions.csv": [
        "届次,届,次,开幕日期,闭幕日期,年度",
        ...years.map(year => `${sessionOf(year)},${year - 1990},1,${year}-02-01,${year}-02-04,${year}`)
      ]
    }
  };
}

describe("a year whose exports lack a column", () => {
  let book: Book;
  beforeAll(async () => {
    book = new Book(await tablesOf(files(), `${last + 1}-03-01`), {year: last, versus: last - 1});
  });

  test.each(exports.map(({kind}) => [kind.label, kind] as const))(
    "%s: every figure is what it is with the column, or not known; never another number",
    (_, kind) => {
      for (const metric of book.catalogue.all) {
        if (metric.kind !== kind.name || metric.span) continue;
        const whole = book.value(metric.id, control);
        for (const [year, field] of lacks.get(kind.name)!) {
          const value = book.value(metric.id, year);
          // 办理时限 that is not exported is 交办 and 90 days, by the office's rule: another number, and a known one.
          if (field === "due") continue;
          if (value !== null) expect([metric.label, field, value]).toEqual([metric.label, field, whole]);
          else if (whole !== null) expect(book.reason(metric.id, year), `${metric.label} ${field}`).not.toBeNull();
        }
      }
    }
  );

  test("which figures are lost with which column", () => {
    const rows = exports.flatMap(({kind}) =>
      [...lacks.get(kind.name)!].map(([year, field]) => {
        const lost = book.catalogue.all.filter(
          ({id, span}) => !span && book.value(id, control) !== null && book.value(id, year) === null
        );
        const own = lost.filter(metric => metric.kind === kind.name);
        return `${kind.label},${kind.fields[field]!.names[0]},${own.map(({label}) => label).join("、")}`;
      })
    );
    expectCommitted("unknown.csv", `${["种类,缺的列,无从知道的指标", ...rows].join("\n")}\n`);
  });

  test("why, in words", () => {
    const year = [...lacks.get("opinions")!].find(([, field]) => field === "instruction_level")![0];
    expect(book.reason("opinions.instructed", year)).toBe(`${year}年的导出文件没有「批示级别」列`);
    expect(book.reason("opinions.received", year)).toBeNull();
    const assigned = [...lacks.get("proposals")!].find(([, field]) => field === "review")![0];
    expect(book.reason("proposals.closing_rate", assigned)).toBe(`${assigned}年的导出文件没有「审查结果」列`);
  });

  test("a ranking by the column has no row, by others it has", () => {
    const year = [...lacks.get("proposals")!].find(([, field]) => field === "category")![0];
    expect(book.items("proposals.submitted", "category", year)).toEqual([]);
    expect(book.items("proposals.submitted", "category", control)).not.toEqual([]);
    expect(book.items("proposals.submitted", "proposer_type", year)).not.toEqual([]);
    const value = (item: string, year: number) => itemValue(book, "proposals.submitted", "category", item, year);
    expect(value("教育", year)).toBeNull();
    expect([value("教育", control), value("农业", control)]).toEqual([7, 0]);
  });
});

describe("not known is not zero", () => {
  test("a sum over kinds of which one is not exported at all is not what the others add up to", async () => {
    const exports = {
      "提案.csv": [
        "提案编号,届次,案由,提交日期,审查结果,答复日期,批示级别,批示件次",
        "0001,十一届三次,甲,2024-01-16,立案,2024-05-01,区领导,2"
      ],
      "活动.csv": [
        "活动编号,活动名称,活动类型,开始日期,场次,批示级别,批示件次",
        "H1,座谈,对口协商,2024-03-01,1,区领导,1"
      ]
    };
    const opinions = [
      "流水号,标题,来源类型,收到日期,编报日期,批示级别,批示件次,批示日期",
      "S1,乙,委员,2024-02-01,2024-02-10,区领导,4,2024-03-01"
    ];
    const asked = {year: 2024};
    const two = await bookOf({exports}, asked, "2025-12-31");
    expect([two.value("proposals.instructions"), two.value("activities.instructions")]).toEqual([2, 1]);
    expect(two.value("multi.instructions")).toBeNull();
    expect(two.reason("multi.instructions")).toBe("没有社情民意的导出文件");
    const three = await bookOf({exports: {...exports, "社情民意.csv": opinions}}, asked, "2025-12-31");
    expect(three.value("multi.instructions")).toBe(7);
  });

  test("where nobody exported 场次, no calendar says how many there were", async () => {
    const drawn = async (head: string, row: string) => {
      const book = await bookOf({exports: {"活动.csv": [head, row]}}, {year: 2024}, "2024-12-31");
      return activityFigures.calendar.has?.(book);
    };
    expect(await drawn("活动编号,活动名称,活动类型,开始日期", "H1,座谈,对口协商,2024-03-01")).toBe(false);
    expect(await drawn("活动编号,活动名称,活动类型,开始日期,场次", "H1,座谈,对口协商,2024-03-01,2")).toBe(true);
  });

  const head = "流水号,标题,来源类型,收到日期,编报日期,批示级别,批示日期";
  const office: Office = {
    exports: {
      "社情民意_2023.csv": [
        head,
        ...[0, 1, 2].map(i => `S23${i},事${i},委员,2023-03-0${i + 1},2023-04-01,区领导,2023-05-01`)
      ],
      "社情民意_2024.csv": [
        "流水号,标题,来源类型,收到日期",
        ...[0, 1].map(i => `S24${i},件${i},委员,2024-03-0${i + 1}`)
      ]
    }
  };

  test("a column that only the year before has: no value, no change", async () => {
    const book = await bookOf(office, {year: 2024}, "2024-12-31");
    expect(book.value("opinions.instructed", 2023)).toBe(3);
    expect(book.value("opinions.instructed")).toBeNull();
    expect(book.change("opinions.instructed").reason).toBe("本年无数据");
    expect(book.value("opinions.received")).toBe(2);
  });

  test("a column that the rule in force does not ask for is not missed", () => {
    const needs = (value: string) =>
      needsOf(catalogue, catalogue.get("appraisals.satisfaction"), kinds, new Map([["测评基本满意计入满意", value]]));
    const fields = (value: string) => needs(value).map(({field}) => field);
    expect([fields("否"), fields("是")]).toEqual([
      ["satisfied", "returned"],
      ["satisfied", "basic", "returned"]
    ]);
  });

  test("a column of codes that is there and blank is zero", async () => {
    const blank = {...office.exports, "社情民意_2024.csv": [head, "S240,件,委员,2024-03-01,,,"]};
    const book = await bookOf({exports: blank}, {year: 2024}, "2024-12-31");
    expect(book.value("opinions.instructed")).toBe(0);
    expect(book.value("opinions.compiled")).toBeNull();
    expect(book.reason("opinions.compiled")).toBe("2024年的导出文件「编报日期」列全是空白");
  });
});

describe("a year in the middle whose column is not exported", () => {
  const head = "流水号,标题,来源类型,收到日期,批示级别,批示日期";
  const of = (year: number, count: number) =>
    Array.from({length: count}, (_, i) => `S${year}${i},事${year}${i},委员,${year}-03-0${i + 1},区领导,${year}-05-01`);
  const gap: Office = {
    exports: {
      "社情民意_2022.csv": [head, ...of(2022, 4)],
      "社情民意_2023.csv": ["流水号,标题,来源类型,收到日期", "S230,件,委员,2023-03-01", "S231,另件,委员,2023-03-02"],
      "社情民意_2024.csv": [head, ...of(2024, 3)]
    },
    reference: {
      "charts.csv": [
        "图表,形状,指标,页面",
        "历年批示,走势,批示社情民意,社情民意",
        "年内批示,累计,批示社情民意,社情民意"
      ]
    }
  };
  const why = "2023年无数据（2023年的导出文件没有「批示级别」列）";
  let book: Book;
  let drawn: Figure;
  beforeAll(async () => {
    book = await bookOf(gap, {year: 2024}, "2024-12-31");
    drawn = figuresOf(book).find(({name}) => name === "历年批示")!;
  });

  test("the line has a gap, and the chart as published says so", () => {
    const svg = publication(drawn, book).replace(/<\/text>\s*<text[^>]*>/g, "");
    expect(svg).toContain("2023年无数据");
    expect(svg).not.toContain(">0<");
    const chart = drawn.draw(book, {document: parseHTML("<html></html>").document as unknown as Document});
    const paths = [...chart.outerHTML.matchAll(/ d="([^"]+)"/g)].map(match => match[1]!);
    expect(paths).not.toEqual([]);
    expect(paths.filter(path => /^M[^A-Z]+L[^A-Z]+$/.test(path))).toEqual([]);
  });

  test("there is no line along zero through that year, no column of zeros beside it, and no page of charts without one", async () => {
    const beside = await bookOf(gap, {year: 2024, versus: 2023}, "2024-12-31");
    const running = figuresOf(beside).find(({name}) => name === "年内批示")!;
    expect(running.years!(beside)).toEqual([2022, 2024]);
    const plate = publication(running, beside);
    expect(plate).not.toMatch(/2023年(?!无数据|的导出文件)|>0件/);
    expect(plate).toContain("2023年无数据（2023年的导出文件没有「批示级别」列）");
    expect(running.table(beside).rows.at(-1)).toEqual(["12月", null, 3]);
    const charts: OwnChart[] = JSON.parse(beside.tables.about[0]!.charts!);
    expect(new Set(charts.map(pageOf))).toEqual(new Set(["opinions"]));
    expect(charts.map(dataOf)).toEqual(ownFigures(beside).map(({needs}) => needs));
  });

  test("the page says so beneath, the document beneath its picture", async () => {
    expect(noteOf(drawn, book)).toEqual([why]);
    const [plate] = await plates(story("我的", "# 题\n\n![[历年批示]]\n", book, figuresOf(book)), book);
    expect(plate!.source).toContain(why);
  });

  test("nothing is compared with it", async () => {
    const next = await bookOf(gap, {year: 2024, versus: 2023}, "2024-12-31");
    const said = next.change("opinions.instructed");
    expect(JSON.stringify(said)).not.toMatch(/增长|增加|100%/);
    expect(records(next).find(({metric}) => metric === "opinions.instructed")).toMatchObject({
      value: 3,
      previous: null
    });
  });
});
