import {expect, test} from "vitest";
import {captionOf} from "../src/figures/caption.js";
import {range, ranges} from "../src/figures/periods.js";
import {bookOf, type Office} from "./office.js";

const sessions = [
  "届次,届,次,开幕日期,闭幕日期,年度",
  "八届一次,8,1,2023-02-06,2023-02-09,2023",
  "八届二次,8,2,2024-01-15,2024-01-18,2024",
  "八届三次,8,3,2025-01-13,2025-01-16,2025"
];
const files: Office = {
  exports: {
    "提案.csv": [
      "提案编号,届次,案由,提案者类型,第一提案人,提交日期,审查结果",
      "0001,八届一次,甲,委员个人,例甲,2023-02-01,立案",
      "0002,八届一次,乙,委员个人,例乙,2024-01-08,立案",
      "0001,八届二次,丙,委员个人,例甲,2024-01-12,立案"
    ],
    "监督意见.csv": [
      "编号,意见建议,责任单位,交办日期,办理期限,答复日期,办结日期",
      "1,甲事(例),某局,2023-03-01,2023-06-01,2023-05-01,2023-05-02",
      "2,乙事(例),某局,2023-11-01,2024-02-01,2024-01-20,2024-01-21",
      "3,丙事(例),某局,2024-03-01,2024-06-01,2024-05-01,2024-05-02"
    ]
  },
  reference: {"sessions.csv": sessions}
};
const asOf = (day: string) => ({
  ...files,
  reference: {...files.reference!, "rules.csv": ["规则,取值", `数据截至,${day}`]}
});

test("on 31 December the calendar's years are over: whole, and compared with whole ones", async () => {
  const book = await bookOf(asOf("2024-12-31"), {year: 2024});
  expect(book.isCut("suggestions.handed")).toBe(false);
  // What was done since counts of the year before as well.
  expect(book.value("suggestions.closed", 2023)).toBe(2);
  expect(book.change("suggestions.closed").words).toContain("较上年减少1条");
  expect(range(book)).toBe("全年");
  expect(captionOf(book, ["suggestions.handed"]).note).toBe("");
});

test("the session year ends on the day before the next plenary: it is cut as before", async () => {
  const book = await bookOf(asOf("2024-12-31"), {year: 2024});
  expect([book.samePeriod, book.isCut("proposals.submitted")]).toEqual([true, true]);
  expect(book.against).toBe("上年同期");
  // 351 days after its plenary opened; 0002 was handed in before that.
  expect([book.value("proposals.submitted"), book.value("proposals.submitted", 2023)]).toEqual([1, 2]);
  expect(book.change("proposals.submitted").words).toContain("较上年同期");
  expect(ranges(book, "session")).toContain("开幕后");
  expect(captionOf(book, ["proposals.submitted", "suggestions.handed"]).note).toMatch(/^同期,届次年度:[^;]*$/);
});

test("a day before, both are cut; when the next plenary opens neither is", async () => {
  const cut = await bookOf(asOf("2024-12-30"), {year: 2024});
  expect(["proposals.submitted", "suggestions.handed"].map(id => cut.isCut(id))).toEqual([true, true]);
  expect([cut.value("suggestions.closed", 2023), range(cut)]).toEqual([1, "1月1日至12月30日(同期)"]);
  const between = await bookOf(asOf("2025-01-12"), {year: 2024});
  expect(["proposals.submitted", "suggestions.handed"].map(id => between.isCut(id))).toEqual([false, false]);
  const after = await bookOf(asOf("2025-01-05"), {year: 2024});
  expect(["proposals.submitted", "suggestions.handed"].map(id => after.isCut(id))).toEqual([true, false]);
});
