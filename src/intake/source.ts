import type {Derivation} from "./derive.js";

/** How the text of a column becomes a value. Lists are of text; dates are days without a time. */
export type FieldType = "text" | "integer" | "number" | "date" | "flag" | "code" | "list";

/**
 * A narrower reading: identifiers, 届次, names of units, of people, of categories; of whole numbers years; of numbers those whose unit
 * another table says, so that it is kept beside.
 */
export type Reading = "id" | "session" | "unit" | "person" | "category" | "year" | "measure";

export interface Field {
  type: FieldType;
  /** Header spellings as exports have them; the first is the label staff read. */
  names: readonly string[];
  /**
   * true: blank or unreadable, the row goes to quarantine. "readable": it may be blank, with a warning.
   * Otherwise an unreadable value is a warning.
   */
  required?: boolean | "readable";
  /** Names of people: stay in the warehouse, go into no file that leaves it. */
  personal?: boolean;
  /** Phone, e-mail, identity card, address: never read past the header. */
  contact?: boolean;
  reads?: Reading;
  /** Of a code: our word → spellings in exports; the first spelling is its label. */
  values?: Readonly<Record<string, readonly string[]>>;
  /** Of a code: a word that `values` lacks is kept as written, with a warning. Of an own column: it may be published as it is. */
  open?: boolean;
  /** Of a code: the table of the office that adds words to `values`. */
  table?: "activity_types";
  /** Of an id: the kind of export whose records it names. What none of them bears is told; the record counts. */
  refers?: string;
  /** The field that the same text also speaks of: `蒋某等11人` names a proposer and a number of proposers. */
  also?: string;
  /** The value where the cell is blank. */
  blank?: number | boolean;
  /** What is taken in place of a cell that is blank or cannot be read, for staff. */
  meanwhile?: string;
  /**
   * Of a number: blank says that nobody wrote it down, not that there is none. So it is of an own column. In SQL over the
   * record: when a blank may hide more than none; a total over such a record is not whole.
   */
  unsaid?: true | string;
  /**
   * Of a number: what may stand behind it; behind another the cell is not read. With `times` behind it it is the number of
   * the field `also`: 上限 3次.
   */
  behind?: {units: readonly string[]; times?: string};
  /** Of a number: what stands in a total row below is no sum of the column. */
  adds?: false;
  /** A column of the office's own, under its own header. */
  own?: boolean;
  /** Of a number of a table kept by hand: the words that may stand behind it; others are no part of it. */
  counted?: readonly string[];
  /** Of an own column of numbers whose first name says no unit: the one in which it is counted where a header's converts. */
  wanted?: string;
  /** The first of its names is a label alone: the office says that a header of that name is something else. */
  elsewhere?: boolean;
  /** A column that staff merge vertically: blank below its first cell when exported. */
  merges?: boolean;
}

export type Fields = Readonly<Record<string, Field>>;

export interface Source {
  name: string;
  /** What staff call it: 提案. */
  label: string;
  /** Other words for it, with which headers begin: 信息 in 信息编号. */
  speaks?: readonly string[];
  fields: Fields;
  /** Columns a file must have to be of this kind: one of each group. */
  needs: readonly (readonly string[])[];
  /** Fields that name a record: a row below with none of them filled is its continuation. */
  key: readonly string[];
  /** Fields of which each record must have one. */
  oneOf: readonly string[];
  /** Values that follow from others of the same record, the year among them. */
  derivations: readonly Derivation[];
  /** Headers, as compared, of columns that the office does not use. */
  unused?: ReadonlySet<string>;
  /** Its rows bear names that staff give: 捐款合计 is one, no total; 合计 alone is a total of an export. */
  words?: boolean;
  /** A table that the office keeps by hand, no export. */
  kept?: boolean;
  /** Of such a table: the kinds of export that it is for. Without it, it is for every office. */
  serves?: readonly string[];
}

/**
 * Declare what an export looks like.
 * Throws where a header spelling or a code spelling would mean two things.
 */
export function source(
  name: string,
  fields: Fields,
  {
    label,
    needs,
    key = [],
    oneOf = [],
    derivations = [],
    words = false,
    kept = false,
    serves
  }: Pick<Source, "label" | "needs"> &
    Partial<Pick<Source, "key" | "oneOf" | "derivations" | "words" | "kept" | "serves">>
): Source {
  const headers = new Map<string, string>();
  for (const [id, field] of Object.entries(fields)) {
    for (const header of field.names.map(normalizeHeader)) {
      const other = headers.get(header);
      if (other) throw new Error(`invalid source ${name}: header ${header} means ${other} and ${id}`);
      headers.set(header, id);
    }
    const words = new Map<string, string>();
    for (const [code, spellings] of Object.entries(field.values ?? {})) {
      for (const word of spellings) {
        const other = words.get(word);
        if (other) throw new Error(`invalid source ${name}: ${id} ${word} means ${other} and ${code}`);
        words.set(word, code);
      }
    }
  }
  for (const id of [...needs.flat(), ...key, ...oneOf])
    if (!fields[id]) throw new Error(`invalid source ${name}: no field ${id}`);
  return {name, label, fields, needs, key, oneOf, derivations, words, kept, ...(serves ? {serves} : {})};
}

/** The Chinese label of a code (`filed` → 立案), or the code itself where the field does not know it. */
export function labelOf(field: Field, code: string): string {
  return field.values?.[code]?.[0] ?? code;
}

const normalized = new Map<string, string>();

/** Header text as compared: no white space, marks of obligation or full-width forms. */
export function normalizeHeader(text: string): string {
  let name = normalized.get(text);
  if (name === undefined) {
    name = text
      .normalize("NFKC")
      .replace(/[\s\u200b-\u200f\u2060\ufeff*'"“”]/g, "")
      .replace(/:+$/, "")
      .toLowerCase();
    if (normalized.size > 4096) normalized.clear();
    normalized.set(text, name);
  }
  return name;
}
