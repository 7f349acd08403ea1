import {mask} from "./mask.js";
import type {Field} from "./source.js";

export type Severity = "error" | "warning";

/** What is wrong with a text, and what would be right: `看不懂的日期` … `应写成 2024-05-13`. */
export interface Fault {
  code: string;
  what: string;
  remedy: string;
  /** `what` already says the text found. */
  told?: boolean;
  unlisted?: Unlisted;
}

/** A word that a table of the office does not have, and the nearest that is known; of a code, the field that it stands in. */
export interface Unlisted {
  table: "units" | "categories" | "activity_types" | "codes";
  word: string;
  near: string | null;
  field?: string;
}

/** One problem of one file; line 0 speaks of the whole file, column "" of the whole row. */
export interface Problem extends Fault {
  line: number;
  column: string;
  found: string;
  severity: Severity;
  /** Of a workbook: the cell as Excel names it, `D37`. */
  cell?: string;
  /** The text found is a name of a person, or a row that may hold one: it goes into nothing that leaves. */
  personal: boolean;
}

/** A sentence for staff that names file, line, column, value and remedy. */
export function sentence(name: string, problem: Problem): string {
  const cell = problem.cell ? `(${problem.cell})` : "";
  const where = [
    name,
    problem.line > 0 ? `第 ${problem.line} 行` : "",
    problem.column ? `「${problem.column}」${cell}` : ""
  ];
  const found = problem.found === "" || problem.personal || problem.told ? "" : `“${short(problem.found)}”`;
  return `${where.filter(Boolean).join(" ").replace(" 「", "「")}:${problem.what}${found},${problem.remedy}`;
}

export function problemOf(
  fault: Fault,
  at: {line: number; column: string; found: string; severity: Severity; field?: Field}
): Problem {
  const {field, ...rest} = at;
  const found = mask(rest.found);
  const remedy = field?.meanwhile ? `${fault.remedy}；改正之前，${field.meanwhile}` : fault.remedy;
  return {...fault, remedy, ...rest, found, personal: Boolean(field?.personal || field?.contact)};
}

/** An error that staff can mend: its message is whole Chinese sentences with the remedy, one a line. */
export class StaffError extends Error {
  override name = "StaffError";
}

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text).replace(/\s+/g, " ");
