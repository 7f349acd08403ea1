import {writeFile} from "node:fs/promises";
import {join} from "node:path";
import type {Book} from "../../src/figures/book.js";
import type {Figure} from "../../src/figures/figure.js";
import {figuresOf} from "../../src/figures/index.js";
import {missingGlyphs, withFonts} from "../documents/font.js";
import {kindsOf, writeDocuments} from "../documents/index.js";
import {png, publication} from "../documents/picture.js";
import {records} from "../documents/records.js";
import {type OnStep, steps} from "../documents/steps.js";
import {together} from "../documents/together.js";
import {workbook} from "../documents/workbook.js";
import type {Story} from "../story/story.js";

/** Writes the figures, the charts (unless told not to) and the documents of a book's year into a folder. */
export async function writeYear(
  stories: Story[],
  book: Book,
  folder: string,
  say: (message: string) => void,
  {charts = true, onStep}: {charts?: boolean; onStep?: OnStep} = {}
) {
  const drawn = charts ? figuresOf(book).filter(figure => figure.has?.(book) ?? true) : [];
  const documents = stories.flatMap(kindsOf).length;
  const step = steps(documents + 1 + drawn.length, onStep);
  // Together: pictures are drawn while the browser that prints starts.
  await together([writeDocuments(stories, book, folder, say, step), writeFigures(book, folder, say, drawn, step)]);
}

async function writeFigures(
  book: Book,
  folder: string,
  say: (message: string) => void,
  drawn: Figure[],
  step: (name: string) => void
) {
  const list = records(book);
  await writeFile(join(folder, "figures.json"), `${JSON.stringify(list, null, 2)}\n`);
  await writeFile(join(folder, "figures.xlsx"), await workbook(book));
  say(`数据表 figures.json、figures.xlsx:${list.length} 个指标`);
  step("数据表");
  if (!drawn.length) return;
  const svgs = drawn.map(figure => publication(figure, book));
  await withFonts(svgs.join(""), async fonts => {
    for (const [i, figure] of drawn.entries()) {
      const missing = missingGlyphs(svgs[i]!);
      if (missing.length) say(`图表「${figure.name}」中有字体里没有的字:${missing.join("")},图中将显示为空框`);
    }
    await Promise.all(
      drawn.map(async (figure, i) => {
        await writeFile(join(folder, `${fileOf(figure)}.svg`), svgs[i]!);
        await writeFile(join(folder, `${fileOf(figure)}.png`), await png(svgs[i]!, fonts));
        step(`图表“${figure.name}”`);
      })
    );
  });
  say(`图表 ${drawn.length} 张`);
}

/** Under which name a chart lies: 图表-提案趋势, without what a disk does not take. */
const fileOf = ({name}: Figure) => `图表-${name.replace(/[\\/:*?"<>|\s]+/g, "_")}`;
