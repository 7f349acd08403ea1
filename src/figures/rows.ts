import {tableFromIPC} from "@uwdata/flechette";

/** The rows of an Arrow IPC stream as plain objects. */
export function rowsOf(bytes: ArrayBuffer | Uint8Array): Record<string, unknown>[] {
  const table = tableFromIPC(bytes);
  const columns = table.schema.fields.map((field, i) => [field.name, table.getChildAt(i)] as const);
  return Array.from({length: table.numRows}, (_, row) =>
    Object.fromEntries(columns.map(([name, column]) => [name, column.at(row)]))
  );
}
