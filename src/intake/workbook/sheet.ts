import type {MergedCells} from "../merged.js";
import type {Row} from "../rows.js";
import {unknownValue} from "../text.js";
import {calculate} from "./formula.js";
import {readXml} from "./parts.js";
import type {Shown} from "./styles.js";

/** Further to the right is no table but a stray cell. */
const widest = 1000;

export interface SheetCells {
  rows: Row[];
  merges: MergedCells[];
  /** Lines of rows that are hidden, and positions of hidden columns. */
  hiddenRows: number[];
  hiddenColumns: [from: number, until: number][];
  /** A cell that is filled far beyond any table, as Excel names it. */
  stray: string | null;
}

export interface Book {
  strings: readonly string[];
  shown: readonly Shown[];
  /** Days are counted from 1904, as on old Macs. */
  since1904: boolean;
}

/** The cells of a sheet as text. A row's line is its number in Excel; rows below the last filled one are left out. */
export function readSheet(bytes: Uint8Array, book: Book): SheetCells {
  const sheet: SheetCells = {rows: [], merges: [], hiddenRows: [], hiddenColumns: [], stray: null};
  let line = 0;
  let column = -1;
  let cells: string[] = [];
  let blank: Row[] = [];
  let cell: Cell | null = null;
  let text: "value" | "formula" | "string" | null = null;
  let phonetic = false;
  readXml(bytes, {
    open(name, attributes) {
      if (name === "row") {
        line = Number(attributes.r) || line + 1;
        column = -1;
        cells = [];
        if (isHidden(attributes, attributes.ht)) sheet.hiddenRows.push(line);
      } else if (name === "c") {
        const at = /^([A-Z]+)/.exec(attributes.r ?? "");
        column = at ? columnIndex(at[1]!) : column + 1;
        cell = {type: attributes.t ?? "n", style: Number(attributes.s ?? 0), value: null, formula: null, string: null};
      } else if (cell && name === "v") {
        cell.value = "";
        text = "value";
      } else if (cell && name === "f") {
        cell.formula = "";
        text = "formula";
      } else if (cell && name === "t" && !phonetic) {
        cell.string ??= "";
        text = "string";
      } else if (name === "rPh") phonetic = true;
      else if (name === "col" && isHidden(attributes, attributes.width))
        sheet.hiddenColumns.push([Number(attributes.min) - 1, Number(attributes.max) - 1]);
      else if (name === "mergeCell") {
        const merge = mergeOf(attributes.ref ?? "");
        if (merge) sheet.merges.push(merge);
      }
    },
    text(part) {
      if (cell && text) cell[text] = (cell[text] ?? "") + part;
    },
    close(name) {
      if (name === "v" || name === "f" || name === "t") text = null;
      else if (name === "rPh") phonetic = false;
      else if (name === "c" && cell) {
        const said = textOf(cell, book);
        cell = null;
        if (said.trim() === "" && said.length < 2) return;
        if (column >= widest) sheet.stray ??= said.trim() === "" ? null : columnLetters(column) + line;
        else {
          while (cells.length < column) cells.push("");
          cells[column] = said;
        }
      } else if (name === "row") {
        const row = {line, lines: 1, cells};
        if (cells.every(each => each.trim() === "")) blank.push(row);
        else {
          sheet.rows.push(...blank, row);
          blank = [];
        }
        if (blank.length > 10_000) blank = [];
      }
    }
  });
  return sheet;
}

interface Cell {
  type: string;
  style: number;
  value: string | null;
  formula: string | null;
  string: string | null;
}

const isHidden = ({hidden}: Readonly<Record<string, string>>, size: string | undefined) =>
  isTrue(hidden) || (size !== undefined && Number(size) === 0);

const isTrue = (text: string | undefined) => text === "1" || text === "true";

function textOf({type, style, value, formula, string}: Cell, {strings, shown, since1904}: Book): string {
  if (type === "inlineStr" || string !== null) return escaped(string ?? "");
  if (value === null || (value === "" && type !== "str")) {
    if (formula === null) return "";
    const worked = calculate(formula);
    return worked === null ? unknownValue : numberText(String(worked));
  }
  switch (type) {
    case "s":
      return strings[Number(value)] ?? missing(value);
    case "b":
      return isTrue(value.trim()) ? "是" : "否";
    case "str":
      return escaped(value);
    case "e":
      return value;
    case "d":
      return value.replace(/T00:00:00(\.0+)?Z?$/, "").replace("T", " ");
    default: {
      const as = shown[style] ?? null;
      if (as === "date") return dayText(Number(value) + (since1904 ? days1904 : 0)) ?? numberText(value);
      const digits = numberText(value);
      if (as === "percent" && Number.isFinite(Number(value))) return `${numberText(String(Number(value) * 100))}%`;
      return typeof as === "number" && /^\d+$/.test(digits) ? digits.padStart(as, "0") : digits;
    }
  }
}

/** A text that the workbook refers to and has not: what stood there is lost, and no other text may take its place. */
function missing(index: string): never {
  throw new Error(`invalid string: ${index}`);
}

/** From 1904-01-01 back to where other workbooks begin to count. */
export const days1904 = 1462;

/** Excel counts days from 1899-12-30; the time of day is the part behind the point. */
function dayText(serial: number): string | null {
  if (!(serial >= 1 && serial < 2_958_466)) return null;
  const text = new Date(Math.round((serial - 25_569) * 86_400) * 1000).toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}

/** Excel keeps 15 digits: a longer number has lost some, and says so in its scientific form. */
function numberText(text: string): string {
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  if (Number.isInteger(value)) return value.toExponential().replace("e", "E");
  return String(Number(value.toPrecision(15)));
}

/** `_x000A_`: how characters are written that XML cannot hold. */
export const escaped = (text: string) =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

function mergeOf(ref: string): MergedCells | null {
  const parts = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(ref);
  if (!parts || parts[2] === parts[4]) return null;
  return {column: columnIndex(parts[1]!), from: Number(parts[2]), until: Number(parts[4])};
}

const columnIndex = (letters: string) => [...letters].reduce((sum, c) => sum * 26 + c.charCodeAt(0) - 64, 0) - 1;

/** Column 0 → A, 27 → AB, as Excel names them. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest >= 0 ? columnLetters(rest) : "") + String.fromCharCode(65 + (index % 26));
}
