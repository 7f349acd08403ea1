import {randomUUID} from "node:crypto";
import type {DuckDBConnection} from "@duckdb/node-api";
import {type OwnField, sameOwn} from "../../src/intake/columns.js";
import type {Field} from "../../src/intake/source.js";
import {kinds} from "../../src/kinds/index.js";
import {factsOf, type Kind} from "../../src/kinds/kind.js";
import {settings} from "../../src/metrics/rules.js";
import {facts, text} from "../../src/metrics/sql/index.js";
import {factStatements} from "../fact-statements.js";
import type {InputFile} from "../files.js";
import type {ReferenceTables} from "../ingest/reference.js";
import {append, columnsOf, sqlType} from "../ingest/tables.js";
import {type Taken, takeIn} from "../ingest.js";
import {madeOf} from "../members/made-of.js";
import {overOffices} from "../offices.js";
import {presence} from "../presence.js";
import {staged} from "../staged.js";
import {statements} from "../statements.js";

/**
 * Makes the tables that hold what all places gave, each with the place first:
 * - `staged_places` (digest, fault): of which inputs it is, or why they could not be read
 * - the facts of each kind under the name of its view, one row an item and way to count its year, as it stands at the
 *   end of the data. Names of people are replaced by marks that tell them apart and say nothing else
 * - `files` (name, shown: without names of people, kind, likely, refused, partly, records, accepted): the files
 * - `presence` (kind, basis, year, field, carried, stands, unread, lacks), `terms` (year), `place_rules` (rule, value), `reach` (until: the day that its data reach), `place_years` (basis, year, until,
 *   complete), `indicators` (indicator, unit, rule, year, file, line): as in the warehouse of an office
 * - `bundled` (kind, metric, year, value), `bundle_metrics`, `bundle_lacking`, `bundle_cells`, `bundle_months`: what came as figures in place of rows
 * `own`: the columns that the table of the upper level names, by which its metrics count.
 */
export function placeTables(own: readonly OwnField[]): string[] {
  return [
    ...kinds.map(
      kind =>
        `create table ${facts[kind.name]} (${["place varchar", "view varchar", "basis varchar", "until date", ...kept(kind, own).map(({name, type}) => `${name} ${type}`)].join(", ")})`
    ),
    "create table staged_places (place varchar, digest varchar, fault varchar)",
    "create table files (place varchar, name varchar, shown varchar, kind varchar, likely varchar[], refused varchar, partly varchar, records integer, accepted integer)",
    "create table presence (place varchar, kind varchar, basis varchar, year integer, field varchar, carried boolean, stands boolean, unread integer, lacks varchar)",
    "create table terms (place varchar, year integer)",
    "create table place_rules (place varchar, rule varchar, value varchar)",
    "create table reach (place varchar, until date)",
    "create table bundled (place varchar, kind varchar, metric varchar, year integer, value double)",
    "create table bundle_metrics (place varchar, metric varchar, counted varchar)",
    "create table bundle_lacking (place varchar, metric varchar, year integer, reason varchar, partly boolean)",
    "create table bundle_cells (place varchar, metric varchar, year integer, dimension varchar, item varchar, value double)",
    "create table bundle_months (place varchar, metric varchar, year integer, month integer, value double)",
    "create table place_years (place varchar, basis varchar, year integer, until date, complete boolean)",
    "create table indicators (place varchar, indicator varchar, unit varchar, rule varchar, year integer, file integer, line integer)"
  ];
}

/** What is kept of a kind's facts: its columns but ways to reach people, what follows from them, own columns. */
function kept(kind: Kind, own: readonly OwnField[]): {name: string; type: string; personal: boolean}[] {
  const fields: Readonly<Record<string, Field>> = kind.fields;
  return [
    ...columnsOf(kind)
      .filter(({name}) => !fields[name]?.contact)
      .map(({name, type}) => ({name, type: sqlType(type), personal: fields[name]?.personal ?? false})),
    ...Object.entries(kind.derived ?? {}).map(([name, {type}]) => ({name, type: sqlType(type), personal: false})),
    ...own
      .filter(field => field.kind === kind.name)
      .map(({field, type, personal = false}) => ({name: field, type: sqlType(type), personal}))
  ];
}

/** A place whose exports are to be read, with its tables. */
export interface Read {
  place: string;
  /** Of which inputs it is. */
  digest: string;
  exports: readonly InputFile[];
  reference: ReferenceTables;
}

/** What makes places be read by the same statements: the columns that their tables add. */
export const shapeOf = ({reference}: Pick<Read, "reference">): string => JSON.stringify(reference.metrics.own);

/**
 * Reads the exports of places of one shape, each by its own tables, and adds what is in them to the tables of all places,
 * in the database `into`; what they gave before must be gone. What is wrong with one, so that nothing of it counts,
 * stands in `staged_places` and stops no other. `beside`: the name of a database to work in; connections that read
 * places at the same time have one each.
 */
export async function stagePlaces(
  alone: DuckDBConnection,
  into: string,
  places: readonly Read[],
  own: readonly OwnField[],
  asOf: string | undefined,
  beside: string,
  onPlace: (place: string) => void
): Promise<void> {
  const connection = overOffices(alone);
  const all = `"${into}".main`;
  await connection.run(`attach ':memory:' as ${beside}`);
  await connection.run(`use ${beside}`);
  try {
    await connection.run(`set variable as_of = ${asOf ? text(asOf) : "null"}`);
    let at = -1;
    const say = (_: string, __: number, office: number) => {
      if (office !== at) onPlace(places[office]!.place);
      at = office;
    };
    const {taken, kinds: known} = await takeIn(connection, places, say, {asked: own});
    await connection.run(
      "create table given (whose integer, place varchar, digest varchar, fault varchar, before integer)"
    );
    await append(connection, "given", ["integer", "text", "text", "text", "integer"], places.length, (row, column) => {
      const {place, digest} = places[row]!;
      const {fault, files} = taken[row]!;
      return [row, place, digest, fault?.message ?? null, (files[0]?.file ?? 1) - 1][column]!;
    });
    await connection.run("delete from offices where whose in (select whose from given where fault is not null)");
    await connection.run("set variable lent_sessions = false");
    for (const sql of staged(known, settings)) await connection.run(sql);
    await presence(connection, known);
    for (const sql of await statements("loaders/staging")) await connection.run(sql.text);
    const there = new Set(
      (await connection.runAndReadAll("select distinct kind from items")).getRows().map(([kind]) => String(kind))
    );
    const {views, made, later} = factStatements(
      kind => [`create temp table ${factsOf(kind)} as from ${beside}.main.${factsOf(kind)}`],
      there,
      known
    );
    for (const sql of [...views, ...made, ...later]) await connection.run(sql);
    if (later.length > 0) await madeOf(connection, known);
    await connection.run("begin");
    for (const sql of copies(all, own, taken, there)) await connection.run(sql);
    await connection.run(`insert into ${all}.staged_places select place, digest, fault from given order by whose`);
    await connection.run("commit");
  } finally {
    for (const view of Object.values(facts)) await connection.run(`drop table if exists temp.${view}`);
    await connection.run(`use "${into}"`);
    await connection.run(`detach ${beside}`);
  }
}

function copies(all: string, own: readonly OwnField[], taken: readonly Taken[], there: ReadonlySet<string>): string[] {
  // Marks are of a place and this reading alone: nobody can make them of a name again.
  const salt = text(randomUUID());
  const mark = (value: string) => `md5(${salt} || whose || ' ' || ${value})`;
  const theirs = taken[0]!.own;
  const selected = (kind: Kind) =>
    kept(kind, own).map(({name, type, personal}) => {
      const field = own.find(each => each.kind === kind.name && each.field === name);
      // An own column has another name in each place's table; what they share is its header.
      const there = field && theirs.find(each => sameOwn(each, field));
      if (field && !there) return `null::${type} as ${name}`;
      const column = there ? `try_cast(${there.field} as ${type})` : name;
      const offices = there
        ? taken.flatMap(({own}, office) => (own.find(each => each.field === there.field)?.personal ? [office] : []))
        : [];
      if (!personal && offices.length === 0) return `${column} as ${name}`;
      const marked = type.endsWith("[]")
        ? `list_transform(${column}, lambda x: ${mark("x")})`
        : mark(`${column}::varchar`);
      return personal || offices.length === taken.length
        ? `${marked} as ${name}`
        : `if(whose in (${offices.join(", ")}), ${marked}, ${column}::varchar${type.endsWith("[]") ? "[]" : ""}) as ${name}`;
    });
  const whose = "join offices using (whose) join given using (whose)";
  return [
    ...kinds
      .filter(({name}) => there.has(name))
      .map(
        kind =>
          `insert into ${all}.${facts[kind.name]} by name select place, view, basis, until, ${selected(kind).join(", ")} from ${facts[kind.name]} ${whose} where view = 'year' order by whose`
      ),
    `insert into ${all}.files by name select place, name, shown, kind, likely, refused, partly, records, accepted from files ${whose} order by file`,
    `insert into ${all}.presence by name select place, kind, basis, year, field, carried, stands, unread, lacks from presence ${whose}
where not starts_with(field, 'own_')`,
    ...own.map(field => {
      const there = theirs.find(each => sameOwn(each, field));
      const said = there
        ? "carried, stands, unread, lacks"
        : "false as carried, false as stands, 0 as unread, null as lacks";
      return `insert into ${all}.presence by name select distinct place, kind, basis, year, ${text(field.field)} as field, ${said} from presence ${whose}
where kind = ${text(field.kind)}${there ? ` and field = ${text(there.field)}` : ""}`;
    }),
    `insert into ${all}.terms by name select place, year from sessions ${whose} where ordinal = 1`,
    `insert into ${all}.place_rules by name select place, rule, value from rules ${whose}`,
    `insert into ${all}.reach by name select place, least(as_of, data_as_of) as until from settings ${whose}`,
    `insert into ${all}.place_years by name select place, basis, year, until, complete from periods ${whose} where view = 'year'`,
    `insert into ${all}.indicators by name select place, indicator, unit, rule, year, file - before as file, line from indicators ${whose}`
  ];
}
