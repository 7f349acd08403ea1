import type {DuckDBConnection} from "@duckdb/node-api";
import {hiddenInLabel, hidden as hiddenName, hiding} from "../../src/intake/person-names.js";
import {type Problem, problemOf} from "../../src/intake/problem.js";
import type {IntakeRecord} from "../../src/intake/records.js";
import {references} from "../../src/intake/reference.js";
import type {Kind} from "../../src/kinds/kind.js";
import {metricRows} from "../../src/metrics/table/index.js";
import {type ReferenceTables, writeReference} from "./reference.js";

/** Tables that go into nothing published, and links, which are addresses. */
const unpublished: ReadonlySet<string> = new Set(["sessions", "points", "own_views.address"]);
/** Free text, and what is compared with columns of exports: a name in it is taken out as there. */
const free: ReadonlySet<string> = new Set([
  "rule_changes.note",
  "rules.note",
  "own_metrics.rule",
  "own_metrics.conditions",
  "own_views.note",
  "notes.text",
  "activity_types.type",
  "units.name",
  "units.canonical",
  "codes.meaning",
  "categories.category",
  "categories.canonical"
]);

/**
 * The reference tables without the names of members, which stand in pages and documents otherwise: in labels another word, the
 * same as in labels of the ledger, so that they are still found. Each is told. Writes the tables anew.
 */
export async function namesInReference(
  connection: DuckDBConnection,
  reference: ReferenceTables,
  kinds: readonly Kind[]
): Promise<ReferenceTables> {
  const roster = kinds.find(({stands}) => stands);
  if (!roster) return reference;
  const read = await connection.runAndReadAll(`select distinct ${roster.stands!.by.name} from ${roster.name}`);
  const names = read.getRows().flatMap(([name]) => (name === null ? [] : [String(name)]));
  if (names.length === 0) return reference;
  const told: ReferenceTables["warnings"] = [];
  const tables: ReferenceTables["tables"] = new Map();
  for (const [kind, table] of reference.tables) {
    const {records, changed} = withoutNames(kind, table.records, names);
    for (const {line, column, mark} of changed) told.push({name: table.name, problem: nameTold(line, column, mark)});
    tables.set(kind, {...table, records});
  }
  if (told.length === 0) return reference;
  await writeReference(connection, [{tables}]);
  const own = tables.get("own_metrics");
  const again = ({records, file}: ReferenceTables["charts"], kind: string) => ({
    file,
    records: tables.get(kind)?.records ?? records
  });
  return {
    ...reference,
    tables,
    warnings: [...reference.warnings, ...told],
    metrics: {
      ...reference.metrics,
      rows: [
        reference.metrics.rows[0]!,
        own ? metricRows(own.name, own.records) : [],
        ...reference.metrics.rows.slice(2)
      ]
    },
    charts: again(reference.charts, "own_charts"),
    notes: again(reference.notes, "notes"),
    naming: reference.naming.map(table => ({...table, ...again(table, table.kind)}))
  };
}

/** The rows of a reference table without these names, and where one stood. */
export function withoutNames(
  kind: string,
  records: readonly IntakeRecord[],
  names: readonly string[]
): {records: IntakeRecord[]; changed: {line: number; column: string; mark: string}[]} {
  const [inText, inLabel] = [hiding(names), hiding(names, hiddenInLabel)];
  const {fields} = references.find(({name}) => name === kind)!;
  const changed: {line: number; column: string; mark: string}[] = [];
  const hidden = records.map((record): IntakeRecord => {
    const values = {...record.values};
    for (const [id, {names: headers}] of Object.entries(fields)) {
      const value = values[id];
      if (typeof value !== "string" || unpublished.has(kind) || unpublished.has(`${kind}.${id}`)) continue;
      const isFree = free.has(`${kind}.${id}`);
      const left = (isFree ? inText : inLabel)(value);
      if (left === value) continue;
      values[id] = left;
      changed.push({line: record.line, column: headers[0]!, mark: isFree ? hiddenName : hiddenInLabel});
    }
    return {...record, values};
  });
  return {records: hidden, changed};
}

function nameTold(line: number, column: string, mark: string): Problem {
  const what = `写有委员的姓名，网站和文稿里写作“${mark}”`;
  const fault = {code: "name-inside", what, remedy: "请去掉姓名，或改成不带姓名的名称", told: true};
  return problemOf(fault, {line, column, found: "", severity: "warning"});
}
