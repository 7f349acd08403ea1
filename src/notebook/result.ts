/** What the engine gives: the columns of an Arrow table, as far as a page reads them. */
export interface ArrowTable {
  numRows: number;
  schema: {fields: readonly {name: string; type: unknown}[]};
  getChildAt(index: number): {get(row: number): unknown} | null;
}

export type Value = string | number | null;

/** A result as columns of plain values: dates as days, lists as one text, read when they are asked for. */
export interface Result {
  rows: number;
  columns: readonly {name: string; number: boolean}[];
  value(row: number, column: number): Value;
}

/** Reads what the engine gave. */
export function resultOf(table: ArrowTable): Result {
  const types = table.schema.fields.map(({type}) => String(type));
  const children = types.map((_, i) => table.getChildAt(i));
  return {
    rows: table.numRows,
    columns: table.schema.fields.map(({name}, i) => ({name, number: /^(u?int|float|decimal)/i.test(types[i]!)})),
    value: (row, column) => plain(children[column]?.get(row), types[column]!)
  };
}

function plain(value: unknown, type: string): Value {
  if (value === null || value === undefined) return null;
  if (/^(date|timestamp)/i.test(type)) {
    const date = new Date(value instanceof Date ? value : Number(value));
    const text = date.toISOString();
    return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 19).replace("T", " ");
  }
  if (typeof value === "number" || typeof value === "string") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "boolean") return value ? "是" : "否";
  if (typeof value === "object" && Symbol.iterator in value) return [...(value as Iterable<unknown>)].join("、");
  return String(value);
}

/** How a result may be drawn, and by which of its columns. */
export type Drawable =
  | {shape: "bars"; item: number; value: number}
  | {shape: "lines"; year: number; series: number | null; value: number}
  | {shape: "heat"; item: number; column: number; value: number}
  | {shape: "scatter"; item: number; x: number; y: number};

/** The shape that suits a result; null where it has none that says something. */
export function drawableOf({columns, rows, value}: Result): Drawable | null {
  if (rows < 2 || rows > 5000) return null;
  const isYear = (i: number) =>
    /^(year|年度|年份)$/.test(columns[i]!.name) &&
    Array.from({length: rows}, (_, row) => Number(value(row, i))).every(year => year > 1900 && year < 2200);
  const years = columns.flatMap((_, i) => (isYear(i) ? [i] : []));
  const numbers = columns.flatMap(({number}, i) => (number && !years.includes(i) ? [i] : []));
  const words = columns.flatMap(({number}, i) => (!number && !years.includes(i) ? [i] : []));
  const [measure] = numbers;
  const distinct = (i: number) => new Set(Array.from({length: rows}, (_, row) => value(row, i))).size;
  const unit = columns.findIndex(({name}) => name === "unit" || name === "单位");
  // 件 and 场次 have no scale in common.
  if (measure === undefined || (unit >= 0 && distinct(unit) > 1)) return null;
  if (years.length) {
    const [series] = words;
    if (series === undefined)
      return distinct(years[0]!) === rows ? {shape: "lines", year: years[0]!, series: null, value: measure} : null;
    const count = distinct(series);
    if (count > 40) return null;
    return count <= 4
      ? {shape: "lines", year: years[0]!, series, value: measure}
      : {shape: "heat", item: series, column: years[0]!, value: measure};
  }
  const [item, column] = words;
  if (item === undefined)
    return numbers.length > 1 && rows <= 60 ? {shape: "bars", item: measure, value: numbers[1]!} : null;
  if (column !== undefined && distinct(item) < rows && distinct(item) <= 40 && distinct(column) <= 40)
    return {shape: "heat", item, column, value: measure};
  if (distinct(item) < rows || rows > 60) return null;
  return numbers.length === 2 && column === undefined && rows > 8
    ? {shape: "scatter", item, x: measure, y: numbers[1]!}
    : {shape: "bars", item, value: measure};
}
