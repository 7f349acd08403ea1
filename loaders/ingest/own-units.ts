import type {DuckDBConnection} from "@duckdb/node-api";
import {baseUnit} from "../../src/intake/base-unit.js";
import {type OwnField, sameOwn} from "../../src/intake/columns.js";
import {readMeasure} from "../../src/intake/numbers.js";
import {type Fault, problemOf, type Severity} from "../../src/intake/problem.js";
import type {Source} from "../../src/intake/source.js";
import {ratioOf, unitIn} from "../../src/intake/units.js";
import {saidUnit, unitsOf} from "../../src/intake/values.js";
import {multiplied} from "../../src/metrics/sql/count.js";
import {column} from "../../src/metrics/sql/text.js";
import type {FileSummary} from "./summary.js";

/**
 * Converts the office's own columns of numbers, of which years write the unit otherwise (支出（元）, 费用（万元）), to one: that
 * of the column's first name, or that which a metric wants, in which they were read, else that of the first file that says
 * one. What does not convert is taken out. Gives the fields with their units; each file whose numbers are not as they stand
 * in it is told of. `asked`: the columns of an upper level, in whose units numbers are to be.
 */
export async function intoOneUnit(
  connection: DuckDBConnection,
  own: readonly OwnField[],
  kinds: readonly Source[],
  files: readonly FileSummary[],
  asked?: readonly OwnField[]
): Promise<OwnField[]> {
  const made: OwnField[] = [];
  for (const field of own) {
    const columns = field.type === "number" ? columnsOf(field, kinds, files) : [];
    const said = columns.filter(each => each.said !== "");
    const unit = unitFor(field, said, asked);
    made.push(unit === undefined ? field : {...field, unit});
    if (unit === undefined || said.length === 0) continue;
    for (const {file, header, said, read, several} of columns) {
      if ((said === unit && read === unit) || file.accepted === 0) continue;
      const times = several ? null : said === "" ? 1 : ratioOf(read, unit);
      const of = column(field.field);
      if (times !== 1)
        await connection.run(
          `update ${field.kind} set ${of} = ${times === null ? "null" : multiplied(times, of)} where file = ${file.file}`
        );
      if (times === null || ratioOf(said || unit, unit) === null) {
        const lost = `「${header}」以${said}计的数没有读`;
        file.partly = [file.partly, lost].filter(Boolean).join("；");
        tell(file, header, "error", several ? severalUnits(said) : notConverted(said, unit));
      } else if (said === "") tell(file, header, "warning", noUnit(unit));
      else if (ratioOf(said, unit) !== 1) tell(file, header, "warning", wasConverted(said, unit));
    }
  }
  return made;
}

/** The unit of a column; where others are added to it (`asked`: as they have it), theirs. */
function unitFor(field: OwnField, said: readonly UnitColumn[], asked?: readonly OwnField[]): string | undefined {
  const unit = field.unit ?? (said.find(({read}) => read === field.wanted) ?? said[0])?.read;
  if (!asked || unit === undefined) return unit;
  const theirs = asked.find(each => sameOwn(each, field));
  return theirs?.unit ?? theirs?.wanted ?? baseUnit(unit) ?? unit;
}

interface UnitColumn {
  file: FileSummary;
  header: string;
  /** The unit that the header says, or its cells, and the one that its numbers were read in. */
  said: string;
  read: string;
  /** The cells are amounts of several kinds, 元 and 小时. */
  several: boolean;
}

function columnsOf({kind, field}: OwnField, kinds: readonly Source[], files: readonly FileSummary[]): UnitColumn[] {
  const declared = kinds.find(({name}) => name === kind)!.fields[field]!;
  return files.flatMap(file => {
    const header = file.columns.find(each => file.kind === kind && each.field === field)?.header;
    if (header === undefined) return [];
    const units = unitsOf(declared, header);
    if (units) return [{file, header, said: unitIn(header), read: units.to, several: false}];
    const told = file.problems.filter(({code, column}) => code === saidUnit && column === header);
    const bases = [...new Set(told.flatMap(({found}) => baseUnit(unitBehind(found)) ?? []))];
    return [{file, header, said: bases.join("、"), read: bases[0] ?? "", several: bases.length > 1}];
  });
}

function unitBehind(text: string): string {
  const read = readMeasure(text);
  return read.value === null ? "" : read.unit;
}

function tell(file: FileSummary, header: string, severity: Severity, fault: Fault): void {
  if (severity === "warning") file.warnings++;
  file.problems.push(problemOf(fault, {line: 0, column: header, found: "", severity}));
}

const wasConverted = (said: string, unit: string): Fault => ({
  code: "own-unit",
  what: `以${said}计，已换算成${unit}，与别的文件相加`,
  told: true,
  remedy: "核对后可以不改"
});

const noUnit = (unit: string): Fault => ({
  code: "own-unit",
  what: `表头没有写单位，按${unit}计`,
  told: true,
  remedy: `不是以${unit}计的，请在表头写明单位`
});

const severalUnits = (said: string): Fault => ({
  code: "own-unit",
  what: `同一列里有以${said}计的数，不能换算成一个单位，这一列没有读`,
  told: true,
  remedy: "请分成几列，在表头写明单位"
});

const notConverted = (said: string, unit: string): Fault => ({
  code: "own-unit",
  what: `以${said}计，别处以${unit}计，不能换算，这一列没有读`,
  told: true,
  remedy: "单位写错的请改正；不是同一项的，在 columns.csv 里另写一列"
});
