import {lookup} from "../../src/intake/headers.js";
import {type Problem, problemOf} from "../../src/intake/problem.js";
import type {IntakeRecord} from "../../src/intake/records.js";
import type {Source} from "../../src/intake/source.js";
import {narrow} from "../../src/intake/text.js";
import {settings} from "../../src/metrics/rules.js";

type Tables = Map<string, {name: string; records: IntakeRecord[]}>;

/** Rules that the office's table does not mention are as the product sets them. */
export function completeRules(tables: Tables): void {
  const table = tables.get("rules") ?? {name: "", records: []};
  const known = new Set(table.records.map(({values}) => values.rule));
  const missing = settings.filter(({rule}) => !known.has(rule));
  const added = missing.map(({rule, value, note}) => ({line: 0, values: {rule, value, options: null, note}}));
  tables.set("rules", {...table, records: [...table.records, ...added]});
}

/** Codes of which the office's table says nothing mean what the table of the program says, by the same column. */
export function completeCodes(tables: Tables, ours: readonly IntakeRecord[], sources: readonly Source[]): void {
  const table = tables.get("codes");
  if (!table || ours.length === 0) return;
  const key = ({values}: IntakeRecord) => {
    const source = sources.find(({label}) => label === values.source);
    const header = String(values.field);
    const field = (source && lookup(source, header)?.field) ?? header;
    return JSON.stringify([values.source, field, narrow(String(values.code)).toLowerCase()]);
  };
  const known = new Set(table.records.map(key));
  tables.set("codes", {...table, records: [...table.records, ...ours.filter(record => !known.has(key(record)))]});
}

/** Types of activity that the office's table does not name although they usually count toward something: told, not guessed. */
export function leftOut(own: readonly IntakeRecord[], ours: readonly IntakeRecord[]): Problem | null {
  const known = new Set(own.map(({values}) => values.type));
  const missing = [...new Set(ours.map(({values}) => String(values.type)))].filter(type => !known.has(type));
  if (missing.length === 0) return null;
  const toward = [...new Set(ours.map(({values}) => String(values.counts_toward)))].join("、");
  const what = `没有写${missing.join("、")}，这些类型的活动不计入${toward}`;
  const remedy = "要计入的各写一行；不计入的也写一行，「计入」空着，就不再提示";
  const at = {line: 0, column: "", found: "", severity: "warning" as const};
  return problemOf({code: "reference", what, remedy, told: true}, at);
}
