import type {DuckDBConnection} from "@duckdb/node-api";
import type {Context} from "../../src/intake/context.js";
import type {Derivation, Derived} from "../../src/intake/derive.js";
import type {Match} from "../../src/intake/match.js";
import type {FieldType} from "../../src/intake/source.js";
import type {Value} from "../../src/intake/values.js";
import type {BulkColumn} from "./bulk-columns.js";
import {append, columnsOf, emptyTable, sqlType} from "./tables.js";

/** The table of a derivation, and how its rows are found. */
export interface DerivedJoin {
  alias: string;
  to: readonly string[];
  join: string;
  suspect: string | null;
}

/** A column that is derived from, with its values where they are few. */
type Filled = Pick<BulkColumn, "field" | "type" | "values">;

/** Every combination of the values there are, while these are few. */
function combine(columns: readonly (Filled | undefined)[]): Value[][] | null {
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
  columns: readonly (Filled | undefined)[],
  joined: string
): Promise<Value[][]> {
  const named = from.map((field, i) => {
    if (!columns[i]) return "null";
    return columns[i].type === "date" ? `${field}::varchar` : field;
  });
  const result = await connection.runAndReadAll(`select distinct ${named.join(", ")} from (${joined})`);
  return result.getRows() as Value[][];
}

/** Whether the row is to be read by itself: something is told of it. */
const asked = ({fault, note}: Derived) => fault !== undefined || note !== undefined;

/** A derivation is asked for every combination of the values there are, and joined back. */
export async function derive(
  connection: DuckDBConnection,
  {source}: Match,
  {from, to, compute}: Derivation,
  number: number,
  columns: readonly Filled[],
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
    return column < from.length + to.length ? (result.values[column - from.length] ?? null) : asked(result);
  });
  const conditions = present.flatMap((column, i) =>
    column ? [`${alias}.f${i} is not distinct from v.${column.field}`] : []
  );
  return {
    alias,
    to,
    join: `left join ${alias} on ${conditions.length > 0 ? conditions.join(" and ") : "true"}`,
    suspect: results.some(asked) ? `${alias}.bad` : null
  };
}
