import type {DuckDBConnection} from "@duckdb/node-api";
import type {Kind} from "../../src/kinds/kind.js";
import {attending, columnsSaying, eventsIn, everybody, grades, type Naming, speech} from "../../src/kinds/people.js";
import {text} from "../../src/metrics/sql/text.js";
import {ofMany} from "../offices.js";
import type {Present} from "../unknown.js";

/** An event of members with the 条件 that it is to meet. */
export interface Asked {
  event: string;
  conditions: readonly string[];
}

/** What of a kind's exports tells of an event: its records, or one of these fields, in which something must stand. */
interface Telling {
  kind: Kind;
  fields: readonly string[];
  filled: boolean;
}

/**
 * Says of every fact of members that is made of exports of several kinds which of them there are. Fills
 * - `made_of` (kind, field, kinds, may, said): the kinds that tell it here, those that may, and, in a sentence, those
 *   that the office has in no year: that is how it keeps its records
 * - `presence.lacks`: what a year lacks though others have it: its figures are not complete; where it is not told at all,
 *   what it would be told by
 * Of several offices only the latter. Asks `points`, `presence` with the rows of `duties`, `files`.
 */
export async function madeOf(connection: DuckDBConnection, kinds: readonly Kind[]): Promise<void> {
  const rows = async <T>(sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson() as T[];
  const present = byOffice(await rows<Present & Whose>("from presence"));
  const rules = byOffice(
    await rows<{event: string; condition: string | null} & Whose>("select event, condition /*@ , whose */ from points")
  );
  const refused = byOffice(
    await rows<{kind: string} & Whose>(
      "select distinct unnest(likely) as kind /*@ , whose */ from files where coalesce(refused, partly) is not null"
    )
  );
  const lacking: string[] = [];
  for (const {name, beside} of kinds)
    for (const [field, {asks}] of Object.entries(beside?.columns ?? {}))
      for (const [office, own] of present) {
        const table = rules.get(office) ?? [];
        for (const row of asks ? [] : own.filter(row => row.kind === name && row.field === field && !row.carried)) {
          const reason = missingOf(kinds, own, table, row.year);
          if (reason) lacking.push(`(${text(name)}, ${text(field)}, ${row.year}, ${text(reason)} /*@ , ${office} */)`);
        }
        const scored = table
          .filter(({event}) => event !== everybody && event !== grades)
          .map(({event, condition}) => ({event, conditions: conditionsIn(condition ?? "")}));
        const found = tellings(kinds, asks ? [asks] : scored);
        if (found.length === 0) continue;
        const years = own.filter(row => row.kind === name && row.field === field && row.carried);
        const {said, lacks} = lackingOf(
          found,
          own,
          years.map(({year}) => year),
          new Set(refused.get(office)?.map(({kind}) => kind))
        );
        for (const [year, reasons] of lacks)
          lacking.push(`(${text(name)}, ${text(field)}, ${year}, ${text([...reasons].join("；"))} /*@ , ${office} */)`);
        if (ofMany(connection)) continue;
        const has = found.filter(each => yearsOf(each, own).size > 0);
        const list = (of: readonly Telling[]) =>
          `[${[...new Set(of.map(({kind}) => text(kind.name)))].join(", ")}]::varchar[]`;
        await connection.run(
          `insert into made_of values (${text(name)}, ${text(field)}, ${list(has)}, ${list(found)}, ${text(said)})`
        );
      }
  if (lacking.length > 0)
    await connection.run(
      `update presence as p set lacks = l.lacks from (values ${lacking.join(", ")}) as l(kind, field, year, lacks /*@ , whose */) where p.kind = l.kind and p.field = l.field and p.year = l.year /*@ and p.whose = l.whose */`
    );
}

/** What a year lacks of what grades are made of; empty where there is no table of points, which says all. */
function missingOf(
  kinds: readonly Kind[],
  present: readonly Present[],
  table: readonly {event: string}[],
  year: number
): string {
  if (table.length === 0) return "";
  const there = (kind: Kind, {field, number}: Naming) =>
    present.some(
      row => row.kind === kind.name && row.year === year && row.carried && [field, number].includes(row.field)
    );
  const events = [...new Set(table.map(({event}) => event))].filter(event => event !== everybody && event !== grades);
  const untold = events.filter(event => {
    const of = event === speech ? attending : event;
    return !kinds.some(kind =>
      (kind.people ?? []).some(naming => eventsIn(naming).includes(of) && there(kind, naming))
    );
  });
  return [
    ...(table.some(({event}) => event === grades) ? [] : ["计分表没有写等次"]),
    ...(untold.length > 0 ? [`${year}年没有写明${untold.map(event => `“${event}”`).join("")}的记录`] : [])
  ].join("，");
}

/** Whose a row is, where there are several offices. */
interface Whose {
  whose?: number;
}

function byOffice<T extends Whose>(rows: readonly T[]): Map<number, T[]> {
  const found = new Map<number, T[]>();
  for (const row of rows) {
    const own = found.get(row.whose ?? 0) ?? [];
    if (own.length === 0) found.set(row.whose ?? 0, own);
    own.push(row);
  }
  return found;
}

/** The conditions of a row of 计分表. */
const conditionsIn = (text: string): string[] =>
  text
    .split(/[、,，;；+]/)
    .map(each => each.trim())
    .filter(Boolean);

/** What tells of these events, each once. */
export function tellings(kinds: readonly Kind[], asked: readonly Asked[]): Telling[] {
  const found = new Map<string, Telling>();
  const add = (kind: Kind, fields: readonly string[], filled: boolean) =>
    found.set(`${kind.name} ${fields}`, {kind, fields, filled});
  for (const {event, conditions} of asked)
    for (const kind of kinds)
      for (const naming of kind.people ?? []) {
        // A speech is a word of what was held.
        const [of, wanted] = event === speech ? [attending, [...conditions, speech]] : [event, conditions];
        if (!eventsIn(naming).includes(of)) continue;
        const columns = wanted
          .filter(condition => !naming.says?.includes(condition))
          .map(condition => columnsSaying(kind, naming, condition));
        if (columns.some(each => each.length === 0)) continue;
        add(kind, [naming.field, ...(naming.number ? [naming.number] : [])], true);
        for (const column of columns.flat()) {
          const fact = kind.derived?.[column];
          for (const field of fact?.of ?? [column]) add(kind, [field], false);
          const other = fact?.looks && kinds.find(({name}) => name === fact.looks);
          if (other) add(other, [], false);
        }
      }
  return [...found.values()];
}

/** The years whose exports tell it. */
function yearsOf({kind, fields, filled}: Telling, present: readonly Present[]): Set<number> {
  const own = present.filter(row => row.kind === kind.name && row.basis === kind.basis);
  if (fields.length === 0) return new Set(own.map(({year}) => year));
  return new Set(
    own.filter(row => fields.includes(row.field) && (filled ? row.stands : row.carried)).map(({year}) => year)
  );
}

function lackingOf(
  found: readonly Telling[],
  present: readonly Present[],
  years: readonly number[],
  refused: ReadonlySet<string>
): {said: string; lacks: Map<number, Set<string>>} {
  const lacks = new Map<number, Set<string>>();
  const say = (year: number, reason: string) => lacks.set(year, (lacks.get(year) ?? new Set()).add(reason));
  const without = new Set<Kind>();
  const blank = new Map<Kind, string[]>();
  for (const each of found) {
    const {kind, fields} = each;
    const told = yearsOf(each, present);
    const exported = new Set(present.filter(row => row.kind === kind.name).map(({year}) => year));
    const header = fields.length ? `「${kind.fields[fields[0]!]!.names[0]}」` : "";
    // Of what was not read it is said that it was not.
    const there = (year: number) => exported.has(year) || refused.has(kind.name);
    if (exported.size === 0) {
      if (!refused.has(kind.name)) without.add(kind);
    } else if (told.size === 0) blank.set(kind, [...(blank.get(kind) ?? []), header]);
    for (const year of told.size > 0 ? years : []) {
      const rows = present.filter(row => row.kind === kind.name && row.year === year && fields.includes(row.field));
      if (!there(year)) say(year, `${year}年没有${kind.label}的导出文件`);
      else if (!told.has(year) && header && exported.has(year))
        say(
          year,
          rows.some(({carried}) => carried)
            ? `${year}年${kind.label}的导出文件${header}列全是空白`
            : `${year}年${kind.label}的导出文件没有${header}列`
        );
      else {
        // A name is known by each of its fields.
        const [lacked] = rows.filter(row => row.basis === kind.basis).map(({lacks}) => lacks);
        if (lacked && rows.every(({lacks}) => lacks)) say(year, lacked);
        for (const {field, unread} of rows)
          if (unread > 0) say(year, `${year}年「${kind.fields[field]!.names[0]}」有${unread}处没有读懂`);
      }
    }
  }
  return {said: sentenceOf(found, present, without, blank), lacks};
}

/** 没有履职活动的导出文件,只按出席记录计。 Empty where nothing lacks in every year. */
function sentenceOf(
  found: readonly Telling[],
  present: readonly Present[],
  without: ReadonlySet<Kind>,
  blank: ReadonlyMap<Kind, readonly string[]>
): string {
  const has = new Set(found.filter(each => yearsOf(each, present).size > 0).map(({kind}) => kind.label));
  const none = [...without].map(({label}) => label);
  const parts = [
    ...(none.length ? [`没有${none.join("、")}的导出文件`] : []),
    ...[...blank].map(([{label}, headers]) => `${label}的导出文件没有写${headers.join("")}`)
  ];
  if (parts.length === 0 || has.size === 0) return "";
  return `${parts.join(",")},只按${blank.size ? "其余记录" : [...has].join("、")}计。`;
}
