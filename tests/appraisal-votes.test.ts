import {expect, test} from "vitest";
import {chart} from "../reports/documents/picture.js";
import {story} from "../reports/story/story.js";
import {appraisalFigures} from "../src/figures/appraisals.js";
import {captionOf, noteOf} from "../src/figures/caption.js";
import {figuresOf} from "../src/figures/index.js";
import {bookOf, type Office} from "./office.js";

const head = "年度,单位,评议日期,发出票数,收回票数,满意,基本满意,不满意";
const sessions = [
  "届次,届,次,开幕日期,闭幕日期,年度",
  "八届一次,8,1,2023-02-06,2023-02-09,2023",
  "八届二次,8,2,2024-01-15,2024-01-18,2024",
  "八届三次,8,3,2025-01-13,2025-01-16,2025"
];
const office = (lines: string[]): Office => ({
  exports: {"评议.csv": lines},
  reference: {"sessions.csv": sessions, "rules.csv": ["规则,取值", "数据截至,2024-12-31"]}
});

/** A zero that is written, one that nobody wrote, a unit of which no vote came back, votes that say nothing. */
const votes = office([
  `${head},弃权`,
  "2024,区教育局,2024-05-01,40,40,30,6,3,1",
  "2024,区财政局,2024-05-01,40,38,36,1,0,1",
  "2024,区水利局,2024-05-01,30,0,0,0,0,0",
  "2024,区民政局,2024-05-01,,20,18,,,",
  "2023,区水利局,2023-05-01,30,30,27,3,0,0"
]);

test("what is written as 0 is 0, what nobody wrote is none, and a unit without votes has its row", async () => {
  const book = await bookOf(votes, {year: 2024});
  expect(appraisalFigures.votes.table(book)).toMatchObject({
    columns: ["单位", "发出(张)", "收回(张)", "满意(张)", "基本满意(张)", "不满意(张)", "弃权(张)", "测评满意率(%)"],
    rows: [
      ["区财政局", 40, 38, 36, 1, 0, 1, 94.7],
      ["区民政局", null, 20, 18, null, null, null, 90],
      ["区教育局", 40, 40, 30, 6, 3, 1, 75],
      ["区水利局", 30, 0, 0, 0, 0, 0, null],
      ["合计", 110, 98, 84, 7, 3, 2, 85.7]
    ]
  });
  expect(noteOf(appraisalFigures.votes, book)).toEqual(["没有收回测评票的区水利局不在图中"]);
});

test("a unit of which no vote came back was appraised: the table of years says why it has no rate", async () => {
  const book = await bookOf(votes, {year: 2024});
  expect(appraisalFigures.years.table(book).rows).toContainEqual(["区水利局", 90, null]);
  expect(appraisalFigures.years.note!(book)).toBe("区水利局2024年没有收回测评票,没有满意率");
});

test("a total over a unit that did not write is not whole, and says which unit is not in it", async () => {
  const book = await bookOf(votes, {year: 2024});
  expect(book.exact("appraisals.issued")).toBe("110张（不完整）");
  expect(captionOf(book, ["appraisals.issued"]).warning).toBe("数据不完整：2024年「发出票数」不含区民政局（没有写）");
  expect(book.exact("appraisals.returned")).toBe("98张");
  const text = "# 评议\n\n发出{{测评发出票|精确}}。\n\n[[表:测评票]]\n";
  const {blocks} = story("评议", text, book, figuresOf(book));
  expect(blocks.at(-1)).toMatchObject({
    note: expect.stringMatching(/张;“—”是没有写或没有测评票;最后一行是各单位合计。.*「发出票数」不含区民政局/)
  });
});

test("what is blank and can be none leaves a total whole", async () => {
  const book = await bookOf(
    office([head, "2024,区教育局,2024-05-01,40,40,38,1,1", "2024,区财政局,2024-05-01,40,38,38,,"]),
    {year: 2024}
  );
  expect(book.exact("appraisals.basic")).toBe("1张");
});

test("those who abstained are drawn as such, and votes that no column has as the rest", async () => {
  const book = await bookOf(votes, {year: 2024});
  const drawn = chart(appraisalFigures.votes, book);
  expect(drawn).toContain("弃权</text>");
  expect(drawn).toContain("其余（没有分列）</text>");
  expect(drawn).not.toContain("区水利局</text>");
  expect(appraisalFigures.votes.title(book)).toBe(
    "收回测评票98张,其中满意票84张、基本满意票7张（不完整）、不满意票3张（不完整）、弃权票2张（不完整）"
  );
});

test("where 基本满意 counts as 满意, a unit that did not write it has no rate, and the total is not whole", async () => {
  const {reference, ...rest} = votes;
  const rules = ["规则,取值", "数据截至,2024-12-31", "测评基本满意计入满意,是"];
  const book = await bookOf({...rest, reference: {...reference, "rules.csv": rules}}, {year: 2024});
  const {rows} = appraisalFigures.votes.table(book);
  expect(rows.map(row => [row[0], row.at(-1)])).toEqual([
    ["区财政局", 97.4],
    ["区教育局", 90],
    ["区民政局", null],
    ["区水利局", null],
    ["合计", expect.any(Number)]
  ]);
  expect(book.complete("appraisals.satisfaction")).toBe(false);
});
