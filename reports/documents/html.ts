import type {Book} from "../../src/figures/book.js";
import {fullDay} from "../../src/figures/days.js";
import type {FigureTable} from "../../src/figures/figure.js";
import {escaped} from "../../src/text/escape.js";
import {fullWidth} from "../../src/text/punctuation.js";
import type {Block, Story} from "../story/story.js";
import {appendix, origin, type TextTable} from "./appendix.js";
import {compact, type Plate} from "./plates.js";

/** A story as one self-contained page: opens from a folder, reads on a phone, prints on A4. */
export function html(story: Story, book: Book, plates: Plate[]): string {
  const rest = [...plates];
  const {sample, as_of} = book.tables.about[0]!;
  const body = story.blocks.map(block => markup(block, rest)).join("\n");
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(story.title)}</title>
<style>${style}${story.compact ? compactPage : ""}</style>
</head>
<body${story.compact ? ' class="compact"' : ""}>
<main>
<h1>${escaped(story.title)}</h1>
${sample ? `<p class="mark">${fullWidth("(示例数据,不反映真实情况)")}</p>` : ""}
${story.compact ? `<p class="source">${escaped(origin(story, book))}</p>` : ""}
${body}
${story.appendix ? closing(story, book) : ""}
</main>
${story.compact ? "" : `<footer>数据截至${fullDay(as_of)}</footer>`}
</body>
</html>
`;
}

function markup(block: Block, plates: Plate[]): string {
  switch (block.type) {
    case "heading":
      return `<h${block.level + 1}>${escaped(block.text)}</h${block.level + 1}>`;
    case "paragraph":
      return `<p>${block.runs.map(({text, bold}) => (bold ? `<strong>${escaped(text)}</strong>` : escaped(text))).join("")}</p>`;
    case "figures":
      return `<div class="row">${plates.splice(0, block.figures.length).map(picture).join("")}</div>`;
    case "table":
      return `${table(textTable(block.caption, block.table))}\n<p class="source">${escaped(block.note)}</p>`;
  }
}

/** The drawing for wide pages and paper, and the one for phones; a screen reader meets only the one shown. */
function picture(plate: Plate): string {
  return `<figure>
<div class="wide">${plate.svg}</div>
<div class="narrow">${plate.narrow}</div>
<figcaption>${escaped(plate.caption)}<small>${escaped(plate.source)}</small></figcaption>
</figure>`;
}

function closing(story: Story, book: Book): string {
  const {title, notes, tables} = appendix(story, book);
  const parts = [...notes.map(note => `<p>${escaped(note)}</p>`), ...tables.map(table)];
  return `<section class="appendix"><h2>${escaped(title)}</h2>\n${parts.join("\n")}</section>`;
}

const textTable = (caption: string, {columns, rows}: FigureTable): TextTable => ({
  caption,
  columns,
  rows: rows.map(row => row.map(cell => (cell === null ? "—" : String(cell)))),
  widths: []
});

function table({caption, columns, rows}: TextTable): string {
  const numeric = columns.map(
    (_, i) => i > 0 && rows.every(row => /^(—|)$|^[\d.,%−+-]/.test(row[i]!) && row[i]!.length < 12)
  );
  const cells = (row: string[], name: "th" | "td") =>
    row
      .map(
        (text, i) =>
          `<${name}${name === "th" ? ' scope="col"' : ""}${numeric[i] ? ' class="number"' : ""}>${escaped(text)}</${name}>`
      )
      .join("");
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(caption)}"><table>
<caption>${escaped(caption)}</caption>
<thead><tr>${cells(columns, "th")}</tr></thead>
<tbody>
${rows.map(row => `<tr>${cells(row, "td")}</tr>`).join("\n")}
</tbody>
</table></div>`;
}

/** The one-page overview gains three lines above and below. */
const compactPage = "@page { margin-top: 24mm; margin-bottom: 22mm; }\n";

const style = `
:root { --ink: #1f2328; --mute: #646b73; --rule: #e4e1da; --now: #a8322a;
  --song: "Songti SC", "STZhongsong", "SimSun", "Noto Serif SC", "Noto Serif CJK SC", serif;
  --fang: "FangSong", "STFangsong", "仿宋", "Noto Serif SC", "Noto Serif CJK SC", serif;
  --hei: "PingFang SC", "Microsoft YaHei", "SimHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #faf9f6; font: 18px/1.85 var(--fang); -webkit-text-size-adjust: 100%; }
main { max-width: 720px; margin: 0 auto; padding: 48px 20px 24px; background: #fff; }
h1 { font: 600 28px/1.4 var(--song); text-align: center; margin: 0 0 12px; text-wrap: balance; }
h2 { font: 600 19px/1.6 var(--hei); margin: 36px 0 8px; padding-top: 10px; border-top: 2px solid var(--ink); }
h3 { font: 600 17px/1.6 var(--hei); margin: 20px 0 4px; }
h4 { font: 600 16px/1.6 var(--hei); margin: 16px 0 4px; }
p { margin: 0 0 10px; text-indent: 2em; text-align: justify; }
strong { color: var(--now); }
.mark { text-indent: 0; text-align: center; color: #8a6d1f; font: 14px/1.6 var(--hei); }
.row { display: flex; gap: 20px; flex-wrap: wrap; }
figure { flex: 1 1 300px; margin: 20px 0; min-width: 0; }
figure svg { display: block; font-family: var(--hei); max-width: 100%; height: auto; }
.narrow { display: none; }
figcaption { font: 600 14px/1.6 var(--hei); margin-top: 8px; }
small, .source { display: block; font: 12px/1.6 var(--hei); color: var(--mute); text-indent: 0; }
h1 ~ .source { text-align: center; }
.scroll { overflow-x: auto; margin: 20px 0 6px; }
table { width: 100%; border-collapse: collapse; font: 14px/1.55 var(--hei); border-top: 2px solid var(--ink); border-bottom: 1px solid var(--ink); }
caption { font-weight: 600; text-align: left; padding: 4px 0 8px; }
th, td { text-align: left; vertical-align: top; padding: 5px 12px 5px 0; border-bottom: 1px solid var(--rule); font-variant-numeric: tabular-nums; }
th { font-weight: 600; white-space: nowrap; border-bottom-color: var(--ink); }
td:first-child { min-width: 7em; }
.number { text-align: right; white-space: nowrap; }
footer { max-width: 720px; margin: 0 auto; padding: 12px 20px 40px; background: #fff; color: var(--mute); font: 12px/1.6 var(--hei); text-align: center; }
@media (max-width: 560px) {
  body { font-size: 17px; }
  main { padding-top: 28px; }
  h1 { font-size: 23px; }
  .wide { display: none; }
  .narrow { display: block; }
  .appendix table { min-width: 620px; }
}
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —"; font: 14pt "SimSun", "Noto Serif SC", "Noto Serif CJK SC", serif; } }
@media print {
  body { background: none; color: #000; font-size: 16pt; line-height: 28.95pt; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 22pt; margin-bottom: 20pt; }
  h2, h3, h4 { font-size: 16pt; line-height: 28.95pt; margin: 0; padding: 0; border: 0; text-indent: 2em; break-after: avoid; }
  p { margin: 0; orphans: 2; widows: 2; }
  .wide { display: block; }
  .narrow, footer { display: none; }
  .row { flex-wrap: nowrap; }
  figure { flex: 1 1 0; margin: 8pt 0; break-inside: avoid; }
  figure svg { width: 100%; }
  figcaption { font-size: 10.5pt; text-align: center; }
  small, .source { font-size: 9pt; text-align: center; }
  .scroll { overflow: visible; }
  table { font-size: 10.5pt; line-height: 1.5; }
  tr { break-inside: avoid; }
  strong { color: inherit; }
  .appendix { break-before: page; }
  .compact { font-size: 12pt; line-height: 19pt; }
  .compact h1 { margin-bottom: 4pt; }
  .compact h2 { font-size: 12pt; line-height: 19pt; }
  .compact .mark { font-size: 10.5pt; line-height: 1.4; }
  .compact small { display: none; }
  .compact figure { margin: 3pt 0; }
  .compact figure svg { max-height: ${compact.height}mm; }
  .compact figcaption { font-size: 8.5pt; line-height: 12pt; margin-top: 2pt; }
}
`;
