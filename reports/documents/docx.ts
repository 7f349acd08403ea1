import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType
} from "docx";
import type {Book} from "../../src/figures/book.js";
import type {FigureTable} from "../../src/figures/figure.js";
import {fullWidth} from "../../src/text/punctuation.js";
import type {Block, Story} from "../story/story.js";
import {appendix, origin, type TextTable} from "./appendix.js";
import {finish} from "./finish.js";
import type {Plate} from "./plates.js";
import {settled} from "./zip.js";

/** Twentieths of a point in a millimetre. */
const twips = (mm: number) => Math.round((mm / 25.4) * 1440);
/** Word measures pictures in pixels of 96 to the inch. */
const pixels = (mm: number) => (mm / 25.4) * 96;
const latin = "Times New Roman";
const face = (eastAsia: string) => ({ascii: latin, hAnsi: latin, cs: latin, eastAsia});
const fonts = {
  title: "方正小标宋简体",
  body: "仿宋_GB2312",
  first: "黑体",
  second: "楷体_GB2312",
  number: "宋体"
} as const;

/** GB/T 9704-2012: 22 lines of 28 characters within the margins. */
const page = {width: 210, height: 297, top: 37, left: 28, right: 26, bottom: 35};
/** A one-page overview gains three lines above and below. */
const compactPage = {...page, top: 24, bottom: 22};
const textWidth = page.width - page.left - page.right;
const line = 579;
/** 442.2 pt for 28 characters of 16 pt: each a quarter of a point tighter. A grid of characters would say the same, but LibreOffice and WPS set it apart. */
const tighter = -5;
const exactly = (line: number) => ({line, lineRule: LineRuleType.EXACT});

/** A story as a Word document after GB/T 9704, with real styles, captions and alternative texts. */
export async function docx(story: Story, book: Book, plates: Plate[]): Promise<Uint8Array> {
  const rest = [...plates];
  const pitch = story.compact ? 400 : line;
  const {top, bottom} = story.compact ? compactPage : page;
  const document = new Document({
    title: story.title,
    creator: "履职数据年报",
    lastModifiedBy: "履职数据年报",
    description: book.tables.about[0]!.sample ? "示例数据" : "",
    evenAndOddHeaderAndFooters: true,
    styles: styles(story.compact ? 24 : 32, pitch, story.compact),
    sections: [
      {
        properties: {
          page: {
            size: {width: twips(page.width), height: twips(page.height)},
            margin: {
              top: twips(top),
              left: twips(page.left),
              right: twips(page.right),
              bottom: twips(bottom),
              header: twips(15),
              footer: twips(bottom - 11)
            }
          },
          grid: {type: "lines", linePitch: pitch}
        },
        footers: {default: footer("right"), even: footer("left")},
        children: [
          new Paragraph({text: story.title, heading: HeadingLevel.TITLE}),
          ...(book.tables.about[0]!.sample
            ? [new Paragraph({text: fullWidth("(示例数据,不反映真实情况)"), style: "Subtitle"})]
            : []),
          ...(story.compact ? [new Paragraph({text: origin(story, book), style: "Source"})] : []),
          ...story.blocks.flatMap(block => children(block, rest)),
          ...(story.appendix ? closing(story, book) : [])
        ]
      }
    ]
  });
  return settled(await Packer.toBuffer(document), book.tables.about[0]!.as_of, {part: finish});
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
        dataTable(block.table),
        new Paragraph({text: block.note, style: "Source"})
      ];
  }
}

/** One picture over the width of the text, or several side by side in a table without lines. */
function pictures(row: Plate[]): (Paragraph | Table)[] {
  if (row.length === 1) return plateParagraphs(row[0]!, true);
  const none = {style: BorderStyle.NONE, size: 0, color: "auto"};
  const borders = {top: none, bottom: none, left: none, right: none};
  const width = Math.floor(twips(textWidth) / row.length);
  return [
    new Table({
      width: {size: twips(textWidth), type: WidthType.DXA},
      columnWidths: row.map(() => width),
      borders: {...borders, insideHorizontal: none, insideVertical: none},
      rows: [
        new TableRow({
          cantSplit: true,
          children: row.map(
            plate =>
              new TableCell({
                borders,
                width: {size: width, type: WidthType.DXA},
                margins: {left: 56, right: 56},
                children: plateParagraphs(plate, false)
              })
          )
        })
      ]
    })
  ];
}

function plateParagraphs(plate: Plate, withSource: boolean): Paragraph[] {
  return [
    new Paragraph({
      style: "Picture",
      keepNext: true,
      children: [
        new ImageRun({
          type: "png",
          data: plate.png,
          transformation: {width: pixels(plate.width), height: pixels(plate.height)},
          altText: {name: plate.figure.name, title: plate.caption, description: plate.description}
        })
      ]
    }),
    new Paragraph({text: plate.caption, style: "Caption", keepNext: withSource}),
    ...(withSource ? [new Paragraph({text: plate.source, style: "Source"})] : [])
  ];
}

function dataTable({columns, rows}: FigureTable): Table {
  const first = columns.length > 3 ? 0.34 : 0.46;
  return ruledTable({
    caption: "",
    columns,
    rows: rows.map(row => row.map(cell => (cell === null ? "—" : String(cell)))),
    widths: columns.map((_, i) => (i ? (1 - first) / (columns.length - 1) : first))
  });
}

/** A table ruled above, below and under its headings, which repeat on every page. */
function ruledTable({columns, rows, widths, small: isSmall = false}: TextTable): Table {
  const strong = {style: BorderStyle.SINGLE, size: 8, color: "000000"};
  const thin = {style: BorderStyle.SINGLE, size: 4, color: "BFBFBF"};
  const none = {style: BorderStyle.NONE, size: 0, color: "auto"};
  const sizes = widths.map(share => Math.round(share * twips(textWidth)));
  const numeric = columns.map(
    (_, i) => i > 0 && rows.every(row => /^(—|)$|^[\d.,%−+-]/.test(row[i]!) && row[i]!.length < 12)
  );
  const cell = (text: string, i: number, head: boolean, options: Partial<IParagraphOptions> = {}) =>
    new TableCell({
      width: {size: sizes[i]!, type: WidthType.DXA},
      verticalAlign: VerticalAlign.CENTER,
      margins: isSmall ? {top: 15, bottom: 15, left: 60, right: 60} : {top: 40, bottom: 40, left: 80, right: 80},
      borders: {left: none, right: none, ...(head ? {bottom: strong} : {})},
      children: [
        new Paragraph({
          style: isSmall ? (head ? "TableSmallHead" : "TableSmall") : head ? "TableHead" : "TableText",
          alignment: numeric[i] ? AlignmentType.RIGHT : AlignmentType.LEFT,
          ...options,
          text
        })
      ]
    });
  return new Table({
    width: {size: twips(textWidth), type: WidthType.DXA},
    columnWidths: sizes,
    borders: {top: strong, bottom: strong, left: none, right: none, insideHorizontal: thin, insideVertical: none},
    rows: [
      new TableRow({tableHeader: true, cantSplit: true, children: columns.map((text, i) => cell(text, i, true))}),
      ...rows.map(row => new TableRow({cantSplit: true, children: row.map((text, i) => cell(text, i, false))}))
    ]
  });
}

function closing(story: Story, book: Book): (Paragraph | Table)[] {
  const {title, notes, tables} = appendix(story, book);
  return [
    new Paragraph({text: title, heading: HeadingLevel.HEADING_1, pageBreakBefore: true}),
    ...notes.map(text => new Paragraph({text})),
    ...tables.flatMap(table => [new Paragraph({text: table.caption, style: "TableTitle"}), ruledTable(table)])
  ];
}

/** The page number between dashes, one character in from the outer edge. */
function footer(side: "left" | "right"): Footer {
  const number = {font: face(fonts.number), size: 28};
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === "left" ? AlignmentType.LEFT : AlignmentType.RIGHT,
        indent: {[side]: 280, firstLine: 0},
        spacing: {line: 240, lineRule: LineRuleType.AUTO},
        children: [
          new TextRun({text: "— ", ...number}),
          new TextRun({children: [PageNumber.CURRENT], ...number}),
          new TextRun({text: " —", ...number})
        ]
      })
    ]
  });
}

const flush = {firstLine: 0, firstLineChars: 0};
const indented = (size: number) => ({firstLine: size * 20, firstLineChars: 200});
const heading = (level: 1 | 2 | 3, eastAsia: string, size: number, line: number) => ({
  name: `heading ${level}`,
  basedOn: "Normal",
  next: "Normal",
  quickFormat: true,
  run: {font: face(eastAsia), size, bold: false, italics: false, color: "000000"},
  paragraph: {
    spacing: {...exactly(line), before: 0, after: 0},
    indent: indented(size),
    keepNext: true,
    // Word's navigation pane and LibreOffice's Navigator list what has a level.
    outlineLevel: level - 1
  }
});
const small = (
  id: string,
  name: string,
  eastAsia: string,
  size: number,
  paragraph: IParagraphOptions,
  bold = false
) => ({
  id,
  name,
  basedOn: "Normal",
  quickFormat: true,
  run: {font: face(eastAsia), size, bold, italics: false, color: "000000", characterSpacing: 0},
  paragraph: {
    indent: flush,
    ...paragraph,
    spacing: {lineRule: LineRuleType.AUTO, ...paragraph.spacing},
    snapToGrid: false
  }
});

/** The styles for body text of a size (half-points) and a distance of lines (twentieths of a point). */
const styles = (size: number, line: number, compact: boolean) => ({
  default: {
    document: {
      run: {font: face(fonts.body), size, language: {value: "en-US", eastAsia: "zh-CN"}},
      paragraph: {spacing: exactly(line)}
    },
    title: {
      name: "Title",
      basedOn: "Normal",
      next: "Normal",
      quickFormat: true,
      run: {font: face(fonts.title), size: 44, bold: false, color: "000000", characterSpacing: 0},
      paragraph: {
        alignment: AlignmentType.CENTER,
        indent: flush,
        spacing: {line: 660, lineRule: LineRuleType.EXACT, before: 0, after: compact ? 0 : line}
      }
    },
    heading1: heading(1, fonts.first, size, line),
    heading2: heading(2, fonts.second, size, line),
    heading3: heading(3, fonts.body, size, line)
  },
  paragraphStyles: [
    {
      id: "Normal",
      name: "Normal",
      quickFormat: true,
      run: {font: face(fonts.body), size, characterSpacing: tighter},
      paragraph: {spacing: exactly(line), indent: indented(size), alignment: AlignmentType.BOTH}
    },
    small("Subtitle", "Subtitle", fonts.second, compact ? 21 : 28, {
      alignment: AlignmentType.CENTER,
      spacing: {line: compact ? 300 : line, lineRule: LineRuleType.EXACT, after: compact ? 0 : line}
    }),
    small("Picture", "图片", fonts.body, 24, {
      alignment: AlignmentType.CENTER,
      spacing: {line: 240, before: compact ? 60 : 160}
    }),
    small("Caption", "caption", fonts.first, compact ? 17 : 21, {
      alignment: AlignmentType.CENTER,
      spacing: compact ? {line: 240, lineRule: LineRuleType.EXACT, after: 60} : {line: 280, before: 40}
    }),
    small("Source", "图表说明", fonts.body, 18, {
      alignment: AlignmentType.CENTER,
      spacing: {line: 260, after: compact ? 60 : 160}
    }),
    small("TableTitle", "表题", fonts.first, 24, {
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: {line: 320, before: 240, after: 80}
    }),
    small("TableHead", "表头", fonts.first, 21, {keepNext: true, spacing: {line: 260}}),
    small("TableText", "表格正文", fonts.body, 21, {spacing: {line: 260}}),
    small("TableSmallHead", "小表头", fonts.first, 17, {keepNext: true, spacing: {line: 210}}),
    small("TableSmall", "小表正文", fonts.body, 17, {spacing: {line: 210}})
  ]
});
