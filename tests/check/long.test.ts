import {expect, test} from "vitest";
import {checkDraft} from "../../src/check/index.js";
import {catalogue} from "../catalogue.js";
import {figures, targets} from "./figures.js";

const sentence = "2024年,共收到提案261件,立案248件,立案率95.02%,比上年增长12.5%;";

/** Seconds of computing, whatever else the machine does. */
function seconds(text: string): number {
  const before = process.cpuUsage();
  checkDraft(text, figures, {catalogue, year: 2024, targets});
  const {user, system} = process.cpuUsage(before);
  return (user + system) / 1e6;
}

test.each([
  ["60,000 characters in one paragraph", sentence.repeat(1400)],
  ["60,000 characters without any stop", "收到提案261件立案248件".repeat(4600)],
  ["15,000 numbers", Array.from({length: 15_000}, (_, i) => `${i}件`).join(",")],
  ["15,000 numbers without units", Array.from({length: 15_000}, (_, i) => i).join("、")],
  ["50,000 digits set apart", `收到提案${"1,".repeat(50_000)}件。`],
  ["a number of 100,000 digits", `收到提案${"1".repeat(100_000)}件。`],
  ["a numeral of 100,000 characters", `收到提案${"一百".repeat(50_000)}件。`],
  ["60,000 characters without a number", "的".repeat(60_000)],
  ["60,000 brackets", "(".repeat(30_000) + ")".repeat(30_000)],
  ["a table of 4,000 rows", "| 提案 | 261 |\n".repeat(4000)]
])("%s: what it takes grows with its length, not with the square", (_, text) => {
  const part = seconds(text.slice(0, text.length / 4));
  // Four times as long, sixteen times by the square; what takes no time at all is left to chance.
  expect(seconds(text)).toBeLessThan(9 * Math.max(part, 0.1));
});
