import type {CellObject, Row} from "write-excel-file/node";
import {fullWidth} from "../../src/text/punctuation.js";

export const colours = {ink: "#1f2328", mute: "#646b73", rule: "#d5d1c8", ground: "#f2f0ea", now: "#a8322a"} as const;

/** A cell of text, never a formula. */
export const cell = (value: string): CellObject => ({
  value: fullWidth(value),
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
  value: fullWidth(value),
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
    value: fullWidth(value),
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
    value: i === 0 ? fullWidth(value) : undefined,
    type: String,
    fontWeight: "bold" as const,
    textColor: colours.now,
    height: 22,
    alignVertical: "bottom" as const,
    bottomBorderColor: colours.rule,
    bottomBorderStyle: "thin" as const
  }));

/** A row as high as the longest text that wraps in it; widths of columns are in digits, a Han character takes two. */
export function fitted(row: readonly CellObject[], widths: readonly number[]): Row {
  const lines = row.map((each, i) =>
    each.wrap && typeof each.value === "string" ? Math.ceil((digits(each.value) * 1.08) / (widths[i]! - 2)) : 1
  );
  const height = Math.max(18, 4 + 15 * Math.max(...lines));
  return row.map(each => ({...each, height: Math.max(height, each.height ?? 0)}));
}

const digits = (text: string) => [...text].reduce((sum, character) => sum + (character > "\u2000" ? 2 : 1), 0);
