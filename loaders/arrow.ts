import {type DuckDBListType, type DuckDBResultReader, type DuckDBType, DuckDBTypeId} from "@duckdb/node-api";
import {
  bool,
  type Column,
  columnFromArray,
  type DataType,
  dateDay,
  dictionary,
  float64,
  int32,
  list,
  tableFromColumns,
  tableToIPC,
  utf8
} from "@uwdata/flechette";

/**
 * Turns a DuckDB result into an Arrow IPC stream. Text → Utf8 in a dictionary, dates → DateDay, flags → Bool, small integers →
 * Int32, every other number (BIGINT, HUGEINT, DECIMAL, DOUBLE) → Float64, so that counts arrive as numbers; lists of text → lists.
 * Throws on a type that has no column of its own here.
 */
export function toArrow(reader: DuckDBResultReader): Uint8Array {
  const columns = reader.getColumnsJS();
  const made = reader.columnNames().map((name, i): [string, Column<unknown>] => {
    const type = arrowType(reader.columnType(i), name);
    // Of no row there is no column.
    const values = (columns[i] ?? []).map(value => (typeof value === "bigint" ? Number(value) : value));
    return [name, columnFromArray(values as unknown[], type)];
  });
  return tableToIPC(tableFromColumns(made), {format: "stream"})!;
}

function arrowType(type: DuckDBType, name: string): DataType {
  const id = type.typeId;
  switch (id) {
    case DuckDBTypeId.VARCHAR:
      return dictionary(utf8(), int32());
    case DuckDBTypeId.DATE:
      return dateDay();
    case DuckDBTypeId.BOOLEAN:
      return bool();
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
      return int32();
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.DECIMAL:
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return float64();
    case DuckDBTypeId.LIST:
      if ((type as DuckDBListType).valueType.typeId === DuckDBTypeId.VARCHAR) return list(utf8());
      throw new Error(`invalid column type of ${name}: list of other than text`);
    default:
      throw new Error(`invalid column type of ${name}: ${DuckDBTypeId[id]}`);
  }
}
