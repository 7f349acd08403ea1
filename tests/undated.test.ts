import {expect, test} from "vitest";
import {captionOf} from "../src/figures/caption.js";
import {bookOf, type Office} from "./office.js";

const sessions = [
  "届次,届,次,开幕日期,闭幕日期,年度",
  "七届一次,7,1,2023-02-15,2023-02-18,2023",
  "七届二次,7,2,2024-02-20,2024-02-23,2024"
];

/** An office that writes states without days; its data end in November. */
const undated: Office = {
  exports: {
    "监督意见.csv": [
      "编号,意见建议,责任单位,交办日期,办理期限,办理状态,是否采纳",
      "1,甲事(例),某局,2023-03-01,2023-06-01,已办结,采纳",
      "2,乙事(例),某局,2023-04-01,2023-07-01,已办结,未采纳",
      "3,丙事(例),某局,2024-03-01,2024-06-01,已办结,采纳",
      "4,丁事(例),某局,2024-03-01,2024-06-01,已办结,部分采纳",
      "5,戊事(例),某局,2024-03-01,2024-06-01,办理中,",
      "6,己事(例),某局,2024-11-20,2025-02-20,未答复,"
    ],
    "线索.csv": [
      "线索编号,方向,移送日期,是否立案,检察建议份数",
      "X1,提案转线索,2023-05-01,是,1",
      "X2,提案转线索,2024-05-01,是,2",
      "X3,提案转线索,2024-06-01,否,"
    ],
    "测评.csv": ["年度,单位,发出票数,收回票数,满意,基本满意,不满意", "2023,某局,30,30,27,2,1", "2024,某局,30,30,24,4,2"]
  },
  reference: {"sessions.csv": sessions}
};

test("what exports say without a day is known at their own date", async () => {
  const book = await bookOf(undated, {year: 2024});
  expect([book.samePeriod, book.tables.about[0]!.as_of]).toEqual([true, "2024-11-20"]);
  const value = (id: string) => book.value(id);
  expect(["handed", "replied", "closed", "taken"].map(id => value(`suggestions.${id}`))).toEqual([4, 3, 2, 2]);
  expect([value("suggestions.closing_rate"), value("suggestions.reply_rate")]).toEqual([2 / 4, 3 / 4]);
  expect([value("leads.filed"), value("leads.advices")]).toEqual([1, 2]);
  expect(value("appraisals.satisfaction")).toBe(24 / 30);
  // That it counts only when closed is so of the years before.
  expect(captionOf(book, ["leads.filed"]).note).toContain("往年立案和检察建议没有日期的");
});

test("of a day of the year before it is not known, and the reason is said: it is not zero", async () => {
  const book = await bookOf(undated, {year: 2024});
  for (const id of [
    "suggestions.closed",
    "suggestions.closing_rate",
    "leads.filed",
    "appraisals.held",
    "appraisals.satisfaction"
  ]) {
    expect([id, book.value(id, 2023)]).toEqual([id, null]);
    expect(book.change(id).words).not.toMatch(/增加|提高|下降|减少/);
  }
  expect(book.reason("suggestions.closed", 2023)).toBe("2023年没有写「办结日期」，年中某一天的数不知道");
  expect(book.value("suggestions.handed", 2023)).toBe(2);
  const whole = await bookOf(undated, {year: 2023});
  expect([whole.value("suggestions.closed"), whole.value("suggestions.closing_rate")]).toEqual([2, 1]);
});

test("with an earlier date asked for, what has no day is not known", async () => {
  const book = await bookOf(undated, {year: 2024}, "2024-07-01");
  expect([book.value("suggestions.handed"), book.value("suggestions.closed")]).toEqual([3, null]);
  expect(book.reason("suggestions.closed")).toBe("2024年没有写「办结日期」，年中某一天的数不知道");
});
