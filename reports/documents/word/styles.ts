import {AlignmentType, type IParagraphOptions, LineRuleType} from "docx";
import type {Paper} from "../paper.js";

const latin = "Times New Roman";
/** Chinese text in one font, letters and digits in Times. */
export const face = (eastAsia: string) => ({ascii: latin, hAnsi: latin, cs: latin, eastAsia});
/** The fonts of GB/T 9704, by name: none is embedded. */
export const fonts = {
  title: "方正小标宋简体",
  body: "仿宋_GB2312",
  first: "黑体",
  second: "楷体_GB2312",
  number: "宋体"
} as const;

/** 442.2 pt for 28 characters of 16 pt: each a quarter of a point tighter. A grid of characters would say the same, but LibreOffice and WPS set it apart. */
const tighter = -5;
const exactly = (line: number) => ({line, lineRule: LineRuleType.EXACT});
const flush = {firstLine: 0, firstLineChars: 0};
const indented = (size: number) => ({firstLine: size * 20, firstLineChars: 200});

/** A heading; `before` is the distance from what stands above. */
const heading = (level: 1 | 2 | 3, eastAsia: string, size: number, line: number, before: number) => ({
  name: `heading ${level}`,
  basedOn: "Normal",
  next: "Normal",
  quickFormat: true,
  run: {font: face(eastAsia), size, bold: false, italics: false, color: "000000"},
  paragraph: {
    spacing: {...exactly(line), before, after: 0},
    indent: indented(size),
    keepNext: true,
    // Word's navigation pane and LibreOffice's Navigator list what has a level.
    outlineLevel: level - 1
  }
});

/** Text smaller than the body, off its grid of lines. Sizes are half-points. */
const small = (id: string, name: string, eastAsia: string, size: number, paragraph: IParagraphOptions) => ({
  id,
  name,
  basedOn: "Normal",
  quickFormat: true,
  run: {font: face(eastAsia), size, bold: false, italics: false, color: "000000", characterSpacing: 0},
  paragraph: {
    indent: flush,
    ...paragraph,
    spacing: {lineRule: LineRuleType.AUTO, ...paragraph.spacing},
    snapToGrid: false
  }
});

/** The styles of a document on a paper. */
export function styles(paper: Paper, compact: boolean) {
  const size = paper.size * 2;
  const line = Math.round(paper.pitch * 20);
  const apart = compact ? 120 : 0;
  return {
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
      heading1: heading(1, fonts.first, size, line, apart),
      heading2: heading(2, fonts.second, size, line, 0),
      heading3: heading(3, fonts.body, size, line, 0)
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
        spacing: {line: 320, before: 160, after: 80}
      }),
      small("TableHead", "表头", fonts.first, 21, {keepNext: true, spacing: {line: 260}}),
      small("TableText", "表格正文", fonts.body, 21, {spacing: {line: 260}}),
      small("TableSmallHead", "小表头", fonts.first, 17, {keepNext: true, spacing: {line: 210}}),
      small("TableSmall", "小表正文", fonts.body, 17, {spacing: {line: 210}}),
      small("Note", "附注", fonts.body, 18, {
        alignment: AlignmentType.BOTH,
        indent: indented(18),
        spacing: {line: 280}
      })
    ]
  };
}
