import type {DuckDBConnection} from "@duckdb/node-api";
import {StaffError} from "../src/intake/problem.js";
import type {IntakeRecord} from "../src/intake/records.js";
import type {KindName} from "../src/kinds/index.js";
import {type Dimension, dimensionsOf} from "../src/metrics/dimensions.js";
import type {Catalogue} from "../src/metrics/index.js";
import {text} from "../src/metrics/sql/index.js";
import {chartPages, type OwnChart, parseCharts} from "../src/metrics/table/index.js";
import type {MetricTables} from "./catalogue.js";
import {scattered} from "./scattered.js";

/** A table that an office keeps, of charts or of notes on them; empty where it keeps none. */
export interface OfficeTable {
  file: string;
  records: readonly IntakeRecord[];
}

/**
 * Reads the office's own charts against the catalogue. Creates
 * - `charts` (place, entry): each as JSON, for pages and documents
 * - `drawn` (metric, dimension, own, multiple): what they draw by month (dimension null) or by the items of a dimension
 * and returns the dimensions that no kind declares, and the metrics that are drawn by days. `ready`: when the facts of a
 * kind may be asked. Throws StaffError on what is wrong.
 */
export async function chartsOver(
  connection: DuckDBConnection,
  {file, records}: OfficeTable,
  catalogue: Catalogue,
  tables: Pick<MetricTables, "kinds" | "own">,
  ready: (kind: string) => Promise<void> = async () => {}
): Promise<{dimensions: Dimension[]; calendars: string[]}> {
  const {charts, faults} = parseCharts(file, records, catalogue, tables);
  if (faults.length === 0)
    for (const [i, {dimension, metrics}] of charts.entries()) {
      if (!dimension) continue;
      const {kind} = catalogue.get(metrics[0]!);
      await ready(kind);
      const field = {...dimension, name: dimension.column, type: dimension.multiple ? "list" : "text"};
      const why = await scattered(connection, kind as KindName, field, tables.own);
      if (why !== null) faults.push(`参考表 ${file} 第 ${records[i]!.line} 行：${why}。`);
    }
  if (faults.length) throw new StaffError([...faults, "请改正参考表后重新运行。"].join("\n"));
  const missing = await missingPages(connection, tables.kinds);
  await connection.run("create table charts (place integer, entry varchar)");
  await connection.run("create table drawn (metric varchar, dimension varchar, own boolean, multiple boolean)");
  const further = new Map<string, Dimension>();
  for (const [place, chart] of charts.entries()) {
    const {dimension, metrics, shape} = chart;
    const [metric] = metrics as [string];
    const kind = metric.slice(0, metric.indexOf(".")) as KindName;
    const declared = dimension && dimensionsOf(kind).some(({id}) => id === dimension.id);
    if (dimension && !declared) further.set(`${kind} ${dimension.id}`, {...dimension, kind});
    await connection.run(`insert into charts values (${place}, ${text(JSON.stringify(placed(chart, missing)))})`);
    if (dimension || shape === "累计")
      await connection.run(
        `insert into drawn values (${text(metric)}, ${dimension ? text(dimension.id) : "null"}, ${Boolean(dimension && !declared)}, ${dimension?.multiple ?? false})`
      );
  }
  const calendars = charts.flatMap(({shape, metrics}) => (shape === "日历" ? metrics : []));
  return {dimensions: [...further.values()], calendars};
}

/** The pages that there are not, by their names in addresses: what they are called, and why. */
type Missing = ReadonlyMap<string, {page: string; why: string}>;

/** The pages of kinds of which no export has a record, and those that the office leaves out. */
async function missingPages(connection: DuckDBConnection, kinds: MetricTables["kinds"]): Promise<Missing> {
  const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRows().map(([cell]) => String(cell));
  const there = new Set(await read("select distinct kind from files where accepted > 0"));
  const left = await read("select page from own_pages where not shown");
  const missing = new Map<string, {page: string; why: string}>();
  for (const [label, page] of Object.entries(chartPages(kinds))) {
    const kind = kinds.find(({name}) => name === page);
    // The page of 民主监督意见 is called 民主监督.
    const hidden = left.find(title => title === label || (kind && label.startsWith(title)));
    if (hidden) missing.set(page, {page: hidden, why: `pages.csv 里写明不显示「${hidden}」页`});
    else if (kind && !there.has(kind.name)) missing.set(page, {page: label, why: `没有${label}的数据，没有这一页`});
  }
  return missing;
}

/** A chart whose page there is not stands with those of no page. */
function placed(chart: OwnChart, missing: Missing): OwnChart {
  const moved = missing.get(chart.page);
  return moved ? {...chart, page: "charts", moved} : chart;
}
