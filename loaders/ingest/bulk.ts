import type {DuckDBConnection} from "@duckdb/node-api";
import type {Context} from "../../src/intake/context.js";
import {timeOfDay} from "../../src/intake/dates.js";
import {type Derivation, derivationsOf} from "../../src/intake/derive.js";
import type {Match} from "../../src/intake/match.js";
import type {TableReader} from "../../src/intake/reading.js";
import type {IntakeRecord} from "../../src/intake/records.js";
import type {FieldType} from "../../src/intake/source.js";
import {type Row, roleOf} from "../../src/intake/table.js";
import {type Plain, plainOf, readerOf, type Value} from "../../src/intake/values.js";
import {identities} from "./keys.js";
import type {Shift} from "./scan.js";
import {append, columnsOf, sqlType} from "./tables.js";

/** A column of the file that a field reads. */
interface BulkColumn {
  field: string;
  type: FieldType;
  /** SQL over `raw as r`: the text as asked for, and its value. */
  text: string;
  value: string;
  also: {field: string; value: string} | null;
  join: string;
  /** SQL that holds where the row must be read one by one; null where it never does. */
  suspect: string | null;
  /** Its values, where they are few. */
  values: Value[] | null;
  mayBeNull: boolean;
}

/**
 * Types the rows of `raw` (one text column `c<i>` a column of the file, in order) into the table of their kind:
 * each distinct text of a column is read once by `values.ts` and joined back. Only rows in which every reading is
 * without doubt go this way; all others are read one by one by `reader`, as a small file is, and the records
 * they give are returned. `shifts` say on which line each row stands.
 */
export async function typeRaw(
  connection: DuckDBConnection,
  file: number,
  reader: TableReader,
  context: Context,
  shifts: readonly Shift[]
): Promise<IntakeRecord[]> {
  const {match} = reader;
  const {source} = match;
  const blanks = await countBlanks(connection, match);
  const columns: BulkColumn[] = [];
  for (const {field, index} of match.columns)
    columns.push(await readColumn(connection, match, field, index, context, blanks.get(field)!));
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
  const derived: DerivedJoin[] = [];
  for (const [i, derivation] of derivationsOf(source.name, context).entries())
    derived.push(await derive(connection, match, derivation, i, columns, joined, context));
  const whole = `select v.position, ${columnsOf(source)
    .map(({name, type}) => {
      const from = derived.find(({to}) => to.includes(name));
      if (from) return `${from.alias}.${name}`;
      if (values.has(name)) return blankValue(match, name, `v.${name}`);
      return `${blankValue(match, name, "null")}::${sqlType(type)} as ${name}`;
    })
    .join(", ")} from (${joined}) as v ${derived.map(({join}) => join).join(" ")}`;

  const doubts = [...columns.map(({suspect}) => suspect), ...derived.map(({suspect}) => suspect)].filter(Boolean);
  const {oneOf} = source;
  if (oneOf.length > 0 && columns.filter(({field}) => oneOf.includes(field)).every(({mayBeNull}) => mayBeNull))
    doubts.push(`coalesce(${oneOf.map(field => (values.has(field) ? `v.${field}` : "null")).join(", ")}) is null`);
  await emptyTable(connection, "suspects", "position bigint");
  if (doubts.length > 0)
    await connection.run(
      `insert into suspects select v.position from (
         select r.rowid as position, ${columns.map(({field, text}) => `${text} as text_${field}`).join(", ")}, ${listed}
         from raw as r ${columns.map(({join}) => join).join(" ")}
       ) as v ${derived.map(({join}) => join).join(" ")} where ${doubts.join(" or ")}`
    );
  const line = shifts.length > 1 ? "w.position + s.shift" : `w.position + ${shifts[0]?.line ?? 0}`;
  const {key} = identities[source.name]!;
  const names = columnsOf(source).map(({name}) => name);
  const inserted = await connection.run(
    `insert into ${source.name} select ${file}, ${line}, ${key}, ${names.join(", ")} from (${whole}) as w
     ${shifts.length > 1 ? "asof join shifts as s on w.position >= s.record" : ""}
     ${doubts.length > 0 ? "anti join suspects as d on w.position = d.position" : ""}`
  );
  const clean = inserted.rowsChanged;
  reader.counts.records += clean;
  reader.counts.accepted += clean;
  const records = doubts.length > 0 ? await readSuspects(connection, file, reader, shifts) : [];
  for (const table of ["suspects", "shifts", ...columns.map(({field}) => `k_${field}`), ...derived.map(d => d.alias)])
    await connection.run(`drop table if exists temp.${table}`);
  return records;
}

async function emptyTable(connection: DuckDBConnection, name: string, columns: string): Promise<string> {
  await connection.run(`create or replace temp table ${name} (${columns})`);
  return name;
}

/** How many cells of each column are empty. */
async function countBlanks(connection: DuckDBConnection, match: Match): Promise<Map<string, number>> {
  const counts = match.columns.map(({index}) => `(count(*) - count(c${index}))::integer`);
  const result = await connection.runAndReadAll(`select ${counts.join(", ")} from raw`);
  return new Map(match.columns.map(({field}, i) => [field, Number(result.getRows()[0]![i])]));
}

async function readColumn(
  connection: DuckDBConnection,
  {source}: Match,
  field: string,
  index: number,
  context: Context,
  blanks: number
): Promise<BulkColumn> {
  const declared = source.fields[field]!;
  const {type, required} = declared;
  const cell = `r.c${index}`;
  const text =
    type === "date" ? `if(strlen(${cell}) > 11, regexp_replace(${cell}, '${timeOfDay}', ''), ${cell})` : cell;
  const plain = plainOf(declared);
  const found = await connection.runAndReadAll(
    `select distinct ${text} from raw as r where ${cell} is not null ${plain ? `and not (${plainSql(plain, cell)})` : ""}`
  );
  const texts = (found.getColumns()[0] ?? []) as string[];
  const read = readerOf(source, field, context);
  const readings = texts.map(read);
  const bad = readings.map(({value, fault}) => Boolean(fault) || (required !== undefined && value === null));
  const also = declared.also && readings.some(reading => reading.also !== undefined) ? declared.also : null;
  const alsoType = also ? source.fields[also]!.type : "text";
  const table = `k_${field}`;
  await emptyTable(connection, table, `text varchar, value ${sqlType(type)}, also ${sqlType(alsoType)}, bad boolean`);
  await append(connection, table, ["text", type, alsoType, "flag"], texts.length, (row, column) => {
    const reading = readings[row]!;
    return [texts[row]!, reading.value, reading.also ?? null, bad[row]!][column]!;
  });
  const none = texts.length === 0;
  const empty = none ? `null::${sqlType(type)}` : `${table}.value`;
  const conditions = [
    ...(bad.includes(true) ? [`v.text_${field} in (select text from ${table} where bad)`] : []),
    ...(required && blanks > 0 ? [`v.text_${field} is null`] : [])
  ];
  return {
    field,
    type,
    text,
    value: !plain ? empty : none ? cell : `if(${table}.text is null, ${cell}, ${table}.value)`,
    also: also ? {field: also, value: `${table}.also`} : null,
    join: none ? "" : `left join ${table} on ${table}.text = ${text}`,
    suspect: conditions.length > 0 ? `(${conditions.join(" or ")})` : null,
    values: plain ? null : [...new Set([...readings.map(({value}) => value), ...(blanks > 0 ? [null] : [])])],
    mayBeNull: blanks > 0 || readings.some(({value}) => value === null)
  };
}

const plainSql = ({bytes, patterns}: Plain, cell: string) =>
  [`strlen(${cell}) > ${bytes}`, ...patterns.map(pattern => `regexp_matches(${cell}, '${pattern}')`)].join(" and ");

/** What the text of another column adds: to a list what it lacks, else a value where there is none. */
function added(type: FieldType, value: string | undefined, also: string): string {
  if (type === "list") return `distinct_in_order(list_concat(${value ?? "null"}, ${also}))`;
  return value ? `coalesce(${value}, ${also})` : also;
}

function blankValue({source}: Match, field: string, value: string): string {
  const {blank} = source.fields[field] ?? {};
  return blank === undefined ? value : `coalesce(${value}, ${blank}) as ${field}`;
}

/** The table of a derivation, and how its rows are found. */
interface DerivedJoin {
  alias: string;
  to: readonly string[];
  join: string;
  suspect: string | null;
}

/** Every combination of the values there are, while these are few. */
function combine(columns: readonly (BulkColumn | undefined)[]): Value[][] | null {
  let combinations: Value[][] = [[]];
  for (const column of columns) {
    const values = column ? column.values : [null];
    if (!values || values.length * combinations.length > 100_000) return null;
    combinations = combinations.flatMap(before => values.map(value => [...before, value]));
  }
  return combinations;
}

/** Only those combinations that occur. */
async function combinationsOf(
  connection: DuckDBConnection,
  from: readonly string[],
  columns: readonly (BulkColumn | undefined)[],
  joined: string
): Promise<Value[][]> {
  const named = from.map((field, i) => {
    if (!columns[i]) return "null";
    return columns[i].type === "date" ? `${field}::varchar` : field;
  });
  const result = await connection.runAndReadAll(`select distinct ${named.join(", ")} from (${joined})`);
  return result.getRows() as Value[][];
}

/** A derivation is asked for every combination of the values there are, and joined back. */
async function derive(
  connection: DuckDBConnection,
  {source}: Match,
  {from, to, compute}: Derivation,
  number: number,
  columns: readonly BulkColumn[],
  joined: string,
  context: Context
): Promise<DerivedJoin> {
  const alias = `d_${number}`;
  const present = from.map(field => columns.find(column => column.field === field));
  const types = columnsOf(source);
  const typeOf = (name: string) => types.find(column => column.name === name)!.type;
  const combinations = combine(present) ?? (await combinationsOf(connection, from, present, joined));
  const results = combinations.map(values => compute(values, context));
  const defined = [
    ...from.map((name, i) => `f${i} ${sqlType(typeOf(name))}`),
    ...to.map(name => `${name} ${sqlType(typeOf(name))}`),
    "bad boolean"
  ];
  await emptyTable(connection, alias, defined.join(", "));
  const fieldTypes: FieldType[] = [...from.map(typeOf), ...to.map(typeOf), "flag"];
  await append(connection, alias, fieldTypes, combinations.length, (row, column) => {
    if (column < from.length) return combinations[row]![column]!;
    const result = results[row]!;
    return column < from.length + to.length ? (result.values[column - from.length] ?? null) : Boolean(result.fault);
  });
  const conditions = present.flatMap((column, i) =>
    column ? [`${alias}.f${i} is not distinct from v.${column.field}`] : []
  );
  return {
    alias,
    to,
    join: `left join ${alias} on ${conditions.length > 0 ? conditions.join(" and ") : "true"}`,
    suspect: results.some(({fault}) => fault) ? `${alias}.bad` : null
  };
}

/** The rows in doubt, one by one, in the order of the file. */
async function readSuspects(
  connection: DuckDBConnection,
  file: number,
  reader: TableReader,
  shifts: readonly Shift[]
): Promise<IntakeRecord[]> {
  const {match} = reader;
  const records: IntakeRecord[] = [];
  const width = match.header.length;
  const kept = (await connection.runAndReadAll("describe raw"))
    .getRows()
    .map(([name]) => Number(String(name).slice(1)));
  const cellsOf = (row: readonly unknown[]) => {
    const cells: string[] = new Array(width).fill("");
    kept.forEach((index, i) => {
      cells[index] = (row[i + 1] as string | null) ?? "";
    });
    return cells;
  };
  let told = 0;
  let aboveAt = -1;
  const result = await connection.stream(
    "select r.rowid, r.* from raw as r where r.rowid in (select position from suspects) order by r.rowid"
  );
  // Read whole before other queries run on the connection.
  const rows: unknown[][] = [];
  for await (const chunk of result.yieldRows()) rows.push(...chunk);
  for (const found of rows) {
    const position = Number(found[0]);
    const cells = cellsOf(found);
    const row: Row = {line: lineOf(shifts, position), lines: 1, cells};
    if (reader.records.isSuspect(cells)) {
      if (roleOf(cells, match.header) === "total") {
        await tally(connection, file, reader, told, row.line);
        told = row.line;
      } else if (reader.records.isContinuation(cells)) {
        const above = await connection.runAndReadAll(
          `select r.rowid, r.* from raw as r where r.rowid = (
             select max(q.rowid) from raw as q where q.rowid < ${position} and q.rowid > ${aboveAt}
             and q.rowid not in (select position from suspects))`
        );
        const [clean] = above.getRows();
        if (clean) reader.above = cellsOf(clean);
      }
    }
    const record = reader.read(row);
    if (record) {
      records.push(record);
      aboveAt = position;
    }
  }
  return records;
}

function lineOf(shifts: readonly Shift[], record: number): number {
  let low = 0;
  let high = shifts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (shifts[middle]!.record <= record) low = middle;
    else high = middle - 1;
  }
  return record + (shifts[low]?.line ?? 0);
}

/** Counts the rows that went in bulk between two lines toward the control totals. */
async function tally(connection: DuckDBConnection, file: number, reader: TableReader, from: number, until: number) {
  const {control, match} = reader;
  const sums = control.fields.map(field => `coalesce(sum(${field}), 0)::double`);
  const result = await connection.runAndReadAll(
    `select count(*)::integer, ${[...sums, "0"].join(", ")} from ${match.source.name}
     where file = ${file} and line > ${from} and line < ${until}`
  );
  const [count, ...found] = result.getRows()[0] as number[];
  control.addMany(count!, new Map(control.fields.map((field, i) => [field, found[i]!])));
}
