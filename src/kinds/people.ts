import type {Fields} from "../intake/source.js";

/** A field of an export that names members, and what each name does: an event of a member's year. */
export interface Naming {
  /** The field with the name, or the names. */
  field: string;
  /** The field with the member's number, where exports have one. */
  number?: string;
  /** The day by which it is decided who held the name. */
  day: string;
  /** Only of items with these codes, or where the code is not known. */
  only?: Readonly<Record<string, readonly string[]>>;
  /** 事项 of the table of points: one for all, or by the codes of a field. */
  event: string | {field: string; codes: Readonly<Record<string, string>>};
  /** 条件 that each such event meets, and those that it meets where a field says something. */
  says?: readonly string[];
  /** The field by which two exports speak of the same: who stands in both did it once. */
  once?: string;
  tags?: Readonly<Record<string, string>>;
  /** What counts members and leaves out who is not in the roster, as staff are told: 出席率. */
  without?: string;
}

/** Whether who is named in a place is in the roster and in office: anybody, where the office has no roster. */
export const registered = (kind: string, place: number): string =>
  `not exists (from member_strangers as s where '${kind}' = s.kind and s.place = ${place} and s.file = cut.file and s.line = cut.line)`;

/** 基础分 is everybody's; 等次 are the grades that points reach. */
export const everybody = "基础分";
export const grades = "等次";
/** What an item whose 类别 says so is as well. */
export const speech = "发言";

/** The events that exports tell of, in the order of their kinds. */
export const eventsOf = (kinds: readonly {people?: readonly Naming[]}[]): string[] => [
  ...new Set([
    ...kinds.flatMap(({people = []}) =>
      people.flatMap(({event}) => (typeof event === "string" ? [event] : Object.values(event.codes)))
    ),
    speech
  ])
];

/** 条件 of what is taken from records of attendance: lists of activities say who came, not who was called. */
export const recorded = "出席记录";

/** The event that is held where members come together; an item of it whose 类别 says 发言 is a speech too. */
export const attending = "出席";

/** The fields that a declaration of names speaks of. */
export const fieldsNamed = ({field, number, day, only = {}, event, once, tags = {}}: Naming): string[] => [
  ...[field, day, ...(number ? [number] : []), ...(once ? [once] : [])],
  ...Object.keys(only),
  ...(typeof event === "string" ? [] : [event.field]),
  ...Object.keys(tags)
];

/** The codes that it speaks of, by field. */
export const codesNamed = ({only = {}, event}: Naming): [field: string, codes: readonly string[]][] => [
  ...Object.entries(only),
  ...(typeof event === "string" ? [] : [[event.field, Object.keys(event.codes)] as [string, string[]]])
];

/** 条件 that an event may meet: our words, and the words before or in place of what stands in the exports. */
export function conditionsOf(
  event: string,
  kinds: readonly {fields: Fields; derived?: Readonly<Record<string, {type: string}>>; people?: readonly Naming[]}[]
): {words: string[]; before: string[]} {
  const words = new Set<string>();
  const before = new Set<string>(event === speech ? [""] : []);
  for (const {fields, derived = {}, people = []} of kinds)
    for (const {event: of, says = [], tags = {}} of people) {
      if (typeof of === "string" ? of !== event : !Object.values(of.codes).includes(event)) continue;
      for (const word of says) words.add(word);
      for (const [field, word] of Object.entries(tags)) {
        const {type} = fields[field] ?? derived[field]!;
        if (word) words.add(word);
        for (const [label] of Object.values(fields[field]?.values ?? {})) words.add(word + label);
        if (type === "list" || type === "text" || fields[field]?.open) before.add(word);
      }
    }
  return {words: [...words], before: [...before]};
}

/** The columns of a kind by which names tell of something. */
interface Telling {
  fields: Fields;
  derived?: Readonly<Record<string, {type: string; words?: readonly string[]}>>;
}

/** The events that a naming tells of. */
export const eventsIn = ({event}: Naming) => (typeof event === "string" ? [event] : Object.values(event.codes));

/** The columns of a kind that may say a condition. */
export function columnsSaying({fields, derived = {}}: Telling, {tags = {}}: Naming, condition: string): string[] {
  const all = Object.entries(tags);
  const saying = all.filter(([column]) => derived[column]?.words?.includes(condition));
  if (saying.length > 0) return saying.map(([column]) => column);
  return all
    .filter(([column, word]) => {
      if (derived[column]?.words) return false;
      const {type} = fields[column] ?? derived[column]!;
      return type === "flag" || type === "date" ? condition === word : condition.startsWith(word);
    })
    .map(([column]) => column);
}

/** Whether one record can meet all these 条件 of an event: of a column with one value it meets one. */
export const canMeet = (
  kinds: readonly (Telling & {people?: readonly Naming[]})[],
  event: string,
  conditions: readonly string[]
): boolean => {
  // 会议 and 活动 are words of ours: no other column has them as one of its own.
  const ours = new Set(kinds.flatMap(({derived = {}}) => Object.values(derived).flatMap(({words = []}) => words)));
  return kinds.some(kind =>
    (kind.people ?? []).some(naming => {
      if (!eventsIn(naming).includes(event === speech ? attending : event)) return false;
      const columns = conditions
        .filter(condition => !naming.says?.includes(condition))
        .map(condition =>
          columnsSaying(kind, naming, condition).filter(column => !ours.has(condition) || kind.derived?.[column]?.words)
        );
      const only = columns
        .filter(({length}) => length === 1)
        .map(([column]) => column!)
        .filter(column => (kind.fields[column] ?? kind.derived![column]!).type !== "list");
      return columns.every(({length}) => length > 0) && new Set(only).size === only.length;
    })
  );
};
