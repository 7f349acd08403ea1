import {catalogueOver} from "../../loaders/catalogue.js";
import type {ReferenceTables} from "../../loaders/ingest/reference.js";
import {readNotes} from "../../loaders/notes.js";
import {openWarehouse} from "../../loaders/warehouse.js";
import {nearest} from "../../src/intake/nearest.js";
import {StaffError} from "../../src/intake/problem.js";
import type {Catalogue} from "../../src/metrics/catalogue.js";
import {parseCharts} from "../../src/metrics/table/index.js";
import {comparisons} from "../../src/metrics/target.js";

/** The tables that name metrics or charts. */
const naming: ReadonlySet<string> = new Set(["own_charts", "notes", "targets"]);

/** What a table of charts, notes or targets names that there is not, by the figures as they stand; other tables name nothing. */
export async function unnamed(table: string, read: ReferenceTables): Promise<string[]> {
  if (!naming.has(table)) return [];
  const {charts, notes, metrics} = read;
  const faults = await overFigures(async ({connection}) => {
    const catalogue = await catalogueOver(connection, metrics);
    if (table === "targets") return unknownTargets(read.tables.get("targets"), catalogue);
    if (table === "own_charts") return parseCharts(charts.file, charts.records, catalogue, metrics).faults;
    const own = charts.records.map(({values}) => String(values.name));
    return (await readNotes(connection, notes, catalogue, own)).faults;
  });
  return faults ?? [];
}

/** What may stand in the columns of a table, by their labels: those of which there is a list. */
export async function choicesOf(table: string): Promise<Record<string, string[]>> {
  if (table !== "targets") return {};
  const labels = await overFigures(async ({connection}) =>
    (await connection.runAndReadAll("select label from metrics order by place"))
      .getRows()
      .map(([label]) => String(label))
  );
  return {指标: labels ?? [], 比较: [...comparisons]};
}

function unknownTargets(table: NamedTable | undefined, {all}: Catalogue): string[] {
  const labels = new Set(all.map(({label}) => label));
  return (table?.records ?? []).flatMap(({line, values}) => {
    const named = String(values.metric);
    if (labels.has(named)) return [];
    const near = nearest(named, labels);
    return [
      `参考表 ${table!.name} 第 ${line} 行:「指标」里的“${named}”不在口径目录里${near ? `，最接近的是${near}` : ""}。`
    ];
  });
}

type Opened = Awaited<ReturnType<typeof openWarehouse>>;
type NamedTable = NonNullable<ReturnType<ReferenceTables["tables"]["get"]>>;

/** Of figures that cannot be made, perhaps for what is being mended here, nothing is told: null. */
async function overFigures<T>(ask: (open: Opened) => Promise<T>): Promise<T | null> {
  const open = await openWarehouse().catch((error: unknown) => {
    if (error instanceof StaffError) return null;
    throw error;
  });
  if (!open) return null;
  try {
    return await ask(open);
  } finally {
    open.close();
  }
}
