import {Document, HeadingLevel, Packer, Paragraph, type Table, TextRun} from "docx";
import type {Book} from "../../src/figures/book.js";
import {typeset} from "../../src/text/typeset.js";
import type {Block, Story} from "../story/story.js";
import {appendix, origin} from "./appendix.js";
import {finish} from "./finish.js";
import {a4, mm, paperOf, twips} from "./paper.js";
import type {Plate} from "./plates.js";
import {textTable} from "./text-table.js";
import {footer} from "./word/footer.js";
import {pictures} from "./word/pictures.js";
import {styles} from "./word/styles.js";
import {ruledTable} from "./word/tables.js";
import {settled} from "./zip.js";

/** A story as a Word document after GB/T 9704, with real styles, captions and alternative texts. */
export async function docx(story: Story, book: Book, plates: Plate[]): Promise<Uint8Array> {
  const rest = [...plates];
  const paper = paperOf(story);
  const {sample, as_of} = book.tables.about[0]!;
  const document = new Document({
    title: story.title,
    creator: "履职数据年报",
    lastModifiedBy: "履职数据年报",
    description: sample ? "示例数据" : "",
    evenAndOddHeaderAndFooters: true,
    styles: styles(paper, story.compact),
    sections: [
      {
        properties: {
          page: {
            size: {width: twips(a4.width), height: twips(a4.height)},
            margin: {
              top: twips(paper.top),
              left: twips(paper.left),
              right: twips(paper.right),
              bottom: twips(paper.bottom),
              header: twips(15),
              footer: twips(paper.bottom - 11)
            }
          },
          grid: {type: "lines", linePitch: twips(mm(paper.pitch))}
        },
        footers: {default: footer("right"), even: footer("left")},
        children: [
          new Paragraph({text: story.title, heading: HeadingLevel.TITLE}),
          ...(sample ? [new Paragraph({text: typeset("(示例数据,不反映真实情况)"), style: "Subtitle"})] : []),
          ...(story.compact ? [new Paragraph({text: origin(story, book), style: "Source"})] : []),
          ...story.blocks.flatMap(block => children(block, rest)),
          ...closing(story, book, plates)
        ]
      }
    ]
  });
  return settled(await Packer.toBuffer(document), as_of, {part: finish});
}

const levels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;

function children(block: Block, plates: Plate[]): (Paragraph | Table)[] {
  switch (block.type) {
    case "heading":
      return [new Paragraph({text: block.text, heading: levels[block.level - 1]})];
    case "paragraph":
      return [new Paragraph({children: block.runs.map(({text, bold}) => new TextRun({text, bold}))})];
    case "figures":
      return pictures(plates.splice(0, block.figures.length));
    case "table":
      return [
        new Paragraph({text: block.caption, style: "TableTitle"}),
        ruledTable(textTable(block.caption, block.table), {keepLast: block.note !== ""}),
        ...(block.note ? [new Paragraph({text: block.note, style: "Source"})] : [])
      ];
  }
}

function closing(story: Story, book: Book, plates: readonly Plate[]): (Paragraph | Table)[] {
  const found = appendix(story, book, plates);
  if (!found) return [];
  return [
    new Paragraph({
      text: found.title,
      heading: HeadingLevel.HEADING_1,
      spacing: {before: twips(mm(paperOf(story).pitch))}
    }),
    ...found.notes.map(text => new Paragraph({text, style: "Note"})),
    ...found.tables.flatMap(table => [
      ...(table.caption ? [new Paragraph({text: table.caption, style: "TableTitle"})] : []),
      ruledTable(table)
    ])
  ];
}
