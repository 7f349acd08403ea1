import {type DuckDBResultReader, DuckDBTypeId} from "@duckdb/node-api";
import {
  Bool,
  type DataType,
  DateDay,
  Dictionary,
  Float64,
  Int32,
  Table,
  tableToIPC,
  Utf8,
  vectorFromArray
} from "apache-arrow";

/**
 * Turns a DuckDB result into an Arrow IPC stream. Text → Utf8 in a dictionary, dates → DateDay, flags → Bool, small integers →
 * Int32, every other number (BIGINT, HUGEINT, DECIMAL, DOUBLE) → Float64, so that counts arrive as numbers.
 * Throws on a type that has no column of its own here.
 */
export function toArrow(reader: DuckDBResultReader): Uint8Array {
  const columns = reader.getColumnsJS();
  const vectors = reader.columnNames().map((name, i) => {
    const type = arrowType(reader.columnTypeId(i), name);
    // Of no row there is no column.
    const values = (columns[i] ?? []).map(value => (typeof value === "bigint" ? Number(value) : value));
    return [name, vectorFromArray(values as unknown[], type)] as const;
  });
  return tableToIPC(new Table(Object.fromEntries(vectors)), "stream");
}

function arrowType(id: DuckDBTypeId, name: string): DataType {
  switch (id) {
    case DuckDBTypeId.VARCHAR:
      return new Dictionary(new Utf8(), new Int32());
    case DuckDBTypeId.DATE:
      return new DateDay();
    case DuckDBTypeId.BOOLEAN:
      return new Bool();
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
      return new Int32();
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.DECIMAL:
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return new Float64();
    default:
      throw new Error(`invalid column type of ${name}: ${DuckDBTypeId[id]}`);
  }
}
