import type {Fields} from "../intake/source.js";
import type {KindEntry} from "./kind.js";
import {codesNamed, fieldsNamed} from "./people.js";

/** Throws where what a kind declares names what it has not: a field, a code, a dimension, a value of a rule. */
export function checkKind(name: string, fields: Fields, entry: KindEntry): void {
  const {
    identity,
    dimensions = [],
    derived = {},
    known = [],
    never = {},
    events,
    date,
    called,
    stands,
    beside,
    people = []
  } = entry;
  const named = [
    ...identity.keys.flatMap(({of, also = []}) => [...of, ...also]),
    ...(identity.alias ?? []),
    ...identity.title,
    ...[identity.fixed, identity.number, identity.who].filter(id => id !== undefined),
    ...(identity.all ?? []),
    ...(identity.each ?? []),
    ...(identity.last ?? []),
    ...Object.keys({...identity.slowest, ...identity.mixed}),
    ...dimensions.map(({column}) => column),
    ...Object.values(derived).flatMap(({of, under}) => [...of, ...Object.values(under?.fields ?? {}).flat()]),
    ...known.flatMap(rule => [...rule.fields, ...rule.by]),
    ...Object.keys(never),
    ...events,
    ...(date ? [date] : []),
    ...(stands ? [stands.from, stands.to, ...Object.values(stands.by)] : []),
    ...people.flatMap(fieldsNamed),
    ...called.number,
    called.title
  ];
  for (const id of named)
    if (id !== "year" && !fields[id] && !derived[id] && !beside?.columns[id])
      throw new Error(`invalid kind ${name}: no field ${id}`);
  for (const id of entry.shown?.by ?? [])
    if (!dimensions.some(dimension => dimension.id === id)) throw new Error(`invalid kind ${name}: no dimension ${id}`);
  for (const {under} of Object.values(derived)) {
    const says = under && entry.rules?.find(({rule}) => rule === under.rule)?.says;
    const value = under && Object.keys(under.fields).find(value => !says || !Object.hasOwn(says, value));
    if (value !== undefined) throw new Error(`invalid kind ${name}: no value ${value} of the rule ${under!.rule}`);
  }
  for (const [field, codes] of people.flatMap(codesNamed)) checkCodes(name, fields, field, codes);
  for (const [field, codes] of Object.entries(never)) checkCodes(name, fields, field, codes);
  for (const {sql} of Object.values(derived))
    for (const {field, codes} of compared(sql)) checkCodes(name, fields, field, codes);
}

/** Throws where a field has no such code: a word that SQL compares with is one that the field declares. */
function checkCodes(kind: string, fields: Fields, field: string, codes: readonly string[]): void {
  const unknown = codes.find(code => !Object.hasOwn(fields[field]?.values ?? {}, code));
  if (unknown !== undefined) throw new Error(`invalid kind ${kind}: no code ${unknown} of ${field}`);
}

/** The words with which SQL compares fields: `rating in ('satisfied', 'basic')`, `coalesce(status, 'done') = 'done'`. */
function compared(sql: string): {field: string; codes: string[]}[] {
  const tests = sql.matchAll(
    /(?:coalesce\((\w+), '[a-z_]+'\)|(?<!\()\b(\w+)|\((\w+)) (?:=|<>|(?:not )?in) (\('[^)]*\)|'[^']*')/g
  );
  return [...tests].map(([whole, ...of]) => ({
    field: of.slice(0, 3).find(name => name !== undefined)!,
    codes: [...whole.matchAll(/'([^']*)'/g)].map(([, code]) => code!)
  }));
}
