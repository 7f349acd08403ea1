import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  VerticalAlign,
  WidthType
} from "docx";
import {textWidth, twips} from "../paper.js";
import {numericColumns, type TextTable} from "../text-table.js";

const strong = {style: BorderStyle.SINGLE, size: 8, color: "000000"};
const thin = {style: BorderStyle.SINGLE, size: 4, color: "BFBFBF"};
const none = {style: BorderStyle.NONE, size: 0, color: "auto"};

/** A table ruled above, below and under its headings, which repeat on every page; its last row stays with what follows. */
export function ruledTable(table: TextTable, {keepLast = false} = {}): Table {
  const {columns, rows, widths, small = false} = table;
  const sizes = widths.map(share => Math.round(share * twips(textWidth)));
  const numeric = numericColumns(table);
  const cell = (text: string, i: number, head: boolean, options: Partial<IParagraphOptions> = {}) =>
    new TableCell({
      width: {size: sizes[i]!, type: WidthType.DXA},
      verticalAlign: VerticalAlign.CENTER,
      margins: small ? {top: 15, bottom: 15, left: 60, right: 60} : {top: 40, bottom: 40, left: 80, right: 80},
      borders: {left: none, right: none, ...(head ? {bottom: strong} : {})},
      children: [
        new Paragraph({
          style: `Table${small ? "Small" : head ? "" : "Text"}${head ? "Head" : ""}`,
          alignment: numeric[i] ? AlignmentType.RIGHT : AlignmentType.LEFT,
          ...options,
          text
        })
      ]
    });
  // The first rows stay with the headings and the last with the note: neither stands alone on a page.
  const kept = (row: number) => row === 0 || (keepLast && row >= rows.length - 2);
  return new Table({
    width: {size: twips(textWidth), type: WidthType.DXA},
    columnWidths: sizes,
    borders: {top: strong, bottom: strong, left: none, right: none, insideHorizontal: thin, insideVertical: none},
    rows: [
      new TableRow({tableHeader: true, cantSplit: true, children: columns.map((text, i) => cell(text, i, true))}),
      ...rows.map(
        (row, n) =>
          new TableRow({
            cantSplit: true,
            children: row.map((text, i) => cell(text, i, false, kept(n) ? {keepNext: true} : {}))
          })
      )
    ]
  });
}
