import {beforeAll, describe, expect, test} from "vitest";
import {Book} from "../src/figures/book.js";
import {lead} from "../src/figures/headline.js";
import {overviewFigures} from "../src/figures/overview.js";
import {typeset} from "../src/text/typeset.js";
import {sampleBook} from "./sample.js";

let sample: Book;

beforeAll(async () => {
  sample = await sampleBook();
});

const said = (year: number) =>
  typeset(
    lead(new Book(sample.tables, {year, versus: year - 1}))
      .map(part => (typeof part === "string" ? part : part.value))
      .join("")
  );

describe("the year in three sentences: what grew, what fell, which target is at risk", () => {
  test.each([
    [
      2024,
      "全年收到提案261件，较上年增加29件，增长12.5%；增长最快的是协商活动，107次，较上年增加20次，增长23.0%。其他主要指标与上年相比没有下降。3项年度目标都已完成，离目标最近的是双向评价满意率，97.2%，目标93%以上。"
    ],
    [
      2025,
      "2025年截至10月31日收到提案255件，较上年同期减少6件，下降2.3%。协商活动82次，较上年同期减少12次，下降12.8%。目标中民主监督活动滞后，16次，目标20次以上，完成80%，时间已过83%；其余2项都已完成。"
    ],
    [
      2022,
      "全年收到提案236件，较上年增加38件，增长19.2%，在主要指标中增长最快。收到社情民意105篇，较上年减少6篇，下降5.4%。"
    ]
  ])("%s", (year, sentences) => expect(said(year)).toBe(sentences));
});

test("a part of another or a small base leads nothing, however much it grew", () => {
  const book = new Book(sample.tables, {year: 2024, versus: 2023});
  // 转报全国政协 grew from 10 to 14.
  expect(book.change("opinions.forwarded_national").percent).toBe(40);
  expect(overviewFigures.changes.title(book)).toBe("增幅最大的是协商活动");
  expect(overviewFigures.changes.metrics(book)).not.toContain("opinions.forwarded_national");
});
