import {lookup} from "../../intake/headers.js";
import {type Field, type Fields, type FieldType, normalizeHeader} from "../../intake/source.js";
import type {Basis} from "../metric.js";
import {fail, unknown} from "./fault.js";

/** What a table of metrics needs to know of a kind of export. */
export interface CountedKind {
  name: string;
  label: string;
  speaks?: readonly string[];
  /** With the office's own spellings of headers. */
  fields: Fields;
  derived?: Readonly<
    Record<string, {label: string; type: FieldType; of: readonly string[]; unsaid?: true; sql: string}>
  >;
  basis: "session" | "calendar";
  alternative?: "calendar";
  date: string | null;
  dimensions?: readonly {id: string; label: string; column: string; multiple?: boolean}[];
  items?: string;
  page?: string;
  internal?: boolean;
  called?: {number: readonly string[]; title: string};
}

/** A column of the office's own, under its own header. */
export interface OwnField {
  kind: string;
  field: string;
  label: string;
  type: FieldType;
  /** Of numbers: what they are counted in. */
  unit?: string;
  /** Holds names of people. */
  personal?: boolean;
  /** The office says that what stands in it may be published. */
  open?: boolean;
}

/** A field that conditions and counts can name: a column, a derived fact, or one of the office's own. */
export interface NamedField {
  name: string;
  label: string;
  type: FieldType;
  /** The declaration of a column; derived facts and own fields have none. */
  field?: Field;
  /** Of an own column of numbers: what it is counted in. */
  unit?: string;
  personal?: boolean;
  /** Of a number: where it is blank, it is not known. */
  unsaid?: true;
}

/** Stops where a field of names of people would be shown: as a dimension, or value by value. */
export function refuseNames({label, personal, field}: NamedField, where: string): void {
  if (!personal) return;
  const remedy = field ? "" : "；不是姓名或者可以公开的，请在 columns.csv 里把「类型」写成“文字（可公开）”";
  fail(`「${label}」是姓名，${where}${remedy}`);
}

/** Whether the values of a field name one item each, by its number or its title: 提案编号, 流水号, 案由. */
export function namesItem({fields, called, dimensions = []}: CountedKind, name: string): boolean {
  if (dimensions.some(({column}) => column === name)) return false;
  return fields[name]?.reads === "id" || called?.title === name;
}

/** Stops where numbers and titles of items would stand among figures, which are published. */
export function refuseItems(kind: CountedKind, {name, label, field}: NamedField): void {
  if (!namesItem(kind, name)) return;
  const others = (kind.dimensions ?? []).map(({label}) => `「${label}」`).slice(0, 3);
  const instead = others.length > 0 ? `请改用分类的列，如${others.join("")}` : "请去掉维度";
  const asked = field?.reads === "id" ? "" : `；要数题目里有某些字的，写在指标的条件里，如“${label} 含 养老”`;
  fail(
    `「${label}」是${field?.reads === "id" ? "编号" : "题目"}，不能作维度，公布的数字里不能有题目和编号；${instead}${asked}`
  );
}

/** Stops where figures of people would be kept apart by what is said of each: a part may be one of them. */
export function refuseParts({label, internal}: CountedKind): void {
  if (internal) fail(`${label}的数字只公布总数，不能按维度分`);
}

/** The ways a kind's years may be counted, its own first. */
export const basesOf = ({basis, alternative}: CountedKind): Basis[] => (alternative ? [basis, alternative] : [basis]);

type Finder = (header: string) => NamedField;
const finders = new WeakMap<CountedKind, WeakMap<readonly OwnField[], Finder>>();

/**
 * Finds a field of a kind by any spelling of its header, made once for a kind and the columns of an office's own. Throws
 * a TableFault with the nearest where there is none.
 */
export function fieldFinder(kind: CountedKind, own: readonly OwnField[]): Finder {
  const byOwn = finders.get(kind) ?? new WeakMap<readonly OwnField[], Finder>();
  const finder = byOwn.get(own) ?? finderOf(kind, own);
  finders.set(kind, byOwn.set(own, finder));
  return finder;
}

/** No columns of an office's own. */
export const noneOwn: readonly OwnField[] = [];

function finderOf(kind: CountedKind, own: readonly OwnField[]): Finder {
  const byHeader = new Map<string, NamedField>();
  const labels: string[] = [];
  const add = (spellings: readonly string[], field: NamedField) => {
    labels.push(field.label);
    for (const spelling of spellings) {
      const key = normalizeHeader(spelling);
      if (!byHeader.has(key)) byHeader.set(key, field);
    }
  };
  for (const {field, label, type, unit, personal} of own.filter(({kind: of}) => of === kind.name))
    add([label], {name: field, label, type, ...(unit ? {unit} : {}), personal, unsaid: true});
  const fields = Object.fromEntries(Object.entries(kind.fields).filter(([, field]) => !field.own));
  const known = new Map<string, NamedField>();
  for (const [name, field] of Object.entries(fields)) {
    const {type, personal} = field;
    const unsaid = field.unsaid === undefined ? {} : {unsaid: true as const};
    known.set(name, {name, label: field.names[0]!, type, field, personal, ...unsaid});
    add(field.names, known.get(name)!);
  }
  for (const [name, {label, type, unsaid}] of Object.entries(kind.derived ?? {}))
    add([label], {name, label, type, unsaid});
  // 支出 is the column 支出（元）, where no other is called so.
  for (const {label} of own.filter(({kind: of, unit}) => of === kind.name && unit)) {
    const bare = normalizeHeader(label).replace(/\([^()]*\)$/, "");
    if (!byHeader.has(bare)) byHeader.set(bare, byHeader.get(normalizeHeader(label))!);
  }
  const spelled = {...kind, fields};
  return header => {
    const key = normalizeHeader(header);
    const found =
      byHeader.get(key) ??
      byHeader.get(key.replace(/\([^()]*\)$/, "")) ??
      known.get(lookup(spelled, header)?.field ?? "");
    if (!found)
      unknown(
        `${kind.label}的字段`,
        header,
        labels,
        `；是导出文件里自己的列的，先在 columns.csv 中写明：${kind.label},${header},自定义,文字`
      );
    if (found.field?.contact) fail(`「${found.label}」是联系方式，不读入，不能用来统计`);
    return found;
  };
}
