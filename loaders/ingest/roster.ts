import type {DuckDBConnection} from "@duckdb/node-api";
import {problemOf} from "../../src/intake/problem.js";
import type {Kind} from "../../src/kinds/kind.js";
import type {FileSummary} from "./summary.js";

/**
 * A file may say of one who stood that he stood again, each time after the end of the last: later times are records of
 * their own. What overlaps stays one record said twice.
 */
export async function partTimes(connection: DuckDBConnection, kinds: readonly Kind[]): Promise<void> {
  for (const {name: table, stands} of kinds) {
    if (!stands) continue;
    const {from, to, by} = stands;
    await connection.run(`update ${table} as m set id = m.id || '|' || n.time from (
  select file, line, 1 + sum(if(since > before, 1, 0)) over (partition by file, id, ${by.name} order by since, line) as time
  from (
    select *, max(coalesce(${to}, date '9999-12-31')) over (
      partition by file, id, ${by.name} order by since, line rows between unbounded preceding and 1 preceding) as before
    from (select *, coalesce(${from}, date '0001-01-01') as since from ${table})
  )
) as n where m.file = n.file and m.line = n.line and n.time > 1`);
  }
}

/**
 * Gives records of a roster that have no number one: their name, if no two of the name stand at once; else the name and
 * which of them in the order of the files. Who is named by the name alone is then nobody's, as of all namesakes.
 */
export async function numberNames(connection: DuckDBConnection, kinds: readonly Kind[]): Promise<void> {
  for (const {name: table, stands} of kinds) {
    if (!stands) continue;
    const {from, to, by} = stands;
    const span = (row: string) => `coalesce(${row}.${to}, date '9999-12-31')`;
    await connection.run(`update ${table} as m set ${by.number} = n.number from (
  select a.file, a.line, if(
    bool_or(exists (from ${table} as b, ${table} as c where b.${by.name} = a.${by.name} and c.${by.name} = a.${by.name} /*@ and b.whose = a.whose and c.whose = a.whose */
      and b.${by.number} is null and c.${by.number} is null and (b.file, b.line) < (c.file, c.line)
      and b.${from} <= ${span("c")} and c.${from} <= ${span("b")})),
    a.${by.name} || '（' || row_number() over (partition by /*@ a.whose, */ a.${by.name} order by a.file, a.line) || '）', a.${by.name}) as number
  from ${table} as a where a.${by.number} is null group by /*@ a.whose, */ a.file, a.line, a.${by.name}
) as n where m.file = n.file and m.line = n.line`);
  }
}

/**
 * Tells apart those to whom a roster gave one number, each after the other: all but the last get their name behind it,
 * by which they stand from then on; it is told.
 */
export async function partNumbers(
  connection: DuckDBConnection,
  kinds: readonly Kind[],
  files: FileSummary[]
): Promise<void> {
  for (const {name: table, stands, fields} of kinds) {
    if (!stands) continue;
    const {from, by} = stands;
    await connection.run(`create or replace temp table reused as
with holders as (
  select /*@ whose, */ ${by.number} as number, ${by.name} as name, max(${from}) as since from ${table}
  where ${by.number} is not null and not starts_with(${by.number}, ${by.name}) group by all
)
select *, row_number() over (partition by /*@ whose, */ number order by since desc, name) > 1 as before
from holders qualify count(*) over (partition by /*@ whose, */ number) > 1`);
    const read =
      await connection.runAndReadAll(`select file, max(line), number, string_agg(r.name, '、' order by before desc, r.name) from (
  select distinct m.file, max(m.line) over (partition by m.file, m.${by.number}) as line, r.* from ${table} as m join reused as r on r.number = m.${by.number} /*@ and r.whose = m.whose */
) as r group by file, number order by all`);
    for (const [file, line, number, names] of read.getRows() as [number, number, string, string][]) {
      const own = files[file - 1]!;
      own.warnings++;
      const column = own.columns.find(({field}) => field === by.number)?.header ?? fields[by.number]!.names[0]!;
      const fault = {
        code: "number-reused",
        what: `编号${number}先后写给了几个人，按${names.split("、").length}名委员计`,
        told: true,
        remedy: "是同一个人的，请把姓名写成一致"
      };
      own.problems.push(
        problemOf(fault, {line, column, found: names, severity: "warning", field: {...fields[by.name]!}})
      );
    }
    if (read.currentRowCount === 0) continue;
    await connection.run(`update ${table} as m set ${by.number} = m.${by.number} || '（' || m.${by.name} || '）'
from reused as r where r.before and r.number = m.${by.number} and r.name = m.${by.name} /*@ and r.whose = m.whose */`);
  }
}

/**
 * Puts aside rows of a roster that say of one number that it stood twice at once: which of them holds is not to be
 * guessed. The first stays; the other is told with its file and line.
 */
export async function refuseOverlaps(
  connection: DuckDBConnection,
  kinds: readonly Kind[],
  files: FileSummary[]
): Promise<void> {
  for (const {name, stands, fields} of kinds) {
    if (!stands) continue;
    const of = stands.by.number;
    const span = (row: string) => `coalesce(${row}.${stands.to}, date '9999-12-31')`;
    const read = await connection.runAndReadAll(`select b.file, b.line, min({file: a.file, line: a.line})
from ${name} as a join ${name} as b on a.${of} = b.${of} /*@ and a.whose = b.whose */ and (a.file, a.line) < (b.file, b.line)
  and a.${stands.from} <= ${span("b")} and b.${stands.from} <= ${span("a")}
group by b.file, b.line order by b.file, b.line`);
    for (const [file, line, first] of read.getRowsJS() as [number, number, {file: number; line: number}][]) {
      const own = files[file - 1]!;
      const where = first.file === file ? `第 ${first.line} 行` : `${files[first.file - 1]!.name} 第 ${first.line} 行`;
      own.accepted--;
      own.quarantined++;
      own.problems.push(
        problemOf(
          {
            code: "office-overlaps",
            what: `与${where}是同一个编号，任职日期重叠`,
            remedy: "请核对两行的任职和离任日期，只留正确的"
          },
          {line, column: fields[stands.from]!.names[0]!, found: "", severity: "error"}
        )
      );
      await connection.run(`delete from ${name} where file = ${file} and line = ${line}`);
    }
  }
}
