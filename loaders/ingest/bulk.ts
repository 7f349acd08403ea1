import type {DuckDBConnection} from "@duckdb/node-api";
import type {Context} from "../../src/intake/context.js";
import {derivationsOf} from "../../src/intake/derive.js";
import {type Match, shownHeader} from "../../src/intake/match.js";
import {nameColumn, type TableReader} from "../../src/intake/reading.js";
import {labelCells, speakingAtAll} from "../../src/intake/roles.js";
import type {FieldType} from "../../src/intake/source.js";
import {text} from "../../src/metrics/sql/text.js";
import {type BulkColumn, countBlanks, readColumn} from "./bulk-columns.js";
import {type DerivedJoin, derive} from "./bulk-derived.js";
import {readSuspects, tellDoubts, tellUnnamed} from "./bulk-suspects.js";
import {identityOf} from "./keys.js";
import type {Shift} from "./scan.js";
import {append, columnsOf, emptyTable, sqlType} from "./tables.js";

/**
 * Types the rows of `raw` (one text column `c<i>` a column of the file, in order) into the table of their kind:
 * each distinct text of a column is read once by `values.ts` and joined back. Rows that may be refused, or may be
 * no records, are read one by one by `reader`, as those of a small file are. `shifts` say on which line each row stands.
 */
export async function typeRaw(
  connection: DuckDBConnection,
  file: number,
  reader: TableReader,
  context: Context,
  shifts: readonly Shift[]
): Promise<void> {
  const {match} = reader;
  const {source} = match;
  for (const {index, more} of match.columns) {
    if (!more) continue;
    const cells = [index, ...more].map(each => `c${each}`).join(", ");
    await connection.run(`update raw set c${index} = nullif(concat_ws(chr(10), ${cells}), '')`);
  }
  const blanks = await countBlanks(connection, match);
  const columns: BulkColumn[] = [];
  for (const column of match.columns)
    columns.push(await readColumn(connection, match, column, context, blanks.get(column.field)!));
  await append(
    connection,
    await emptyTable(connection, "shifts", "record integer, shift integer"),
    ["integer", "integer"],
    shifts.length,
    (row, column) => (column === 0 ? shifts[row]!.record : shifts[row]!.line)
  );

  const values = new Map(columns.map(column => [column.field, column.value]));
  for (const {also} of columns)
    if (also) values.set(also.field, added(source.fields[also.field]!.type, values.get(also.field), also.value));
  const listed = [...values].map(([field, value]) => `${value} as ${field}`).join(", ");
  const joined = `select r.rowid as position, ${listed} from raw as r ${columns.map(({join}) => join).join(" ")}`;
  // What only another column's text speaks of is derived from too: the unit behind a number.
  const spoken = columns.flatMap(({also}) => (also && !columns.some(({field}) => field === also.field) ? [also] : []));
  const filled = [...columns, ...spoken.map(({field, values}) => ({field, type: source.fields[field]!.type, values}))];
  const derived: DerivedJoin[] = [];
  for (const [i, derivation] of derivationsOf(source, context).entries())
    derived.push(await derive(connection, match, derivation, i, filled, joined, context));
  const whole = `select v.position, ${columnsOf(source)
    .map(({name, type}) => {
      const from = derived.find(({to}) => to.includes(name));
      if (from) return `${from.alias}.${name}`;
      const value = blankValue(match, name, values.has(name) ? `v.${name}` : `null::${sqlType(type)}`);
      return `${value} as ${name}`;
    })
    .join(", ")} from (${joined}) as v ${derived.map(({join}) => join).join(" ")}`;

  const doubts = [...columns.map(({suspect}) => suspect), ...derived.map(({suspect}) => suspect)].filter(Boolean);
  const {oneOf} = source;
  if (oneOf.length > 0 && columns.filter(({field}) => oneOf.includes(field)).every(({mayBeNull}) => mayBeNull))
    doubts.push(`coalesce(${oneOf.map(field => (values.has(field) ? `v.${field}` : "null")).join(", ")}) is null`);
  await emptyTable(connection, "suspects", "position bigint");
  await connection.run(`insert into suspects select rowid from raw as r where ${labelled(match)}`);
  if (doubts.length > 0)
    await connection.run(
      `insert into suspects select v.position from (
         select r.rowid as position, ${columns.map(({field, text}) => `${text} as text_${field}`).join(", ")}, ${listed}
         from raw as r ${columns.map(({join}) => join).join(" ")}
       ) as v ${derived.map(({join}) => join).join(" ")} where ${doubts.join(" or ")}`
    );
  const found = await connection.runAndReadAll("select count(*)::integer from suspects");
  const suspects = found.getRows()[0]![0] !== 0;
  const line = shifts.length > 1 ? "w.position + s.shift" : `w.position + ${shifts[0]?.line ?? 0}`;
  const {key} = identityOf(source.name);
  const names = columnsOf(source).map(({name}) => name);
  const inserted = await connection.run(
    `insert into ${source.name} select ${file}, ${line}, ${key}, ${names.join(", ")} /*@ , (select whose from file_offices where file = ${file}) */ from (${whole}) as w
     ${shifts.length > 1 ? "asof join shifts as s on w.position >= s.record" : ""}
     ${suspects ? "anti join suspects as d on w.position = d.position" : ""}`
  );
  const clean = inserted.rowsChanged;
  reader.counts.records += clean;
  reader.counts.accepted += clean;
  if (suspects) await readSuspects(connection, file, reader, shifts);
  await tellDoubts(connection, reader, columns, shifts);
  await tellUnnamed(connection, reader, shifts);
  for (const table of ["suspects", "shifts", ...columns.map(({field}) => `k_${field}`), ...derived.map(d => d.alias)])
    await connection.run(`drop table if exists temp.${table}`);
}

/** Holds where the first cells of a row, or its name, may say that it is a total or the header again, as `roleOf` of `TableReader` judges. */
function labelled(match: Match): string {
  const {header, contact, source} = match;
  const unread = new Set(contact);
  const name = source.words ? nameColumn(match) : undefined;
  const conditions = header.flatMap((title, i) => {
    if ((i >= labelCells && i !== name?.index) || unread.has(shownHeader(title))) return [];
    const again = title.trim() === "" ? [] : [`trim(r.c${i}) = ${text(title.trim())}`];
    return [`(length(r.c${i}) <= 16 and regexp_matches(r.c${i}, '${speakingAtAll}'))`, ...again];
  });
  return conditions.join(" or ") || "false";
}

/** What the text of another column adds: to a list what it lacks, else a value where there is none. */
function added(type: FieldType, value: string | undefined, also: string): string {
  if (type === "list") return `distinct_in_order(list_concat(${value ?? "null"}, ${also}))`;
  return value ? `coalesce(${value}, ${also})` : also;
}

function blankValue({source}: Match, field: string, value: string): string {
  const {blank} = source.fields[field] ?? {};
  return blank === undefined ? value : `coalesce(${value}, ${blank})`;
}
