import type {Source} from "../../src/intake/source.js";
import {columnsOf} from "./tables.js";

/**
 * What makes two rows one record, in SQL over the typed rows of a kind.
 * key: the same in every export. alias: what stays the same when keys are renumbered. title: what must agree
 * where keys do. who: whose it is. Null keys and aliases match nothing.
 */
interface Identity {
  key: string;
  alias: string;
  title: string;
  who: string;
  /** Dates that hold for the record only when every one of its rows has them: all units have replied. */
  all: readonly string[];
  date: string;
  /** The same title under another key in the same year is worth a warning. */
  twins: boolean;
}

const plain = (text: string) => `regexp_replace(lower(${text}), '[\\s\\pP\\pS]', '', 'g')`;

export const identities: Record<string, Identity> = {
  proposals: {
    key: "coalesce(serial, session || '-' || number)",
    alias: `year || '|' || ${plain("title")} || '|' || coalesce(${plain("proposer")}, '')`,
    title: plain("title"),
    who: `coalesce(${plain("proposer")}, '')`,
    all: ["replied", "closed"],
    date: "submitted",
    twins: true
  },
  activities: {
    key: "coalesce(year || '-' || number, started || '|' || name || coalesce('|' || type, ''))",
    alias: "null",
    title: plain("name"),
    who: "coalesce(committee, '')",
    all: [],
    date: "started",
    twins: false
  },
  opinions: {
    key: "coalesce(serial, received || '|' || title || coalesce('|' || source_type, ''))",
    alias: `received || '|' || ${plain("title")} || '|' || coalesce(${plain("submitter")}, '')`,
    title: plain("title"),
    who: `coalesce(${plain("submitter")}, '')`,
    all: [],
    date: "received",
    twins: true
  },
  indicators: {
    key: "year || '|' || indicator",
    alias: "null",
    title: "value::varchar || '|' || coalesce(unit, '')",
    who: "''",
    all: [],
    date: "make_date(year, 12, 31)",
    twins: false
  }
};

/** Run once, before the statements of any kind. */
export const identityTables = [
  `create or replace temp table fates (
     kind varchar, file integer, line integer, fate varchar, code varchar, into_file integer, into_line integer)`,
  `create or replace table replacements (
     kind varchar, file integer, line integer, into_file integer, into_line integer, columns varchar[])`,
  "create or replace temp macro distinct_in_order(l) as list_filter(l, (x, i) -> list_position(l, x) = i)"
];

/**
 * Statements that turn the typed rows `read_<kind>` of all files into `<kind>`, one row a record, and say in `fates`
 * what became of every other row: (kind, file, line, fate, code, into_file, into_line).
 * A row folded into another of its own file shares its key and title; a row of an older file gives way to the newer
 * file's row of the same key and title, or of the same alias. `ranks` (file, rank) says which file is newer.
 */
export function identityStatements(source: Source): string[] {
  const {name} = source;
  const {key, alias, title, who, all, twins} = identities[name]!;
  const columns = columnsOf(source);
  const listed = columns.map(column => column.name).join(", ");
  const folded = columns.map(({name: column, type}) => {
    if (type === "list")
      return `distinct_in_order(flatten(list(r.${column} order by line) filter (r.${column} is not null))) as ${column}`;
    if (all.includes(column)) return `if(count(r.${column}) = count(*), max(r.${column}), null) as ${column}`;
    return `first(r.${column} order by line) filter (r.${column} is not null) as ${column}`;
  });
  return [
    `create or replace temp table keyed as
     select file, line, rank, key, alias from (
       select r.file, r.line, k.rank, ${key} as key, ${alias} as alias from read_${name} as r join ranks as k using (file)
     )`,
    `create or replace temp table doubled as
     with keys as (select key from keyed group by key having count(*) > 1),
     aliases as (select alias from keyed where alias is not null group by alias having count(*) > 1)
     select file, line, k.rank, ${key} as key, ${alias} as alias, ${title} as title, ${who} as who
     from read_${name} as r join ranks as k using (file)
     where (file, line) in (
       select (file, line) from keyed where key in (from keys) or alias in (from aliases)
     )`,
    `create or replace temp table within as
     select *, first_value(line) over same as head, title <> first_value(title) over same as other, count(*) over same as n
     from doubled window same as (partition by file, key order by line)`,
    `insert into fates
     select '${name}', file, line, if(other, 'quarantined', 'duplicate'), if(other, 'same-key', 'folded'), file, head
     from within where line <> head`,
    `insert into fates
     select '${name}', file, line, fate, code, into_file, into_line from (
       select o.file, o.line, n.file as into_file, n.line as into_line,
         case
           when o.alias = n.alias or o.title = n.title then 'duplicate'
           when o.who = n.who and o.who <> '' then 'duplicate'
           else 'quarantined'
         end as fate,
         case
           when o.alias = n.alias and o.key <> n.key then 'renumbered'
           when o.title = n.title or o.alias = n.alias then 'replaced'
           when o.who = n.who and o.who <> '' then 'retitled'
           else 'key-conflict'
         end as code
       from within as o join within as n on o.rank < n.rank and (o.key = n.key or o.alias = n.alias)
       where o.line = o.head and n.line = n.head
       qualify row_number() over (
         partition by o.file, o.line order by (o.alias is not distinct from n.alias or o.title = n.title) desc, n.rank desc, n.line
       ) = 1
     )`,
    `create or replace table ${name} as
     with gone as (select file, line from fates where kind = '${name}'),
     several as (
       select file, into_line as head, line from fates where kind = '${name}' and code = 'folded'
       union all
       select distinct file, into_line, into_line from fates where kind = '${name}' and code = 'folded'
     ),
     parts as (
       select r.file, s.head, s.line, r.* exclude (file, line) from read_${name} as r join several as s using (file, line)
     ),
     one as (
       select r.file, r.line, ${columns.map(column => `r.${column.name}`).join(", ")} from read_${name} as r
       where (r.file, r.line) not in (from gone) and (r.file, r.line) not in (select (file, line) from several)
       union all
       select file, head as line, ${folded.join(", ")} from parts as r
       where (file, head) not in (from gone) group by file, head
     )
     select file, line, ${key} as id, ${listed} from one order by file, line`,
    ...(twins ? twinStatements(name, title) : []),
    `insert into replacements
     select '${name}', f.file, f.line, f.into_file, f.into_line, list_filter([
       ${columns.map(({name: column}) => `if(o.${column} is distinct from n.${column}, '${labelFor(source, column)}', null)`).join(", ")}
     ], x -> x is not null)
     from fates as f join read_${name} as o on o.file = f.file and o.line = f.line
     join read_${name} as n on n.file = f.into_file and n.line = f.into_line
     where f.kind = '${name}' and f.fate = 'duplicate' and f.file <> f.into_file`
  ];
}

/** Accepted rows of one year that share a title with an earlier one: told, and both count. */
function twinStatements(name: string, title: string): string[] {
  return [
    `insert into fates
     with titled as (select file, line, year, ${title} as title from ${name}),
     several as (select year, title from titled group by year, title having count(*) > 1)
     select '${name}', file, line, 'accepted', 'same-title', first_file, first_line from (
       select file, line, first_value(file) over same as first_file, first_value(line) over same as first_line
       from titled join several using (year, title) window same as (partition by year, title order by file, line)
     ) where (file, line) <> (first_file, first_line)`
  ];
}

const labelFor = (source: Source, column: string) => source.fields[column]?.names[0] ?? "年度";
