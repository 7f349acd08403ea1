import {expect, test} from "vitest";
import {flowed, rowsLeft} from "../../reports/documents/layout.js";
import type {Plate} from "../../reports/documents/plates.js";
import type {Block, Story} from "../../reports/story/story.js";
import type {Figure} from "../../src/figures/figure.js";

const paragraph = (text: string): Block => ({type: "paragraph", runs: [{text, bold: false}], metrics: []});
const figure = (name: string): Block => ({type: "figures", figures: [{name} as Figure]});
const plate = (height: number) => ({width: 156, height}) as Plate;
const long = "全年收到提案二百六十一件。".repeat(20);
const heading: Block = {type: "heading", level: 1, text: "二、办理"};
const told = (blocks: Block[], compact = false) => ({title: "题", blocks, compact}) as unknown as Story;
const order = ({blocks}: Story) =>
  blocks.map(block => (block.type === "figures" ? block.figures[0]!.name : block.type === "heading" ? "标题" : "文"));

test("a figure that does not fit goes behind the next paragraph of its part", () => {
  const blocks = [paragraph(long), figure("图甲"), paragraph("其中党派团体提案158件。"), heading, paragraph("文。")];
  expect(order(flowed(told(blocks), [plate(110)]).story)).toEqual(["文", "文", "图甲", "标题", "文"]);
  expect(order(flowed(told(blocks), [plate(48)]).story)).toEqual(["文", "图甲", "文", "标题", "文"]);
});

test("one without a paragraph behind it is made a little smaller, in its proportions", () => {
  const {story, plates} = flowed(told([paragraph(long), figure("图甲"), heading, paragraph("文。")]), [plate(65)]);
  expect(order(story)).toEqual(["文", "图甲", "标题", "文"]);
  expect(plates[0]!.height).toBeLessThan(65);
  expect(plates[0]!.height).toBeGreaterThanOrEqual(65 * 0.75);
  expect(plates[0]!.width / plates[0]!.height).toBeCloseTo(156 / 65, 6);
});

test("figures keep their order, and one page stays as it is", () => {
  const blocks = [paragraph(long), figure("图甲"), figure("图乙"), paragraph("文。"), figure("图丙")];
  const {story, plates} = flowed(told(blocks), [plate(120), plate(60), plate(130)]);
  expect(order(story).filter(name => name.startsWith("图"))).toEqual(["图甲", "图乙", "图丙"]);
  expect(plates.length).toBe(3);
  expect(order(flowed(told(blocks, true), [plate(120), plate(60), plate(130)]).story)).toEqual(order(told(blocks)));
});

test("one page that has little to draw has room for a table, a full one has none", () => {
  const short = told([heading, paragraph("收到提案261件。"), figure("图甲")], true);
  expect(rowsLeft(short, [plate(62)])).toBeGreaterThan(12);
  expect(rowsLeft(told([paragraph(long), figure("图甲"), paragraph(long)], true), [plate(110)])).toBe(0);
  expect(rowsLeft(told([paragraph(long)]), [])).toBe(0);
});
