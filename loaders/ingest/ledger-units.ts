import type {DuckDBConnection} from "@duckdb/node-api";
import {problemOf} from "../../src/intake/problem.js";
import {isUnit, ratioOf} from "../../src/intake/units.js";
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

/** Tells of lines of the ledger that say a unit and no number: 半 of 年 is printed as it is written, and counts nowhere. */
export async function tellLedgerTexts(connection: DuckDBConnection, files: readonly FileSummary[]): Promise<void> {
  const found = await connection.runAndReadAll(
    `select file, line, said, unit from ${indicators.name} where value is null and said is not null and unit is not null order by file, line`
  );
  for (const [number, line, said, unit] of found.getRows() as [number, number, string, string][]) {
    // Ranks are said in words: 第2名, 前三位.
    if (/^[名位]$/.test(unit) || /^[第前后]/.test(said) || !isUnit(unit)) continue;
    const file = files[number - 1]!;
    const fault = {
      code: "ledger-text",
      what: `单位是${unit}，“${said}”看不出是多少，照原样印出，不计算、不比较`,
      told: true,
      remedy: `是数的应写成数字，如 12；本来就是文字的，单位不写`
    };
    const column = file.columns.find(({field}) => field === "value")?.header ?? "";
    file.warnings++;
    file.problems.push(problemOf(fault, {line, column, found: said, severity: "warning"}));
  }
}
