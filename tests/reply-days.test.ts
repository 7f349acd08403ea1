import {parseHTML} from "linkedom";
import {expect, test} from "vitest";
import {distribution} from "../src/charts/index.js";
import {proposalFigures} from "../src/figures/proposals.js";
import {bookOf, type Office} from "./office.js";
import {sampleBook} from "./sample.js";

const document = parseHTML("<html><body></body></html>").document as unknown as Document;
const head = "流水号,届次,案由,第一提案人,提交日期,审查结果,审查日期,主办单位,交办日期,要求办结日期,答复日期";
const reply = (id: string, due: string, replied: string) =>
  `${id},十一届三次,关于${id}的提案,委员${id},2024-02-01,立案,2024-02-20,区教育局,2024-03-01,${due},${replied}`;
const office = (days: string, rows: string[]): Office => ({
  exports: {"p.csv": [head, ...rows]},
  reference: {
    "sessions.csv": ["届次,届,次,开幕日期,闭幕日期,年度", "十一届三次,11,3,2024-02-01,2024-02-04,2024"],
    "rules.csv": ["规则,取值", `答复期限天数,${days}`]
  }
});

/** The chart's bars: their height in replies by colour, and its words. */
function drawn(rows: Parameters<typeof distribution>[0], deadline?: {at: number; label: string}) {
  const svg = distribution(
    rows,
    {label: "", format: String, bound: days => `${days}天`, deadline, late: "逾期"},
    {document}
  );
  const bars = [...svg.querySelectorAll("rect")].filter(rect => rect.querySelector("title"));
  return {bars: bars.map(rect => [rect.getAttribute("fill"), Number(rect.getAttribute("height"))] as const), svg};
}

test("late replies stand on those in time, in a colour of their own", () => {
  const {bars, svg} = drawn([{from: 90, to: 100, value: 4, late: 1}]);
  expect(bars.length).toBe(2);
  expect(bars[0]![0]).not.toBe(bars[1]![0]);
  expect(bars[0]![1] / bars[1]![1]).toBeCloseTo(3, 1);
  expect(svg.textContent).toContain("逾期");
});

test("day 90 of 90 is in time; by the rule's own days a line parts late from in time", async () => {
  // 90 and 91 days after 1 March.
  const book = await bookOf(office("90", [reply("A", "", "2024-05-30"), reply("B", "", "2024-05-31")]), {year: 2024});
  expect(book.replies().map(({days, replied, late}) => [days, replied, late])).toEqual([[90, 2, 1]]);
  const text = proposalFigures.replyDays.draw(book, {document}).textContent;
  expect(text).toContain("办理时限90天");
  expect(text).not.toContain("晚于");
});

test("where exports state the days, no line of another rule is drawn", async () => {
  const rows = [reply("A", "2024-05-30", "2024-05-20"), reply("B", "2024-05-30", "2024-06-20")];
  const book = await bookOf(office("45", rows), {year: 2024});
  expect(book.exact("proposals.on_time_rate")).toBe("50%");
  const text = proposalFigures.replyDays.draw(book, {document}).textContent;
  expect(text).not.toContain("办理时限");
  expect(text).toContain("晚于要求办结日期1件");
});

test("the sample's deadline is the rule's", async () => {
  expect(proposalFigures.replyDays.draw(await sampleBook({year: 2024}), {document}).textContent).toContain(
    "办理时限90天"
  );
});
