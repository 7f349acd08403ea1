import {emptyContext} from "../../intake/context.js";
import {readFile} from "../../intake/read.js";
import type {IntakeRecord} from "../../intake/records.js";
import {ownMetrics} from "../../intake/reference.js";
import type {MetricColumn, MetricRow} from "./rows.js";

/** The records of a table of metrics as rows to be parsed. */
export const metricRows = (file: string, records: readonly IntakeRecord[]): MetricRow[] =>
  records.map(({line, values}) => ({file, line, cells: values as Record<MetricColumn, string | null>}));

/** Reads a table of metrics as an office keeps it: any encoding, any order of columns. Throws where it is none. */
export async function readMetrics(name: string, bytes: Uint8Array): Promise<MetricRow[]> {
  const read = await readFile(name, bytes, [ownMetrics], emptyContext());
  if (read.refused) throw new Error(`invalid table of metrics ${name}: ${read.refused}`);
  return metricRows(name, read.records);
}
