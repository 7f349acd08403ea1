import type {Context} from "./context.js";
import {contactHeader, lookup, namesPeople} from "./headers.js";
import {likest, nearest} from "./nearest.js";
import {type Field, type FieldType, normalizeHeader, type Source} from "./source.js";
import {unitIn} from "./units.js";

/** A row of columns.csv: what a header of a kind of export stands for. */
export interface ColumnRow {
  /** The label of the kind: 提案. */
  kind: string;
  header: string;
  /** The first header of a known field, the header of an own one, 自定义, or 不用. */
  to: string;
  /** Of an own field: 文字, 数字, 日期, 是否, 多项; 文字(可公开), 多项(可公开) where names in it may be published. */
  type: string | null;
  /** Of an own field of numbers: the unit that a metric of it is in, into which columns are converted that say theirs. */
  wanted?: string;
}

/** A column of the office's own, under its own header. */
export interface OwnField {
  kind: string;
  field: string;
  label: string;
  type: FieldType;
  /** Of numbers: what they are counted in, where a header says it, and what a metric wants them in. */
  unit?: string;
  wanted?: string;
  /** Holds names of people, which nothing that is published may show. */
  personal?: boolean;
  /** The office says that what stands in it may be published, whatever it looks like. */
  open?: boolean;
}

const own = "自定义";
const unused = "不用";
const types: Readonly<Record<string, FieldType>> = {
  文字: "text",
  数字: "number",
  日期: "date",
  是否: "flag",
  多项: "list"
};

const rowsOf = ({label}: Source, columns: readonly ColumnRow[]) => columns.filter(({kind}) => kindMeant(kind, label));

/** 其他指标台账 is also called 台账. */
const kindMeant = (kind: string, label: string) => kind === label || (kind === "台账" && label.endsWith("台账"));

/** The kinds as this office's exports have them: with its spellings of headers, its own fields, without what it does not use. */
export function widen<S extends Source>(sources: readonly S[], {columns}: Pick<Context, "columns">): readonly S[] {
  if (columns.length === 0) return sources;
  return sources.map(source => {
    const rows = rowsOf(source, columns);
    return rows.length === 0 ? source : {...source, ...widened(source, rows)};
  });
}

function widened(source: Source, rows: readonly ColumnRow[]): Pick<Source, "fields" | "unused"> {
  const taken = new Set(rows.map(({header}) => normalizeHeader(header)));
  const fields: Record<string, Field> = {};
  for (const [id, field] of Object.entries(source.fields)) {
    const added = rows.filter(({to}) => lookup(source, to)?.field === id).map(({header}) => header);
    const left = field.names.filter(name => !taken.has(normalizeHeader(name)));
    // What the table says of a header goes before what we know of it; the first name stays the field's label.
    fields[id] =
      added.length === 0 && left.length === field.names.length
        ? field
        : {
            ...field,
            names: [field.names[0]!, ...added, ...left.filter(name => name !== field.names[0])],
            ...(left.includes(field.names[0]!) ? {} : {elsewhere: true})
          };
  }
  for (const {field, label, type, wanted, personal, open} of ownFields([source], rows)) {
    const added = rows.filter(row => isOfOwn(row, label) && !lookup(source, row.to)).map(({header}) => header);
    fields[field] = {
      type,
      names: [label, ...added],
      own: true,
      ...(wanted ? {wanted} : {}),
      ...(personal ? {personal} : {}),
      ...(open ? {open} : {})
    };
  }
  const dropped = rows.filter(({to}) => to === unused).map(({header}) => normalizeHeader(header));
  return {fields, unused: new Set(dropped)};
}

/** Another header of the own column of this one: what a year's export calls 面商方式. */
const isOfOwn = ({to, header}: ColumnRow, own: string) =>
  normalizeHeader(to) === normalizeHeader(own) && normalizeHeader(header) !== normalizeHeader(own);

/** The own fields of the kinds, with identifiers that SQL can name. */
export function ownFields(sources: readonly Source[], columns: readonly ColumnRow[]): OwnField[] {
  return sources.flatMap(source =>
    rowsOf(source, columns)
      .filter(({to}) => to === own)
      .map(({header, type: stated, wanted}, i) => {
        const {type, open} = typeOf(stated);
        const personal = !open && (type === "text" || type === "list") && namesPeople(header);
        const unit = unitIn(header);
        const number = type !== "number" ? {} : unit ? {unit} : wanted ? {wanted} : {};
        const named = {kind: source.name, field: `own_${i + 1}`, label: header, type: type ?? "text", ...number};
        return personal ? {...named, personal} : open ? {...named, open} : named;
      })
  );
}

const openMark = /[（(]可公开[)）]$/;

/** The type that a row states, and whether the office wrote that what stands in the column may be published. */
function typeOf(stated: string | null): {type: FieldType | undefined; open: boolean} {
  const text = (stated ?? "文字").trim();
  return {type: types[text.replace(openMark, "")], open: openMark.test(text)};
}

/** Whether an own column is the one that another table has: under the same header, whatever unit each says behind it. */
export const sameOwn = (one: OwnField, other: OwnField): boolean =>
  one.kind === other.kind && bareLabel(one.label) === bareLabel(other.label);

const bareLabel = (label: string) =>
  unitIn(label) ? normalizeHeader(label).replace(/[[(【〔<][^[(【〔<]*$/, "") : normalizeHeader(label);

/** What is wrong with a row of columns.csv, in words for staff, or null. `rows` are those of the whole table. */
export function columnFault(
  {kind, header, to, type}: ColumnRow,
  sources: readonly Source[],
  rows: readonly ColumnRow[] = []
): string | null {
  const source = sources.find(({label}) => kindMeant(kind, label));
  const labels = sources.map(({label}) => label);
  if (!source) return `没有「${kind}」这种数据,${guess(kind, labels)}`;
  if (to === unused) return null;
  if (to === own) {
    if (contactHeader.test(normalizeHeader(header))) return `「${header}」是联系方式,不能读入,请写“不用”`;
    if (type !== null && !typeOf(type).type) return `「类型」不能是“${type}”,${guess(type, Object.keys(types))}`;
    return null;
  }
  const ofOwn = rowsOf(source, rows).filter(row => row.to === own);
  if (lookup(source, to) || ofOwn.some(row => isOfOwn({kind, header, to, type}, row.header))) return null;
  const known = [...Object.values(source.fields).map(({names}) => names[0]!), ...ofOwn.map(row => row.header)];
  return `${source.label}没有「${to}」这个字段,${guess(to, [...known, own, unused])}`;
}

function guess(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near
    ? `是否为「${near}」`
    : `应为${likest(word, known).slice(0, 12).join("、")}${known.length > 12 ? "等" : ""}之一`;
}
