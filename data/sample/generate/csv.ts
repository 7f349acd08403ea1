import {type Shape, shaped} from "./days.js";
import {encodeGb18030} from "./gb18030.js";

export type Row = Record<string, string | number | boolean | string[] | undefined>;

/** How one export looks: its columns (header, field), encoding, line ends, dates, separators and spellings. */
export interface Layout {
  name: string;
  encoding: "utf-8" | "utf-8-bom" | "gb18030";
  eol: "\n" | "\r\n";
  /** Lines above the header, each as its cells. */
  above?: string[][];
  /** Lines below the last row. */
  below?: string[][];
  columns: [header: string, field: string][];
  dates: Shape;
  /** The one date column that carries a time of day. */
  stamped?: string;
  separator: string;
  /** field → our spelling → the spelling of this export */
  spell?: Record<string, Record<string, string>>;
}

/** The bytes of one export. */
export function write(layout: Layout, rows: readonly Row[]): Uint8Array {
  const lines = [
    ...(layout.above ?? []).map(cells => pad(cells, layout.columns.length)),
    layout.columns.map(([header]) => header),
    ...rows.map(row => layout.columns.map(([, field]) => cell(row, field, layout))),
    ...(layout.below ?? []).map(cells => pad(cells, layout.columns.length))
  ];
  const text = lines.map(cells => cells.map(quote).join(",") + layout.eol).join("");
  if (layout.encoding === "gb18030") return encodeGb18030(text);
  return new TextEncoder().encode(layout.encoding === "utf-8-bom" ? `\ufeff${text}` : text);
}

function cell(row: Row, field: string, layout: Layout): string {
  const value = row[field];
  const spell = (text: string) => {
    // 区教育局 with its part behind it is spelled as 区教育局 is.
    const [, name = text, part = ""] = /^(.+?)(\uff08.+\uff09)?$/.exec(text) ?? [];
    const words = layout.spell?.[field];
    return words?.[text] ?? (words?.[name] ? words[name] + part : text);
  };
  if (value === undefined) return "";
  if (typeof value === "boolean") return spell(value ? "是" : "否");
  if (Array.isArray(value)) return value.map(spell).join(layout.separator);
  if (typeof value === "number") return String(value);
  if (/^\d{4}-\d\d-\d\d$/.test(value))
    return shaped(value, layout.dates, field === layout.stamped ? String(row.time) : "");
  return spell(value);
}

function pad(cells: string[], length: number): string[] {
  return Array.from({length}, (_, i) => cells[i] ?? "");
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
