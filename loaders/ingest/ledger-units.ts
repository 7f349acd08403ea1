import type {DuckDBConnection} from "@duckdb/node-api";
import {problemOf} from "../../src/intake/problem.js";
import {ratioOf} from "../../src/intake/units.js";
import {indicators} from "../../src/kinds/indicators.js";
import type {FileSummary} from "./summary.js";

/**
 * Tells of lines of the ledger whose unit does not convert to that of the indicator's last year: 12件, then 15个. They are
 * printed as they are written and compared with nothing.
 */
export async function tellLedgerUnits(connection: DuckDBConnection, files: readonly FileSummary[]): Promise<void> {
  const found = await connection.runAndReadAll(`select i.file, i.line, i.indicator, i.year, i.unit, l.year, l.unit
from ${indicators.name} as i
join (
  select /*@ whose, */ indicator, max(year)::integer as year, arg_max(unit, year) as unit
  from ${indicators.name} where unit is not null and value is not null group by all
) as l on /*@ l.whose = i.whose and */ l.indicator = i.indicator
where i.value is not null and i.unit <> l.unit
order by i.file, i.line`);
  type Line = [file: number, line: number, indicator: string, year: number, unit: string, last: number, of: string];
  for (const [number, line, indicator, year, unit, last, of] of found.getRows() as Line[]) {
    if (ratioOf(unit, of) !== null) continue;
    const file = files[number - 1]!;
    const fault = {
      code: "ledger-unit",
      what: `${indicator}${year}年的单位是“${unit}”,${last}年是“${of}”,不能换算,这两年不作比较`,
      told: true,
      remedy: "同一个单位请写成一样;不是同一项的,请另起指标名称"
    };
    const header = (field: string) => file.columns.find(column => column.field === field)?.header;
    const column = header("unit") ?? header("value") ?? "";
    file.warnings++;
    file.problems.push(problemOf(fault, {line, column, found: unit, severity: "warning"}));
  }
}
