import type {DuckDBConnection} from "@duckdb/node-api";
import {type Context, ruleValue} from "../../src/intake/context.js";
import {publishedName} from "../../src/intake/mask.js";
import {hidden} from "../../src/intake/person-names.js";
import type {Source} from "../../src/intake/source.js";
import type {Kind} from "../../src/kinds/kind.js";
import {fileNames} from "../../src/kinds/rules.js";
import {text} from "../../src/metrics/sql/text.js";
import type {FileSummary} from "./summary.js";

/**
 * What published pages and files call each export: its name without the folder, without what reaches a person and
 * without the name of a member (`people`, by the place of the file), or as the rule has it only its kind and the days it
 * reaches over. No two are alike.
 */
export function shownNames(
  files: readonly Pick<FileSummary, "name" | "kind" | "firstDate" | "lastDate">[],
  sources: readonly Source[],
  context: Context,
  people: ReadonlyMap<number, readonly string[]> = new Map()
): string[] {
  const kindsOnly = ruleValue(context, fileNames) === "种类和日期";
  const taken = new Map<string, number>();
  return files.map(({name, kind, firstDate, lastDate}, i) => {
    const label = sources.find(source => source.name === kind)?.label ?? "没有读的文件";
    const days = firstDate ? `（${firstDate} 至 ${lastDate}）` : "";
    const published = (people.get(i) ?? []).reduce((left, each) => left.replaceAll(each, hidden), publishedName(name));
    const shown = kindsOnly ? label + days : published;
    const times = (taken.get(shown) ?? 0) + 1;
    taken.set(shown, times);
    return times === 1 ? shown : `${shown}（${times}）`;
  });
}

/** The members whose names stand in the names of files, by the place of the file, the longest first. */
export async function peopleInNames(
  connection: DuckDBConnection,
  kinds: readonly Kind[],
  files: readonly FileSummary[]
): Promise<Map<number, string[]>> {
  const found = new Map<number, string[]>();
  const roster = kinds.find(({stands}) => stands);
  if (!roster || !files.some(({kind, accepted}) => kind === roster.name && accepted > 0)) return found;
  const names = files.map(({name}, i) => `(${i}, ${text(publishedName(name))})`);
  const person = `m.${roster.stands!.by.name}`;
  const read = await connection.runAndReadAll(`select distinct f.file, ${person}
from (values ${names.join(", ")}) as f(file, name) /*@ join file_offices as o on o.file = f.file + 1 */
join ${roster.name} as m on strlen(${person}) > 3 and contains(f.name, ${person}) /*@ and m.whose = o.whose */
order by f.file, length(${person}) desc, ${person}`);
  for (const [file, name] of read.getRows() as [number, string][]) found.set(file, [...(found.get(file) ?? []), name]);
  return found;
}
