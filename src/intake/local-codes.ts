import type {CodeRow, Context} from "./context.js";
import {lookup} from "./headers.js";
import type {Field, Source} from "./source.js";
import {narrow} from "./text.js";

/** The rows of the codes table that speak of a field: by code, those that hold always and those of some years. */
export interface LocalCodes {
  always: Map<string, string>;
  dated: Map<string, CodeRow[]>;
}

export function localCodes(source: Source, id: string, {codes}: Context): LocalCodes {
  const named = (header: string) => header === id || lookup(source, header)?.field === id;
  const always = new Map<string, string>();
  const dated = new Map<string, CodeRow[]>();
  for (const row of codes) {
    if (row.source !== source.label || !named(row.field)) continue;
    const code = narrow(row.code).toLowerCase();
    if (row.since === null && row.until === null) always.set(code, row.meaning);
    else dated.set(code, [...(dated.get(code) ?? []), row]);
  }
  return {always, dated};
}

/** The word of the catalogue that a meaning written in the codes table stands for; null where there is none. */
export function wordOf(field: Field, meaning: string): string | null {
  const word = narrow(meaning);
  for (const [code, spellings] of Object.entries(field.values ?? {}))
    if (spellings.some(spelling => narrow(spelling) === word)) return code;
  return field.open ? meaning : null;
}

const mark = "代码:";

/** A code whose meaning depends on the year stands like this until the year of its record is known. */
export const undecided = (code: string) => `${mark}${code}`;

/** The code that was left undecided, or null for any other value. */
export const codeOf = (value: unknown) =>
  typeof value === "string" && value.startsWith(mark) ? value.slice(mark.length) : null;
