import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {readTables} from "../reports/tables.js";
import {Book} from "../src/figures/book.js";
import {basisWords, captionOf, samePeriodNote} from "../src/figures/caption.js";
import {sentence} from "../src/figures/comparison.js";
import {monthsOf} from "../src/figures/months.js";
import {cutOff, newTerms, ranges, unfinished} from "../src/figures/periods.js";
import {proposalFigures} from "../src/figures/proposals.js";
import {offeredDates, ownDate} from "../src/figures/scope.js";
import {paceFinding} from "../src/figures/sentences.js";
import {sampleInto} from "./files.js";
import {asked, bookOf, type Office, offered, tablesOf} from "./office.js";

const sessionHead = "届次,届,次,开幕日期,闭幕日期,年度";
const sessions = (...rows: string[]) => ({"sessions.csv": [sessionHead, ...rows]});
const proposalHead =
  "流水号,届次,案由,第一提案人,提交日期,审查结果,审查日期,主办单位,交办日期,要求办结日期,答复日期,办结日期,办理结果,委员意见,类别";
const opinions = (...days: string[]) => [
  "流水号,标题,来源类型,提交者,收到日期,编报日期,报送去向,报送日期",
  ...days.map((day, i) => `S${i},关于示例${i}的建议,委员,委员${i},${day}`)
];

/** A proposal by its days: submitted, reviewed, assigned, due, replied, closed. */
function proposal(id: string, session: string, days: Record<string, string>, rating = "满意"): string {
  const {submitted = "", reviewed = "", assigned = "", due = "", replied = "", closed = ""} = days;
  return `${id},${session},关于${id}的提案,委员${id},${submitted},立案,${reviewed},区教育局,${assigned},${due},${replied},${closed},A,${rating},教育`;
}

/** 2024 is a leap year and its plenary opens three weeks later than the others. */
const moved = sessions(
  "十一届二次,11,2,2023-01-10,2023-01-13,2023",
  "十一届三次,11,3,2024-02-01,2024-02-04,2024",
  "十一届四次,11,4,2025-01-10,2025-01-13,2025"
);

describe("calendar years are cut on the same day", () => {
  const files: Office = {
    exports: {
      "o.csv": opinions(
        "2023-02-28",
        "2023-03-01",
        "2024-02-28",
        "2024-02-29",
        "2024-03-01",
        "2025-02-28",
        "2025-03-01"
      )
    },
    reference: moved
  };

  test("29 February of a leap year is compared with 28 February of another", async () => {
    const book = await bookOf(files, {year: 2024}, "2024-02-29");
    expect(book.value("opinions.received")).toBe(2);
    expect(book.value("opinions.received", 2023)).toBe(1);
    expect(ranges(book, "calendar")).toBe("2024年1月1日至2月29日、2023年1月1日至2月28日");
  });

  test("28 February of a common year is compared with 28 February of a leap year", async () => {
    const book = await bookOf(files, {year: 2025}, "2025-02-28");
    expect([2025, 2024, 2023].map(year => book.value("opinions.received", year))).toEqual([1, 1, 1]);
    expect(book.change("opinions.received").words).toBe("与上年同期持平");
  });
});

describe("session years are cut the same number of days after the plenary opened", () => {
  const files: Office = {
    exports: {
      "p.csv": [
        proposalHead,
        proposal("A1", "十一届二次", {submitted: "2023-01-10"}),
        proposal("A2", "十一届二次", {submitted: "2023-02-09"}),
        proposal("A3", "十一届二次", {submitted: "2023-02-10"}),
        proposal("B1", "十一届三次", {submitted: "2024-01-20"}),
        proposal("B2", "十一届三次", {submitted: "2024-03-02"}),
        proposal("B3", "十一届三次", {submitted: "2024-03-03"})
      ],
      "o.csv": opinions("2023-03-02", "2023-03-03", "2024-03-02", "2024-03-03")
    },
    reference: moved
  };

  test("a plenary that moved by three weeks", async () => {
    const book = await bookOf(files, {year: 2024}, "2024-03-02");
    expect(book.value("proposals.submitted")).toBe(2);
    expect(book.value("proposals.submitted", 2023)).toBe(2);
    expect(book.value("opinions.received", 2023)).toBe(1);
    expect(ranges(book, "session")).toBe(
      "2024年度自2023年11月1日至2024年3月2日(开幕后30天)、2023年度自2022年10月10日至2023年2月9日(开幕后30天)"
    );
    expect(samePeriodNote(book, ["proposals.submitted", "opinions.received"])).toBe(
      `同期,届次年度:${ranges(book, "session")};自然年:2024年1月1日至3月2日、2023年1月1日至3月2日`
    );
  });

  test("the pace compares only months that both years have whole", async () => {
    const days = (session: string, ...submitted: string[]) =>
      submitted.map((day, i) => proposal(`${session}${i}`, session, {submitted: day}));
    const exports = {
      "p.csv": [
        proposalHead,
        ...days("十一届二次", "2023-01-10", "2023-01-11", "2023-02-09", "2023-02-20", "2023-02-21", "2023-02-22"),
        ...days("十一届三次", "2024-02-01", "2024-02-20", "2024-02-21", "2024-02-22", "2024-03-01")
      ]
    };
    const book = await bookOf({exports, reference: moved}, {year: 2024}, "2024-03-02");
    const running = (year: number) => monthsOf(book, "proposals.submitted", year).map(d => d.value);
    // All of February 2024 against nine days of February 2023 would be ahead.
    expect([running(2024), running(2023)]).toEqual([
      [0, 4, 1],
      [2, 1]
    ]);
    expect(paceFinding(book, "proposals.submitted")).toBe("1月提交提案少于2023年1月");
    expect(proposalFigures.cumulative.subtitle(book)).toContain(";2024年3月到2日、2023年2月到9日,不满整月的不作比较");
    const calendar = await bookOf({exports, reference: moved}, {year: 2024, basis: "calendar"}, "2024-03-02");
    expect(paceFinding(calendar, "proposals.submitted")).toBe("各月累计提交提案均少于2023年同期");
    expect(proposalFigures.cumulative.subtitle(calendar)).not.toContain("不满整月");
  });

  test("before the plenary opens, the days before it count", async () => {
    const book = await bookOf(files, {year: 2024}, "2024-01-25");
    expect(book.value("proposals.submitted")).toBe(1);
    expect(book.value("proposals.submitted", 2023) ?? 0).toBe(0);
    expect(ranges(book, "session")).toContain("至2024年1月25日(开幕前7天)");
    expect(ranges(book, "session")).toContain("至2023年1月3日(开幕前7天)");
  });

  test("by the calendar where a year has no plenary date, and the caption says so", async () => {
    const reference = sessions(
      "十一届二次,11,2,,,2023",
      "十一届三次,11,3,2024-02-01,2024-02-04,2024",
      "十一届四次,11,4,2025-01-10,2025-01-13,2025"
    );
    const book = await bookOf({...files, reference}, {year: 2024}, "2024-03-02");
    expect(book.value("proposals.submitted")).toBe(2);
    expect(book.value("proposals.submitted", 2023)).toBe(3);
    expect(ranges(book, "session")).toContain("2023年度自2023年1月1日至3月2日,届次表没有2023年的开幕日期,按同月同日截");
  });
});

describe("what happened later is not known", () => {
  const files: Office = {
    exports: {
      "p.csv": [
        proposalHead,
        // Replied in time at the same point of the year before, and after it.
        proposal("A1", "十一届二次", {
          submitted: "2023-01-10",
          reviewed: "2023-01-20",
          assigned: "2023-01-30",
          due: "2023-05-01",
          replied: "2023-04-01",
          closed: "2023-04-02"
        }),
        proposal("A2", "十一届二次", {
          submitted: "2023-01-10",
          reviewed: "2023-01-20",
          assigned: "2023-01-30",
          due: "2023-05-01",
          replied: "2023-12-01",
          closed: "2023-12-02"
        }),
        // 2024-06-30 is 150 days after the opening.
        proposal("B1", "十一届三次", {
          submitted: "2024-02-01",
          reviewed: "2024-02-20",
          assigned: "2024-03-01",
          due: "2024-06-01",
          replied: "2024-06-30",
          closed: "2024-06-30"
        }),
        proposal("B2", "十一届三次", {
          submitted: "2024-02-01",
          reviewed: "2024-02-20",
          assigned: "2024-03-01",
          due: "2024-06-29",
          replied: "2024-07-01",
          closed: "2024-07-02"
        }),
        proposal("B3", "十一届三次", {submitted: "2024-06-01", reviewed: "2024-07-01", assigned: "2024-07-02"}, ""),
        proposal("B4", "十一届三次", {submitted: "2024-06-02", assigned: "2024-07-02"}, ""),
        proposal("B5", "十一届三次", {submitted: "2024-07-01", reviewed: "2024-07-01"}, "")
      ],
      "o.csv": [
        "流水号,标题,来源类型,提交者,收到日期,编报日期,报送去向,报送日期,采用层级,批示级别,批示日期",
        "S1,关于甲的建议,委员,委员1,2024-05-01,2024-05-10,全国政协,2024-05-20,全国政协,市领导,2024-06-30",
        "S2,关于乙的建议,委员,委员2,2024-05-01,2024-07-10,全国政协,,全国政协,市领导,",
        "S3,关于丙的建议,委员,委员3,2024-05-01,2024-05-10,全国政协,2024-07-20,全国政协,市领导,2024-07-30",
        "S4,关于丁的建议,委员,委员4,2024-07-01,2024-07-10,,,,,"
      ],
      "h.csv": [
        "活动编号,活动名称,活动类型,是否年度计划,开始日期,结束日期,场次,完成状态",
        "H1,示例一,对口协商,是,2024-03-01,2024-03-01,1,已完成",
        "H2,示例二,对口协商,是,2024-06-29,2024-07-02,2,已完成",
        "H3,示例三,对口协商,是,2024-07-01,2024-07-01,4,已完成",
        "H4,示例四,对口协商,是,2024-03-02,,8,已取消"
      ],
      "台账.csv": ["指标,年度,数值,单位,口径,来源,填报人", "工作制度,2023,5,项,,办公室,", "工作制度,2024,8,项,,办公室,"]
    },
    reference: moved
  };

  test("each event is cut by its own day, and its consequences with it", async () => {
    const book = await bookOf(files, {year: 2024}, "2024-06-30");
    const values = (year: number) =>
      Object.fromEntries(
        ["submitted", "filed", "assigned", "replied", "closed", "rated", "due", "replied_on_time"].map(name => [
          name,
          book.value(`proposals.${name}`, year)
        ])
      );
    expect(values(2024)).toEqual({
      submitted: 4,
      filed: 2,
      assigned: 2,
      replied: 1,
      closed: 1,
      rated: 1,
      // B2's day had passed without a reply.
      due: 2,
      replied_on_time: 0
    });
    expect(values(2023)).toMatchObject({
      submitted: 2,
      filed: 2,
      replied: 1,
      closed: 1,
      rated: 1,
      due: 2,
      replied_on_time: 1
    });
    expect(book.items("proposals.replied", "outcome").map(d => [d.item, d.value])).toEqual([["已解决或采纳", 1]]);
    expect(book.value("proposals.satisfaction", 2023)).toBe(1);
  });

  test("an entry forwarded or instructed later, or whose day is unknown until it was compiled", async () => {
    const book = await bookOf(files, {year: 2024}, "2024-06-30");
    const values = ["received", "compiled", "forwarded", "adopted", "city_instructed"].map(name =>
      book.value(`opinions.${name}`)
    );
    expect(values).toEqual([3, 2, 1, 1, 1]);
  });

  test("an activity that ends later is not finished, a cancelled one never took place", async () => {
    const book = await bookOf(files, {year: 2024}, "2024-06-30");
    expect(book.value("activities.sessions")).toBe(3);
    expect(book.value("activities.key_tasks")).toBe(1);
  });

  test("what has no day of its own is known with the step that follows it, and the caption says so", async () => {
    const head = `${proposalHead},重点提案,批示级别,批示件次,民主评议`;
    const marked = (id: string, days: Record<string, string>) => `${proposal(id, "十一届三次", days)},是,区领导,2,是`;
    const exports = {
      "p.csv": [
        head,
        marked("B1", {submitted: "2024-02-01", assigned: "2024-03-01", replied: "2024-06-30"}),
        marked("B2", {submitted: "2024-02-01", assigned: "2024-06-30", replied: "2024-07-01"}),
        marked("B3", {submitted: "2024-02-01", assigned: "2024-07-01", closed: "2024-07-02"}),
        marked("B4", {submitted: "2024-02-01", assigned: "2024-03-01"})
      ],
      "h.csv": [
        "活动编号,活动名称,活动类型,开始日期,结束日期,场次,建议条数,采纳条数,批示级别,批示件次",
        "H1,示例一,常委会协商,2024-06-01,2024-06-30,1,9,3,区领导,1",
        "H2,示例二,常委会协商,2024-06-29,2024-07-02,1,9,4,区领导,4"
      ],
      // The sum over three kinds is known where all three are exported: this one is instructed after all cuts.
      "o.csv": [
        "流水号,标题,来源类型,收到日期,编报日期,批示级别,批示件次,批示日期",
        "S1,关于甲的建议,委员,2024-01-05,2024-01-10,区领导,1,2025-03-01"
      ]
    };
    const ids = [
      "proposals.instructions",
      "proposals.appraised",
      "proposals.key",
      "activities.instructions",
      "activities.adopted"
    ];
    const at = async (asOf: string) => {
      const book = await bookOf({exports, reference: moved}, {year: 2024}, asOf);
      return [book, ids.map(id => book.value(id))] as const;
    };
    const [cut, values] = await at("2024-06-30");
    expect(values).toEqual([2, 1, 3, 1, 3]);
    expect(cut.value("multi.instructions")).toBe(3);
    expect(captionOf(cut, ["multi.instructions"]).note).toContain(
      "提案批示没有日期,答复或办结后才计入;活动批示没有日期,活动结束即计入"
    );
    expect(captionOf(cut, ["proposals.submitted"]).note).not.toContain("没有日期");
    const [whole, all] = await at("2025-01-09");
    expect(all).toEqual([8, 4, 4, 5, 7]);
    expect(captionOf(whole, ids).note).not.toContain("没有日期");
  });

  test("a ledger, which has no days, gives only the years that were over", async () => {
    const early = await bookOf(files, {year: 2024}, "2024-06-30");
    expect(early.value("indicators.work_rules")).toBeNull();
    expect(early.change("indicators.work_rules").reason).toBe("本年无数据");
    const late = await bookOf(files, {year: 2024}, "2025-01-09");
    expect([2023, 2024].map(year => late.value("indicators.work_rules", year))).toEqual([5, 8]);
  });

  test("a year that is over is whole, and compared with whole ones", async () => {
    const book = await bookOf(files, {year: 2024}, "2025-01-09");
    expect(book.samePeriod).toBe(false);
    expect(book.value("proposals.replied", 2023)).toBe(2);
    expect(book.value("proposals.submitted")).toBe(5);
    expect(ranges(book, "session")).toBe("");
  });

  test("the quarter ends offered give what --as-of gives on that day", async () => {
    const chosen = await bookOf(files, {year: 2024, asOf: "2024-06-30"}, "2025-01-09");
    const cut = await bookOf(files, {year: 2024}, "2024-06-30");
    expect(chosen.samePeriod).toBe(true);
    expect(chosen.view).toBe("2024-06-30");
    for (const {id, kind} of cut.known)
      if (kind !== "indicators")
        for (const year of [2023, 2024]) expect(chosen.value(id, year), id).toBe(cut.value(id, year));
    expect(unfinished(chosen, "opinions.received")).toEqual({year: 2024, label: "截至6月30日"});
    expect(ranges(chosen, "session")).toBe(ranges(cut, "session"));
  });
});

describe("the sample", () => {
  test("as of a quarter end is what the view of that date shows, for every metric and year", async () => {
    const cut = new Book(await readTables({data: "data/sample", asOf: "2025-06-30"}), {year: 2025});
    const chosen = await sampleBook({year: 2025, asOf: "2025-06-30"});
    let compared = 0;
    for (const {id, kind} of cut.known) {
      if (kind === "indicators") continue;
      for (const year of cut.years) {
        expect(chosen.value(id, year), `${id} ${year}`).toBe(cut.value(id, year));
        compared++;
      }
      expect(chosen.change(id).words).toBe(cut.change(id).words);
    }
    expect(compared).toBeGreaterThan(300);
  });

  test("offers the quarter ends of the unfinished and the last whole year", async () => {
    expect(offeredDates(await sampleBook({year: 2025})).map(d => d.view)).toEqual([
      "2025-03-31",
      "2025-06-30",
      "2025-09-30"
    ]);
    expect(offeredDates(await sampleBook({year: 2024})).map(d => d.view)).toEqual([
      "2024-03-31",
      "2024-06-30",
      "2024-09-30",
      "2024-10-31"
    ]);
    // Cut by the days since a later plenary opened, sessions would end on another day than the one on the list.
    for (const year of [2020, 2022, 2023]) expect(offeredDates(await sampleBook({year}))).toEqual([]);
    expect(ownDate(await sampleBook({year: 2024}))).toBe("全年");
    expect(ownDate(await sampleBook({year: 2025}))).toBe("截至10月31日");
  });

  test("every date offered for a pair of years gives what --as-of gives on that day", async () => {
    // Only of the kinds that are asked, as often as there are dates.
    const data = mkdtempSync(join(tmpdir(), "periods-"));
    sampleInto(data, /提案导出|社情民意/);
    const years = [2020, 2021, 2022, 2023, 2024, 2025];
    const pairs = years.flatMap(year => [year - 1, year + 1].map(versus => ({year, versus})));
    const cuts = new Map<string, Awaited<ReturnType<typeof readTables>>>();
    const ids = ["proposals.submitted", "proposals.replied", "proposals.instructions", "opinions.received"];
    let compared = 0;
    for (const pair of pairs) {
      for (const {view, label} of offeredDates(await sampleBook(pair))) {
        const chosen = await sampleBook({...pair, asOf: view});
        const later = Math.max(chosen.year, chosen.versus);
        const asOf = cutOff(chosen);
        expect(chosen.view).toBe(view);
        expect(label).toBe(`${Number(asOf.slice(5, 7))}月${Number(asOf.slice(8))}日`);
        expect(chosen.period(later, "session")!.until, `${later} ${view}`).toBe(asOf);
        if (!cuts.has(asOf)) cuts.set(asOf, await readTables({data, asOf}));
        const cut = new Book(cuts.get(asOf)!, pair);
        for (const id of ids)
          for (const year of [chosen.year, chosen.versus]) {
            expect(chosen.value(id, year), `${id} ${year} ${view}`).toBe(cut.value(id, year));
            compared++;
          }
      }
    }
    rmSync(data, {recursive: true});
    expect(cuts.size).toBe(7);
    expect(compared).toBeGreaterThan(100);
  });

  test("a sentence says the day at which the metric's own year was cut", async () => {
    const book = await sampleBook({year: 2024, versus: 2025});
    expect(sentence(book, "opinions.received")).toMatch(/^2024年截至10月31日,/);
    // The plenary of 2024 opened two days later than that of 2025, in a leap year.
    expect(sentence(book, "proposals.replied")).toMatch(/^2024年截至11月1日,/);
  });

  test("an unfinished year is never compared with a whole one", async () => {
    const book = await sampleBook({year: 2025, versus: 2024});
    expect(book.samePeriod).toBe(true);
    for (const {id} of book.known) {
      const {reason, words} = book.change(id);
      if (reason === null) expect(words).toMatch(/同期/);
      for (const year of book.years) expect(book.period(year, book.basisOf(id))!.complete).toBe(false);
    }
  });

  test("the first session of a term is marked", async () => {
    expect(newTerms(await sampleBook())).toEqual([2022]);
  });
});

const sampleTables = tablesOfSample();
async function tablesOfSample() {
  const {withViews} = await import("../src/components/tables.js");
  const {sample} = await import("./sample.js");
  const open = await sample();
  const views = await offered(open);
  open.close();
  return withViews(await readTables({data: "data/sample"}), views);
}
const sampleBook = async (scope: ConstructorParameters<typeof Book>[1] = {}) => new Book(await sampleTables, scope);

describe("session years and calendar years", () => {
  const files: Office = {
    exports: {
      "p.csv": [
        proposalHead,
        // 届次 says it, whatever the day.
        proposal("A1", "十一届二次", {submitted: "2023-12-20"}),
        // Three months before the plenary of 2024-02-01 opens, to the day; and the day before.
        proposal("B1", "", {submitted: "2023-11-01"}),
        proposal("A2", "", {submitted: "2023-10-31"}),
        proposal("B2", "", {submitted: "2024-05-06"}),
        // Those of the plenary of 2025-01-10 begin on 2024-10-10.
        proposal("B3", "", {submitted: "2024-10-09"}),
        proposal("C1", "", {submitted: "2024-10-10"}),
        proposal("C2", "", {submitted: "2025-01-10"})
      ],
      "o.csv": opinions("2023-05-01", "2024-05-01", "2025-05-01")
    },
    reference: moved
  };
  const years = (book: Book, id = "proposals.submitted") => [2023, 2024, 2025].map(year => book.value(id, year));

  test("a blank 届次 is resolved by the sessions table", async () => {
    expect(years(await bookOf(files, {year: 2024}))).toEqual([2, 3, 2]);
    expect(years(await bookOf(files, {year: 2024, basis: "calendar"}))).toEqual([3, 3, 1]);
  });

  test("how long before the plenary is configuration", async () => {
    const reference = {...moved, "rules.csv": ["规则,取值", "会前收件月数,1"]};
    const book = await bookOf({...files, reference}, {year: 2024});
    expect(years(book)).toEqual([3, 3, 1]);
    expect(book.rule("proposals.submitted")).toContain("全会开幕前1个月内提交的归入该次全会");
  });

  test("the choice changes metrics that allow both, and all that is said of them", async () => {
    const session = await bookOf(files, {year: 2024});
    const calendar = await bookOf(files, {year: 2024, basis: "calendar"});
    expect(years(calendar, "opinions.received")).toEqual([1, 1, 1]);
    expect([session, calendar].map(book => basisWords(book, "proposals.submitted"))).toEqual([
      "按届次年度",
      "按提交日期所在自然年"
    ]);
    expect(session.rule("proposals.submitted")).toContain("以届次所属年度计");
    expect(calendar.rule("proposals.submitted")).toContain("以提交日期所在的自然年计");
    expect(calendar.rule("proposals.submitted")).not.toContain("届次");
    expect(calendar.basisOf("multi.instructions")).toBe("mixed");
    expect(monthsOf(calendar, "proposals.submitted").reduce((sum, d) => sum + d.value, 0)).toBe(3);
    expect(calendar.items("proposals.submitted", "category").reduce((sum, d) => sum + d.value, 0)).toBe(3);
  });

  test("every figure of every view carries its basis", async () => {
    const bases = await asked(files, undefined, open =>
      open.rows<{metric: string; bases: string}>(
        "select metric, string_agg(distinct basis, ' ' order by basis) as bases from figures group by metric"
      )
    );
    for (const {metric, bases: found} of bases)
      expect(found, metric).toBe(
        metric.startsWith("proposals.") ? "calendar session" : metric.startsWith("multi.") ? "mixed" : "calendar"
      );
  });

  test("years of different bases are not compared", async () => {
    const {change} = await import("../src/metrics/change.js");
    const {metricOf} = await import("./catalogue.js");
    const result = change({
      metric: metricOf("proposals.submitted"),
      value: 3,
      previous: 2,
      basis: "session",
      previousBasis: "calendar"
    });
    expect(result.words).toBe("年度口径不同,不作比较");
  });

  test("a date and the calendar year can be chosen together", async () => {
    const tables = await tablesOf(files, "2025-05-01");
    const book = new Book(tables, {year: 2024, asOf: "2024-09-30", basis: "calendar"});
    expect(book.value("proposals.submitted")).toBe(1);
    expect(book.value("proposals.submitted", 2023)).toBe(0);
    expect(ranges(book, "calendar")).toBe("2024年1月1日至9月30日、2023年1月1日至9月30日");
  });
});
