import type {Book} from "../../src/figures/book.js";
import {escaped} from "../../src/text/escape.js";
import {typeset} from "../../src/text/typeset.js";
import {pieces} from "../../src/text/units.js";
import type {Block, Run, Story} from "../story/story.js";
import {appendix, origin} from "./appendix.js";
import {style} from "./html-style.js";
import {paperOf} from "./paper.js";
import type {Plate} from "./plates.js";
import {numericColumns, type TextTable, textTable} from "./text-table.js";

/** A story as one self-contained page: opens from a folder, reads on a phone, prints on A4. */
export function html(story: Story, book: Book, plates: Plate[]): string {
  const rest = [...plates];
  const {sample} = book.tables.about[0]!;
  const body = story.blocks.map(block => markup(block, rest)).join("\n");
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(story.title)}</title>
<style>${style(paperOf(story))}</style>
</head>
<body${story.compact ? ' class="compact"' : ""}>
<main>
<h1>${kept(story.title)}</h1>
${sample ? `<p class="mark">${typeset("(示例数据,不反映真实情况)")}</p>` : ""}
${story.compact ? `<p class="source">${escaped(origin(story, book))}</p>` : ""}
${body}
${closing(story, book, plates)}
</main>
</body>
</html>
`;
}

function markup(block: Block, plates: Plate[]): string {
  switch (block.type) {
    case "heading":
      return `<h${block.level + 1}>${kept(block.text)}</h${block.level + 1}>`;
    case "paragraph":
      return `<p>${block.runs.map(run).join("")}</p>`;
    case "figures":
      return `<div class="row">${plates.splice(0, block.figures.length).map(picture).join("")}</div>`;
    case "table":
      return `${table(textTable(block.caption, block.table))}${block.note && `\n<p class="source">${kept(block.note)}</p>`}`;
  }
}

const run = ({text, bold}: Run): string => (bold ? `<strong>${kept(text)}</strong>` : kept(text));

/** Text of which no line leaves the unit of a number behind. */
const kept = (text: string): string =>
  pieces(text)
    .map(({text, whole}) => (whole ? `<span class="n">${escaped(text)}</span>` : escaped(text)))
    .join("");

/** The drawing for wide pages and paper, and the one for phones; a screen reader meets only the one shown. */
function picture(plate: Plate): string {
  return `<figure style="--width:${Math.round(plate.width * 10) / 10}mm">
<div class="wide">${plate.svg}</div>
<div class="narrow">${plate.narrow}</div>
<figcaption>${kept(plate.caption)}<small>${kept(plate.source)}</small></figcaption>
</figure>`;
}

function closing(story: Story, book: Book, plates: readonly Plate[]): string {
  const found = appendix(story, book, plates);
  if (!found) return "";
  const parts = [...found.notes.map(note => `<p>${kept(note)}</p>`), ...found.tables.map(table)];
  return `<section class="appendix"><h2>${escaped(found.title)}</h2>\n${parts.join("\n")}</section>`;
}

function table(shown: TextTable): string {
  const {caption, columns, rows} = shown;
  const numeric = numericColumns(shown);
  const cells = (row: string[], name: "th" | "td") =>
    row
      .map(
        (text, i) =>
          `<${name}${name === "th" ? ' scope="col"' : ""}${numeric[i] ? ' class="number"' : ""}>${escaped(text)}</${name}>`
      )
      .join("");
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(caption || columns.join("、"))}"><table>${
    caption &&
    `
<caption>${escaped(caption)}</caption>`
  }
<thead><tr>${cells(columns, "th")}</tr></thead>
<tbody>
${rows.map(row => `<tr>${cells(row, "td")}</tr>`).join("\n")}
</tbody>
</table></div>`;
}
