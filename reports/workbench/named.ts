import {catalogueOver} from "../../loaders/catalogue.js";
import {type Inputs, inputs} from "../../loaders/files.js";
import type {ReferenceTables} from "../../loaders/ingest/reference.js";
import {readNotes} from "../../loaders/notes.js";
import {openWarehouse} from "../../loaders/warehouse.js";
import {StaffError} from "../../src/intake/problem.js";
import {otherUnits, parseCharts, unknownMetrics} from "../../src/metrics/table/index.js";
import {tables} from "./office-tables.js";
import {stampOf} from "./reading.js";

/** The tables that name metrics or charts. */
const naming: ReadonlySet<string> = new Set(["own_charts", "notes", "targets", "rule_changes"]);

/** What a table of charts, notes, targets or changed rules names that there is not, by the figures as they stand; other tables name nothing. */
export async function unnamed(table: string, read: ReferenceTables): Promise<string[]> {
  if (!naming.has(table)) return [];
  const {charts, notes, metrics} = read;
  const faults = await overFigures(async ({connection}) => {
    const catalogue = await catalogueOver(connection, metrics);
    if (table === "targets" || table === "rule_changes") {
      const {name, records} = read.tables.get(table) ?? {name: "", records: []};
      const units = table === "targets" ? otherUnits(name, records, catalogue) : [];
      return [...unknownMetrics(name, records, catalogue), ...units];
    }
    if (table === "own_charts") return parseCharts(charts.file, charts.records, catalogue, metrics).faults;
    const own = charts.records.map(({values}) => String(values.name));
    return (await readNotes(connection, notes, catalogue, own)).faults;
  });
  return faults ?? [];
}

/** The names of all metrics, in the order of the catalogue; none where figures cannot be made. */
export async function metricLabels(): Promise<string[]> {
  const labels = await overFigures(async ({connection}) =>
    (await connection.runAndReadAll("select label from metrics order by place"))
      .getRows()
      .map(([label]) => String(label))
  );
  return labels ?? [];
}

type Opened = Awaited<ReturnType<typeof openWarehouse>>;

/** The inputs of which no figures can be made as they are. */
let unmade = "";

/**
 * Asks the figures as they stand. Where they cannot be made, perhaps for what is being mended here, those of the same
 * exports without the tables that only name are asked; where there are none either, nothing is told: null.
 */
async function overFigures<T>(ask: (open: Opened) => Promise<T>): Promise<T | null> {
  const opened = (found: Inputs) =>
    openWarehouse({found}).catch((error: unknown) => {
      if (error instanceof StaffError) return null;
      throw error;
    });
  const found = await inputs().catch(() => null);
  if (!found) return null;
  const stamp = stampOf(found);
  const whole = stamp === unmade ? null : await opened(found);
  if (!whole) unmade = stamp;
  const own = tables.filter(({name}) => naming.has(name)).map(({file}) => file);
  const open = whole ?? (await opened({...found, reference: found.reference.filter(({name}) => !own.includes(name))}));
  if (!open) return null;
  try {
    return await ask(open);
  } finally {
    open.close();
  }
}
