import {catalogueOver} from "../../loaders/catalogue.js";
import type {ReferenceTables} from "../../loaders/ingest/reference.js";
import {readNotes} from "../../loaders/notes.js";
import {openWarehouse} from "../../loaders/warehouse.js";
import {StaffError} from "../../src/intake/problem.js";
import {kinds} from "../../src/kinds/index.js";
import {parseCharts} from "../../src/metrics/table/index.js";

/** What a table of charts or of notes names that there is not, by the figures as they stand; other tables name nothing. */
export async function unnamed(table: string, {charts, notes, metrics}: ReferenceTables): Promise<string[]> {
  if (table !== "own_charts" && table !== "notes") return [];
  const open = await openWarehouse().catch((error: unknown) => {
    // Figures that cannot be made, perhaps for what is being mended here, tell nothing of names.
    if (error instanceof StaffError) return null;
    throw error;
  });
  if (!open) return [];
  try {
    const catalogue = await catalogueOver(open.connection, metrics);
    if (table === "own_charts")
      return parseCharts(charts.file, charts.records, catalogue, {kinds, own: metrics.own}).faults;
    const own = charts.records.map(({values}) => String(values.name));
    return (await readNotes(open.connection, notes, catalogue, own)).faults;
  } finally {
    open.close();
  }
}
