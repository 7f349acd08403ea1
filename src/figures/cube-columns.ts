import type {Column} from "@uwdata/flechette";

export type Numbers = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** One dimension: a code a row, and what each code stands for: the places of its items in `items`. */
export interface Coded {
  codes: Numbers;
  items: string[];
  /** For each code the items it holds; one, but for dimensions of which an item can have several. */
  members: number[][];
}

/**
 * Rows with the same counts at the same step, of which there are few: a code a row, and for each code the slot and the
 * counts. To count the codes is one pass for all metrics together.
 */
export interface Patterns {
  codes: Numbers;
  slots: Numbers;
  counts: Map<string, Numbers>;
}

/** The one batch of a column as it lies in memory; of text, codes into a dictionary. */
interface Batch {
  values: Numbers;
  dictionary?: Iterable<string>;
}

/** What stands for an empty list. */
export const blank = "未填";

/** The numbers of a column in as few bytes as hold them: at a million rows, memory is what takes time. */
export function numbers(column: Column<number>): Numbers {
  if (column.data.length > 1) throw new Error("invalid cube: several batches");
  const [batch] = column.data as unknown as Batch[];
  const values = batch?.values ?? new Int8Array();
  let [low, high, whole] = [0, 0, true];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
    if (whole && !Number.isInteger(value)) whole = false;
  }
  if (!whole || low < -(2 ** 31) || high >= 2 ** 31) return values;
  if (low >= -(2 ** 7) && high < 2 ** 7) return Int8Array.from(values);
  return low >= -(2 ** 15) && high < 2 ** 15 ? Int16Array.from(values) : Int32Array.from(values);
}

/** Codes in two bytes each where that many suffice: loops over a million of them run at the speed of memory. */
const narrow = (codes: ArrayLike<number>, count: number): Uint16Array | Uint32Array =>
  count < 2 ** 16 ? Uint16Array.from(codes) : Uint32Array.from(codes);

/** Finds the rows that are alike in slot and counts, a column at a time. */
export function patterns(slots: Uint16Array, columns: Map<string, Numbers>): Patterns {
  const rows = slots.length;
  let codes = new Uint32Array(rows);
  let [first, count] = [new Uint32Array(1), rows ? 1 : 0];
  for (const column of [slots, ...columns.values()]) {
    const {codes: values, low, range} = ranged(column);
    const known = new Map<number, number>();
    const table = count * range <= 1 << 22 ? new Int32Array(count * range).fill(-1) : null;
    const next = new Uint32Array(rows);
    const seen: number[] = [];
    for (let row = 0; row < rows; row++) {
      const key = codes[row]! * range + values[row]! - low;
      let code = table ? table[key]! : (known.get(key) ?? -1);
      if (code < 0) {
        code = seen.length;
        seen.push(row);
        if (table) table[key] = code;
        else known.set(key, code);
      }
      next[row] = code;
    }
    [codes, first, count] = [next, Uint32Array.from(seen), seen.length];
  }
  const pick = (column: Numbers) => Float64Array.from({length: count}, (_, code) => column[first[code]!]!);
  return {
    codes: narrow(codes, count),
    slots: Uint16Array.from(pick(slots)),
    counts: new Map([...columns].map(([name, column]) => [name, pick(column)]))
  };
}

/** Whole numbers close together as they are, others as codes of their own. */
function ranged(numbers: Numbers): {codes: Numbers; low: number; range: number} {
  let [low, high] = [0, 0];
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(numbers instanceof Float64Array) && high - low < 2 ** 12) return {codes: numbers, low, range: high - low + 1};
  const {codes, values} = distinct(numbers);
  return {codes, low: 0, range: values.length};
}

/** Codes of the distinct values of a column, and the values. */
export function distinct(numbers: Numbers): {codes: Numbers; values: number[]} {
  const codes = new Uint16Array(numbers.length);
  const places = new Map<number, number>();
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i]!;
    let code = places.get(value);
    if (code === undefined) {
      code = places.size;
      places.set(value, code);
    }
    codes[i] = code;
  }
  return {codes, values: [...places.keys()]};
}

/** Codes and labels of a text column; the stream has one batch, so one dictionary. */
export function coded(column: Column<string>, multiple: boolean): Coded {
  const [batch] = column.data as unknown as Batch[];
  const dictionary = [...(batch?.dictionary ?? [])].map(String);
  const lists = dictionary.map(value => (multiple ? (value ? value.split("\n") : [blank]) : [value]));
  const items = [...new Set(lists.flat())];
  const place = new Map(items.map((item, i) => [item, i]));
  return {
    codes: narrow(batch?.values ?? [], lists.length),
    items,
    members: lists.map(list => list.map(item => place.get(item)!))
  };
}
