import type {DuckDBConnection} from "@duckdb/node-api";
import {type KindName, kindOf} from "../src/kinds/index.js";
import {facts} from "../src/metrics/sql/index.js";
import {column} from "../src/metrics/sql/text.js";
import type {OwnField} from "../src/metrics/table/index.js";

/** More classes than these nobody reads in a chart. */
const most = 60;
/** So few filled cells do not say whether each is another. */
const few = 20;
/** A class has a name, no sentence: half of the values are longer than so many characters. */
const sentence = 20;

/**
 * Why figures cannot be kept by the values of a text field, which would then be published: nearly each item has its own,
 * or they are sentences. Null where they are classes, where the office says that they may be published, and of the
 * dimensions that a kind declares.
 */
export async function scattered(
  connection: DuckDBConnection,
  kind: KindName,
  {name, label, type}: {name: string; label: string; type: string},
  own: readonly OwnField[]
): Promise<string | null> {
  const {fields, derived, dimensions = [], basis} = kindOf(kind);
  const mine = own.find(field => field.kind === kind && field.field === name);
  const reads = mine ? undefined : fields[name]?.reads;
  if ((type !== "text" && type !== "list") || mine?.open || reads === "unit" || reads === "category") return null;
  if (derived?.[name] || dimensions.some(each => each.column === name)) return null;
  const each = type === "list" ? `unnest(${column(name)})` : column(name);
  const read =
    await connection.runAndReadAll(`select count(*)::integer, count(distinct value)::integer, coalesce(median(length(value::varchar)), 0)
from (select ${each} as value from ${facts[kind]} where view = 'year' and basis = '${basis}') where value is not null`);
  const [filled, different, length] = read.getRows()[0]!.map(Number) as [number, number, number];
  const what =
    filled > few && different > filled / 2
      ? `${filled}处里有${different}个不同的值，几乎一处一个`
      : length > sentence
        ? "里面是一段一段的文字"
        : mine && different > most
          ? `有${different}个不同的值，超过${most}个`
          : null;
  if (what === null) return null;
  const open = mine
    ? `；确实可以逐个公布的，在 columns.csv 里把它的「类型」写成“${type === "list" ? "多项" : "文字"}（可公开）”`
    : "";
  return `「${label}」${what}，不能作维度，否则各件的内容会写进公布的数字；请改用只有几类的列${open}`;
}
