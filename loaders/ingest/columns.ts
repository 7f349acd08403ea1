import type {DuckDBConnection} from "@duckdb/node-api";
import {absentColumns, blankColumn, countedColumns} from "../../src/intake/blank-columns.js";
import {isPartly} from "../../src/intake/partly.js";
import {problemOf} from "../../src/intake/problem.js";
import type {Source} from "../../src/intake/source.js";
import type {FileSummary} from "./summary.js";

/**
 * Notes the years that each file feeds, and tells of columns by which figures are lost or come out as zero: one that another file of the year or one of the year before has and this
 * lacks, one that no file has although its blank cells would count, and one of codes or flags that is there and blank in every row.
 * Files of one office are held against each other.
 */
export async function tellColumns(
  connection: DuckDBConnection,
  offices: readonly (readonly FileSummary[])[],
  kinds: readonly Source[]
): Promise<void> {
  for (const kind of kinds) {
    const feeding = offices.map(files =>
      files.filter(file => file.kind === kind.name && file.accepted > 0 && file.columns.length > 0)
    );
    if (feeding.every(own => own.length === 0)) continue;
    const fields = Object.keys(kind.fields);
    const coded = countedColumns(kind);
    // What the text of another column adds needs no column of its own.
    const added = fields.filter(field => Object.values(kind.fields).some(({also}) => also === field));
    const counts = [...coded, ...added].map(field => `, count(${field})::integer`).join("");
    const read = await connection.runAndReadAll(
      `select file, year::integer${counts} from ${kind.name} where year is not null group by file, year order by year`
    );
    const rows = read.getRowsJson() as [file: number, year: number, ...counts: number[]][];
    const yearsOf = new Map<number, number[]>();
    const rowsOf = new Map<number, typeof rows>();
    for (const row of rows) {
      yearsOf.set(row[0], [...(yearsOf.get(row[0]) ?? []), row[1]]);
      rowsOf.set(row[0], [...(rowsOf.get(row[0]) ?? []), row]);
    }
    for (const own of feeding) {
      for (const file of own) {
        file.years = (yearsOf.get(file.file) ?? []).filter(year => year > 0).sort((a, b) => a - b);
        const carried = new Set(file.columns.map(({field}) => field));
        const years = yearsOf.get(file.file) ?? [];
        for (const [i, field] of coded.entries()) {
          const blank = (rowsOf.get(file.file) ?? [])
            .filter(([, , ...counted]) => counted[i] === 0)
            .map(([, year]) => year);
          if (carried.has(field) && blank.length > 0 && !unread(file, field) && !isPartly(file))
            tell(file, kind, field, blankColumn(blank.length < years.length ? blank : []));
        }
        const first = Math.min(...years);
        const before = own.filter(other => yearsOf.get(other.file)?.includes(first - 1) && other !== file);
        const beside = own.filter(
          other => other !== file && yearsOf.get(other.file)?.some(year => years.includes(year))
        );
        for (const field of fields) {
          const has = ({columns}: FileSummary) => columns.some(column => column.field === field);
          if (has(file)) continue;
          const from = beside.find(has);
          const former = before.find(has);
          const place = coded.length + added.indexOf(field);
          const filled = () => added.includes(field) && rowsOf.get(file.file)?.some(row => Number(row[place + 2]) > 0);
          if (from && !knows(file, kind, field) && !filled())
            tell(
              file,
              kind,
              field,
              lackedBeside(years.find(year => yearsOf.get(from.file)!.includes(year))!, from.name)
            );
          else if (!from && former) tell(file, kind, field, lost(first - 1, former.name));
        }
      }
      const carried = own.flatMap(({columns}) => columns.map(({field}) => field));
      for (const [field, fault] of own.length > 0 ? absentColumns(kind, carried) : [])
        tell(own[0]!, kind, field, fault);
    }
  }
}

/** A file has the column of a field, or one that is enough to know it by. */
const knows = ({columns}: FileSummary, {derivations}: Source, field: string) =>
  columns.some(
    column =>
      column.field === field ||
      derivations.some(({to, enough = []}) => to.includes(field) && enough.includes(column.field))
  );

/** Cells of the column are filled, but what is written there was not understood: that is told of each. */
const unread = ({columns, problems}: FileSummary, field: string) => {
  const header = columns.find(each => each.field === field)?.header;
  return problems.some(({line, column}) => line > 0 && column === header);
};

function tell(file: FileSummary, {fields}: Source, field: string, fault: Parameters<typeof problemOf>[0]): void {
  const column = file.columns.find(each => each.field === field)?.header ?? fields[field]!.names[0]!;
  file.warnings++;
  file.problems.push(problemOf(fault, {line: 0, column, found: "", severity: "warning"}));
}

const lost = (year: number, name: string) => ({
  code: "lost-column",
  what: `没有这一列，${year}年的 ${name} 有`,
  remedy: "只能由这一列得出的数字为“无数据”，不与上年比较；请在导出时选上它"
});

const lackedBeside = (year: number, name: string) => ({
  code: "lost-column",
  what: `没有这一列，同是${year}年的 ${name} 有`,
  remedy: "由这一列得出的数字不完整，不与上年比较；请在导出时选上它"
});
