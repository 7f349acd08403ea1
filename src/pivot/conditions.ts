import type {KindName} from "../kinds/index.js";
import {labels} from "../kinds/labels.js";
import type {Condition} from "../metrics/index.js";
import type {Values} from "./items.js";

/** Whether a row holds a condition: what `conditionSql` says of the facts, of columns in the browser. */
export function holding(
  {field, test, values, other}: Condition,
  kind: KindName,
  column: (name: string) => Values
): (row: number) => boolean {
  const of = column(field.name);
  if (other) return comparing(of, column(other.name), test);
  if (of instanceof Float64Array) return numeric(of, field.type, test, values);
  const {codes, items, members} = of;
  const words = new Map(labels({kind, column: field.name}));
  const wanted = values.map(value => words.get(String(value)) ?? String(value));
  const among = (hit: (label: string) => boolean) => {
    const hits = items.map(hit);
    const byCode = members ? members.map(list => list.some(place => hits[place])) : hits;
    return (row: number) => codes[row]! >= 0 && byCode[codes[row]!]!;
  };
  const is = () => among(label => wanted.includes(label));
  const contains = () => among(label => wanted.some(part => label.includes(part)));
  const not = (holds: (row: number) => boolean) => (row: number) => !holds(row);
  switch (test) {
    case "is":
      return is();
    case "not":
      return not(is());
    case "contains":
      return contains();
    case "lacks":
      return not(contains());
    case "filled":
      return row => codes[row]! >= 0;
    case "blank":
      return row => codes[row]! < 0;
    default:
      return among(label => ordered(test, label < wanted[0]! ? -1 : label > wanted[0]! ? 1 : 0));
  }
}

function numeric(
  of: Float64Array,
  type: string,
  test: Condition["test"],
  values: Condition["values"]
): (row: number) => boolean {
  const wanted = values.map(value =>
    type === "date" ? Date.parse(`${value}T00:00:00Z`) / 86_400_000 : type === "flag" ? (value ? 1 : 0) : Number(value)
  );
  switch (test) {
    case "is":
      return row => wanted.includes(of[row]!);
    case "not":
      return row => !wanted.includes(of[row]!);
    case "filled":
      return type === "flag" ? row => of[row] === 1 : row => !Number.isNaN(of[row]!);
    case "blank":
      return type === "flag" ? row => of[row] !== 1 : row => Number.isNaN(of[row]!);
    case "contains":
      return row => values.some(value => String(of[row]).includes(String(value)));
    case "lacks":
      return row => !values.some(value => String(of[row]).includes(String(value)));
    default:
      return row => !Number.isNaN(of[row]!) && ordered(test, of[row]! - wanted[0]!);
  }
}

function comparing(a: Values, b: Values, test: Condition["test"]): (row: number) => boolean {
  const value = (of: Values, row: number): string | number | null => {
    if (of instanceof Float64Array) return Number.isNaN(of[row]!) ? null : of[row]!;
    const code = of.codes[row]!;
    return code < 0 ? null : of.members ? of.members[code]!.map(place => of.items[place]).join("\n") : of.items[code]!;
  };
  return row => {
    const [one, two] = [value(a, row), value(b, row)];
    if (test === "not") return one !== two;
    if (one === null || two === null) return false;
    return test === "is" ? one === two : ordered(test, one < two ? -1 : one > two ? 1 : 0);
  };
}

function ordered(test: Condition["test"], sign: number): boolean {
  switch (test) {
    case ">=":
      return sign >= 0;
    case "<=":
      return sign <= 0;
    case ">":
      return sign > 0;
    case "<":
      return sign < 0;
    default:
      throw new Error(`invalid test: ${test}`);
  }
}
