import type {DuckDBConnection} from "@duckdb/node-api";
import {problemOf} from "../../src/intake/problem.js";
import type {Kind} from "../../src/kinds/kind.js";
import type {FileSummary} from "./summary.js";

/** So many of a file and field are told one by one. */
const told = 1000;

/**
 * Tells of ids that name a record of another kind which no export has: a lead of a proposal that there is not. Only for
 * years of which there are exports of the other kind. The record counts; what it names is not guessed.
 */
export async function tellUnknownIds(
  connection: DuckDBConnection,
  files: readonly FileSummary[],
  kinds: readonly Kind[]
): Promise<void> {
  for (const kind of kinds.filter(({name}) => files.some(file => file.kind === name && file.accepted > 0)))
    for (const [field, {refers}] of Object.entries(kind.fields)) {
      const named = kinds.find(({name}) => name === refers);
      if (!named) continue;
      const found = await connection.runAndReadAll(unknownIds(kind, field, named));
      for (const [number, line, id, place] of found.getRows() as [number, number, string, number][]) {
        const file = files[number - 1]!;
        file.warnings++;
        if (place > told) continue;
        const column = file.columns.find(each => each.field === field)!.header;
        const fault = {
          code: "no-such",
          what: `${named.label}的导出文件里没有这个编号`,
          remedy: "这一条照常统计，请核对编号"
        };
        file.problems.push(problemOf(fault, {line, column, found: id, severity: "warning"}));
      }
    }
}

/** (file, line, id, place within the file) of the ids that records name and no record of the other kind bears in what both say. */
function unknownIds(kind: Kind, field: string, named: Kind): string {
  const keys = named.identity.keys.filter(({of}) => of.some(id => named.fields[id]?.reads === "id"));
  const borne = (what: string) => {
    const each = keys.map(({of}) =>
      of
        .flatMap(id => {
          if (named.fields[id]?.reads === "id") return `o.${id} = r.${what}`;
          return kind.fields[id] ? `(r.${id} is null or o.${id} = r.${id})` : [];
        })
        .join(" and ")
    );
    return `exists (from ${named.name} as o where /*@ o.whose = r.whose and */ (${each.map(one => `(${one})`).join(" or ")}))`;
  };
  // One cell may name several: each is looked for.
  return `select file, line, part, row_number() over (partition by file order by line, part)::integer
from (
  select r.*, unnest(list_distinct(regexp_split_to_array(trim(r.${field}), '[、,，;；\\s]+'))) as part
  from ${kind.name} as r
  where r.${field} is not null and (/*@ r.whose, */ r.year) in (select (/*@ whose, */ year) from ${named.name}) and not ${borne(field)}
) as r
where part <> '' and not ${borne("part")}
order by file, line, part`;
}
