import type {CellObject, Row, Sheet} from "write-excel-file/browser";
import {typeset} from "../text/typeset.js";

export const colours = {ink: "#1f2328", mute: "#646b73", rule: "#d5d1c8", ground: "#f2f0ea", now: "#a8322a"} as const;

/** A cell of text, never a formula. */
export const cell = (value: string): CellObject => ({
  value: typeset(value),
  type: String,
  format: "@",
  align: "left",
  alignVertical: "center",
  textColor: colours.ink,
  bottomBorderColor: colours.rule,
  bottomBorderStyle: "hair",
  height: 18
});

export const head = (value: string, align: "left" | "right"): CellObject => ({
  value: typeset(value),
  type: String,
  align,
  alignVertical: "center",
  fontWeight: "bold",
  backgroundColor: colours.ground,
  topBorderColor: colours.ink,
  topBorderStyle: "thin",
  bottomBorderColor: colours.ink,
  bottomBorderStyle: "thin",
  height: 24
});

export const titleRow = (value: string, columnSpan: number): Row => [
  {
    value: typeset(value),
    type: String,
    fontFamily: "SimSun",
    fontSize: 18,
    fontWeight: "bold",
    height: 34,
    columnSpan,
    alignVertical: "center"
  },
  ...Array(columnSpan - 1).fill(null)
];

export const sectionRow = (value: string, width: number): Row =>
  Array.from({length: width}, (_, i) => ({
    value: i === 0 ? typeset(value) : undefined,
    type: String,
    fontWeight: "bold" as const,
    textColor: colours.now,
    height: 22,
    alignVertical: "bottom" as const,
    bottomBorderColor: colours.rule,
    bottomBorderStyle: "thin" as const
  }));

/** The font of every sheet. */
export const font = {fontFamily: "Microsoft YaHei", fontSize: 10} as const;

/** A row as high as the text that takes most lines in it, whether it wraps or is broken. Excel alone stretches rows by itself; LibreOffice and WPS do not. */
export function fitted(row: readonly (CellObject | null)[], widths: readonly number[]): Row {
  const lines = row.map((each, i) =>
    typeof each?.value === "string" && each.wrap ? linesOf(each.value, widths[i]! - (each.indent ?? 0)) : 1
  );
  const height = Math.max(18, 4 + 15 * Math.max(...lines));
  return row.map(each => each && {...each, height: Math.max(height, each.height ?? 0)});
}

const linesOf = (text: string, width: number) =>
  text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(digits(line) / (width - 1))), 0);

/** Widths of columns are in digits of the font, of which a Han character takes nearly two. */
const digits = (text: string) =>
  [...text].reduce((sum, character) => sum + (character > "\u2000" ? 1.93 : /[A-Z%]/.test(character) ? 1.4 : 1), 0);

/** A column wide enough for its texts, within bounds; what is longer wraps. */
export const columnWidth = (texts: readonly string[], least: number, most: number): number =>
  Math.max(least, Math.min(most, Math.ceil(Math.max(0, ...texts.map(digits)) + 2)));

/** What a workbook holds and how to read it: its first sheet. */
export function notesSheet(title: string, entries: readonly (readonly [string, string])[]): Sheet<never> {
  const widths = [18, 84];
  return {
    sheet: "说明",
    data: [
      titleRow(title, widths.length),
      ...entries.map(([name, text]) =>
        fitted(
          [
            {...cell(name), fontWeight: "bold" as const},
            {...cell(text), wrap: true}
          ],
          widths
        )
      )
    ],
    columns: widths.map(width => ({width})),
    orientation: "landscape",
    showGridLines: false
  };
}
