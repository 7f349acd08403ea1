import type {DuckDBConnection, DuckDBDataChunk, DuckDBListType, DuckDBType} from "@duckdb/node-api";
import {DuckDBTypeId, JSDuckDBValueConverter} from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import {
  batchType,
  bool,
  Column,
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
 * The rows of a statement as an Arrow IPC stream. Text → Utf8 in a dictionary, dates → DateDay, flags → Bool, small
 * integers → Int32, every other number (BIGINT, HUGEINT, DECIMAL, DOUBLE) → Float64, so that counts arrive as numbers;
 * lists of text → lists. Throws on a type that has no column of its own here.
 */
export async function arrowOf(
  connection: DuckDBConnection,
  sql: string,
  parameters?: Parameters<DuckDBConnection["run"]>[1]
): Promise<Uint8Array> {
  const result = await connection.run(sql, parameters);
  const types = result.columnNames().map((name, i) => [name, result.columnType(i)] as const);
  const chunks = await result.fetchAllChunks();
  const columns = types.map(([name, type], i): [string, Column<unknown>] => [name, columnOf(chunks, i, type, name)]);
  return tableToIPC(tableFromColumns(columns), {format: "stream"})!;
}

function columnOf(chunks: readonly DuckDBDataChunk[], i: number, type: DuckDBType, name: string): Column<unknown> {
  const made = arrowType(type, name);
  const rows = chunks.reduce((sum, {rowCount}) => sum + rowCount, 0);
  if (rows === 0) return columnFromArray([], made);
  switch (type.typeId) {
    case DuckDBTypeId.VARCHAR:
      return texts(chunks, i, rows);
    case DuckDBTypeId.DATE:
    case DuckDBTypeId.INTEGER:
      return numbers(chunks, i, new Int32Array(padded(rows, 4)), Int32Array, made, rows);
    case DuckDBTypeId.DOUBLE:
      return numbers(chunks, i, new Float64Array(rows), Float64Array, made, rows);
    default: {
      const values = chunks.flatMap(chunk => chunk.convertColumnValues(i, JSDuckDBValueConverter));
      const plain = values.map(value => (typeof value === "bigint" ? Number(value) : value));
      return columnFromArray(plain as unknown[], made);
    }
  }
}

/** Numbers lie in the engine as they lie in Arrow: they are copied, but for what stands where there is none. */
function numbers<T extends Int32Array | Float64Array>(
  chunks: readonly DuckDBDataChunk[],
  i: number,
  values: T,
  Kind: new (buffer: ArrayBufferLike, offset: number, length: number) => T,
  type: DataType,
  length: number
): Column<unknown> {
  const nulls = new Nulls(length);
  let row = 0;
  for (const chunk of chunks) {
    const {rowCount} = chunk;
    const {data, valid} = raw(chunk, i, values.BYTES_PER_ELEMENT);
    values.set(new Kind(data.buffer, data.byteOffset, rowCount), row);
    for (let k = 0; valid && k < rowCount; k++)
      if (!isValid(valid, k)) {
        values[row + k] = 0;
        nulls.add(row + k);
      }
    row += rowCount;
  }
  return new Column([new (batchType(type))({length, type, values, ...nulls.done()})]);
}

/** What the engine writes into the place of a text itself: longer ones lie elsewhere. */
const inPlace = 12;

/**
 * Texts as places in a list of those that occur. Columns repeat few of them, mostly in runs: one that was met is known
 * by the words of its cell and not read again.
 */
function texts(chunks: readonly DuckDBDataChunk[], i: number, length: number): Column<unknown> {
  const type = dictionary(utf8(), int32());
  const values = new Int32Array(padded(length, 4));
  const nulls = new Nulls(length);
  const list: string[] = [];
  const places = new Map<string, number>();
  const short = new Map<number, Map<number, Map<number, number>>>();
  const placeOf = (bytes: Uint8Array) => {
    const read = decoder.decode(bytes);
    let place = places.get(read);
    if (place === undefined) {
      place = list.push(read) - 1;
      places.set(read, place);
    }
    return place;
  };
  let row = 0;
  let [size, first, second, third, last] = [-1, 0, 0, 0, 0];
  let long: Buffer | null = null;
  for (const chunk of chunks) {
    const {rowCount} = chunk;
    const {data, valid} = raw(chunk, i, 16);
    const words = new Uint32Array(data.buffer, data.byteOffset, rowCount * 4);
    for (let k = 0; k < rowCount; k++, row++) {
      if (valid && !isValid(valid, k)) {
        nulls.add(row);
        continue;
      }
      const [at, bytes] = [k * 4, words[k * 4]!];
      const [a, b, c] = [words[at + 1]!, words[at + 2]!, words[at + 3]!];
      if (bytes === size && a === first && b === second && c === third && bytes <= inPlace) {
        values[row] = last;
        continue;
      }
      if (bytes <= inPlace) {
        const [one, ending] = [nested(nested(short, a), b), c * 16 + bytes];
        last = one.get(ending) ?? placeOf(data.subarray(k * 16 + 4, k * 16 + 4 + bytes));
        one.set(ending, last);
        long = null;
      } else {
        const found = duckdb.get_data_from_pointer(data.buffer as ArrayBuffer, data.byteOffset + k * 16 + 8, bytes);
        const same = bytes === size && a === first && long?.equals(found);
        if (!same) {
          last = placeOf(found);
          long = Buffer.from(found.buffer, found.byteOffset, found.byteLength);
        }
      }
      [size, first, second, third] = [bytes, a, b, c];
      values[row] = last;
    }
  }
  if (list.length === 0) return columnFromArray(new Array(length).fill(null), type);
  const batch = new (batchType(type))({length, type, values, ...nulls.done()});
  return new Column([batch.setDictionary(columnFromArray(list, type.dictionary))]);
}

const decoder = new TextDecoder();

function nested<V>(map: Map<number, Map<number, V>>, key: number): Map<number, V> {
  let found = map.get(key);
  if (!found) {
    found = new Map();
    map.set(key, found);
  }
  return found;
}

function raw(chunk: DuckDBDataChunk, i: number, bytes: number): {data: Uint8Array; valid: Uint8Array | null} {
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, i);
  return {
    data: duckdb.vector_get_data(vector, chunk.rowCount * bytes),
    valid: duckdb.vector_get_validity(vector, Math.ceil(chunk.rowCount / 64) * 8) as Uint8Array | null
  };
}

const isValid = (valid: Uint8Array, row: number): boolean => (valid[row >> 3]! & (1 << (row & 7))) !== 0;

/** How many elements of so many bytes fill whole words of eight. */
const padded = (length: number, bytes: number): number => Math.ceil((length * bytes) / 8) * (8 / bytes);

/** Which rows of a column have no value. */
class Nulls {
  private valid: Uint8Array | null = null;
  private count = 0;
  constructor(private readonly length: number) {}

  add(row: number): void {
    if (!this.valid) {
      const bytes = Math.ceil(this.length / 8);
      this.valid = new Uint8Array(padded(bytes, 1)).fill(255, 0, bytes);
      if (this.length % 8) this.valid[bytes - 1] = (1 << (this.length % 8)) - 1;
    }
    this.valid[row >> 3]! &= ~(1 << (row & 7));
    this.count++;
  }

  done(): {nullCount: number; validity: Uint8Array} {
    return {nullCount: this.count, validity: this.valid ?? new Uint8Array(0)};
  }
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
