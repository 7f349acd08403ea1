import type {DuckDBConnection} from "@duckdb/node-api";
import {inUnit} from "../src/intake/numbers.js";
import {StaffError} from "../src/intake/problem.js";
import type {Catalogue} from "../src/metrics/index.js";
import {typesToward} from "../src/metrics/rules.js";
import {text} from "../src/metrics/sql/index.js";
import {otherUnits, unknownMetrics} from "../src/metrics/table/index.js";
import type {OfficeTable} from "./charts.js";

/** A table of which each row names a metric: targets, changed rules. */
export interface NamingTable extends OfficeTable {
  kind: "targets" | "rule_changes" | "activity_types";
}

/** What rows name that no metric is called, or that no metric asks. */
export const unnamed = (tables: readonly NamingTable[], catalogue: Catalogue): string[] =>
  tables.flatMap(({kind, file, records}) =>
    kind === "activity_types"
      ? uncounted(file, records, catalogue)
      : [
          ...unknownMetrics(file, records, catalogue),
          ...(kind === "targets" ? otherUnits(file, records, catalogue) : [])
        ]
  );

/** Writes the metrics that tables name as the catalogue does. Throws StaffError on what no metric is called. */
export async function namingOver(
  connection: DuckDBConnection,
  tables: readonly NamingTable[],
  catalogue: Catalogue
): Promise<void> {
  const faults = unnamed(tables, catalogue);
  if (faults.length) throw new StaffError([...faults, "请改正参考表后重新运行。"].join("\n"));
  for (const {kind, records} of tables.filter(({kind}) => kind !== "activity_types"))
    for (const written of new Set(records.map(({values}) => String(values.metric)))) {
      const {label} = catalogue.byLabel(written)!;
      if (label !== written)
        await connection.run(`update ${kind} set metric = ${text(label)} where metric = ${text(written)}`);
    }
  for (const {metric, year, target, unit} of tables.flatMap(({kind, records}) =>
    kind === "targets" ? records.map(({values}) => values) : []
  ))
    if (unit) {
      const of = catalogue.byLabel(String(metric))!;
      await connection.run(
        `update targets set target = ${inUnit(Number(target), String(unit), of.unit)} where year = ${year} and metric = ${text(of.label)}`
      );
    }
}

/** Types of activity that the table counts toward what does not ask it. */
function uncounted(file: string, records: OfficeTable["records"], {all}: Catalogue): string[] {
  const asking = all.filter(({label, settings}) => settings.includes(typesToward(label))).map(({label}) => label);
  return records.flatMap(({line, values}) => {
    const toward = values.counts_toward;
    if (toward === null || toward === undefined || asking.includes(String(toward))) return [];
    return [
      `参考表 ${file} 第 ${line} 行:「计入」里的“${toward}”不按活动类型表统计，应为${asking.join("、")}之一，或者空着。`
    ];
  });
}
