import {writeFile} from "node:fs/promises";
import {join} from "node:path";
import type {Book} from "../../src/figures/book.js";
import {figuresOf} from "../../src/figures/index.js";
import {missingGlyphs, withFonts} from "../documents/font.js";
import {writeDocuments} from "../documents/index.js";
import {png, publication} from "../documents/picture.js";
import {records} from "../documents/records.js";
import {together} from "../documents/together.js";
import {workbook} from "../documents/workbook.js";
import type {Story} from "../story/story.js";

/** Writes the figures, the charts (unless told not to) and the documents of a book's year into a folder. */
export async function writeYear(
  stories: Story[],
  book: Book,
  folder: string,
  say: (message: string) => void,
  {charts = true}: {charts?: boolean} = {}
) {
  // Together: pictures are drawn while the browser that prints starts.
  await together([writeDocuments(stories, book, folder, say), writeFigures(book, folder, say, charts)]);
}

async function writeFigures(book: Book, folder: string, say: (message: string) => void, charts: boolean) {
  const list = records(book);
  await writeFile(join(folder, "figures.json"), `${JSON.stringify(list, null, 2)}\n`);
  await writeFile(join(folder, "figures.xlsx"), await workbook(book));
  say(`数据表 figures.json、figures.xlsx:${list.length} 个指标`);
  if (!charts) return;
  const drawn = figuresOf(book).filter(figure => figure.has?.(book) ?? true);
  const svgs = drawn.map(figure => publication(figure, book));
  await withFonts(svgs.join(""), async fonts => {
    for (const [i, figure] of drawn.entries()) {
      const missing = missingGlyphs(svgs[i]!);
      if (missing.length) say(`图表「${figure.name}」中有字体里没有的字:${missing.join("")},图中将显示为空框`);
    }
    await Promise.all(
      drawn.map(async (figure, i) => {
        await writeFile(join(folder, `${figure.id}.svg`), svgs[i]!);
        await writeFile(join(folder, `${figure.id}.png`), await png(svgs[i]!, fonts));
      })
    );
  });
  say(`图表 ${drawn.length} 张`);
}
