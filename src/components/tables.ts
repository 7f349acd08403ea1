import {tableFromIPC} from "apache-arrow";
import type {Tables} from "../figures/book.js";

/**
 * Reads datasets (name → bytes of the file) into rows. Pages call `.arrayBuffer()` themselves: a bare
 * FileAttachment of an .arrow file would make Framework download a decoder.
 */
export async function readTables(files: Record<string, Promise<ArrayBuffer>>): Promise<Tables> {
  const entries = await Promise.all(
    Object.entries(files).map(async ([name, bytes]) => [name, rowsOf(await bytes)] as const)
  );
  return Object.fromEntries(entries) as unknown as Tables;
}

/** The rows of an Arrow IPC stream as plain objects. */
export function rowsOf(bytes: ArrayBuffer | Uint8Array): Record<string, unknown>[] {
  const table = tableFromIPC(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes);
  const columns = table.schema.fields.map((field, i) => [field.name, table.getChildAt(i)!] as const);
  return Array.from({length: table.numRows}, (_, row) =>
    Object.fromEntries(columns.map(([name, column]) => [name, column.get(row)]))
  );
}
