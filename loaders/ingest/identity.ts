import type {Source} from "../../src/intake/source.js";
import {type Fold, foldOf, singleFields, wholeWord} from "../../src/kinds/fold.js";
import {kindOf} from "../../src/kinds/index.js";
import type {Kind} from "../../src/kinds/kind.js";
import {text} from "../../src/metrics/sql/text.js";
import {identityOf} from "./keys.js";
import {columnsOf} from "./tables.js";

/** Run once, before the statements of any kind. */
export const identityTables = [
  `create or replace temp table fates (
     kind varchar, file integer, line integer, fate varchar, code varchar, into_file integer, into_line integer)`,
  `create or replace table replacements (
     kind varchar, file integer, line integer, into_file integer, into_line integer, columns varchar[])`,
  "create or replace temp macro distinct_in_order(l) as list_filter(l, (x, i) -> list_position(l, x) = i)"
];

/**
 * Statements that say in `fates` what becomes of rows that are no record of their own:
 * (kind, file, line, fate, code, into_file, into_line).
 * A row folded into another of its own file shares its key and title; a row of an older file gives way to the newer
 * file's row of the same key and title, or of the same alias. `ranks` (file, rank, book) says which file is newer, and of which workbook it is a sheet;
 * `several` that more than one file has rows of this kind.
 */
export function fateStatements(source: Source, several: boolean): string[] {
  const {name} = source;
  const {alias, zeroless, number, fixed, draft, title, who, twins} = identityOf(name);
  const {once = false} = kindOf(name).identity;
  const aliases = several && alias !== null;
  return [
    `create or replace temp table doubled as
     with keys as (select hash(/*@ whose, */ id) as h from ${name} group by h having count(*) > 1)
     ${several && zeroless ? `, zeroless as (select hash(/*@ whose, */ ${zeroless}) as h from ${name} group by h having count(*) > 1)` : ""}
     ${aliases ? `, aliases as (select hash(/*@ whose, */ ${alias}) as h from ${name} group by h having count(*) > 1)` : ""}
     select /*@ whose, */ file, line, rank, book, id as key, ${aliases ? alias : "null::varchar"} as alias, ${title} as title, ${who} as who,
       ${fixed} as fixed, ${draft} as draft, ${zeroless ?? "null::varchar"} as zeroless, ${number ?? "null::varchar"} as number
     from ${name} join ranks using (file)
     where hash(/*@ whose, */ id) in (from keys) ${aliases ? `or hash(/*@ whose, */ ${alias}) in (from aliases)` : ""}
       ${several && zeroless ? `or hash(/*@ whose, */ ${zeroless}) in (from zeroless)` : ""}`,
    `create or replace temp table within as
     select *, first_value(line) over same as head, title <> first_value(title) over same as other
     from doubled window same as (partition by file, key order by line)`,
    `insert into fates
     select '${name}', file, line, if(other, 'quarantined', 'duplicate'), if(other, 'same-key', ${once ? "'same-row'" : "'folded'"}), file, head
     from within where line <> head`,
    ...(several ? newerStatements(source) : []),
    ...(twins ? [twinStatement(name)] : [])
  ];
}

/** Rows of an older file that a newer file has too. */
function newerStatements(source: Source): string[] {
  const {name} = source;
  const {number} = identityOf(name);
  const pair = "o.file, o.line, o.book, o.key, o.alias, o.title, o.who, o.zeroless, n as n";
  const numbered = `select distinct file, hash(/*@ whose, */ ${number}) as h from ${name} where ${number} is not null`;
  const changed = columnsOf(source).map(({name: column}) => {
    const label = source.fields[column]?.names[0] ?? "年度";
    return `if(o.${column} is distinct from n.${column}, '${label}', null)`;
  });
  return [
    `insert into fates
     with heads as (from within where line = head),
     ${number ? `numbered as (${numbered}), sharing as (select distinct a.file, b.file as other from numbered as a join numbered as b using (h)),` : ""}
     pairs as (
       select ${pair} from heads as o join heads as n on o.key = n.key /*@ and o.whose = n.whose */ and o.rank < n.rank
       union all
       select ${pair} from heads as o join heads as n on o.alias = n.alias /*@ and o.whose = n.whose */ and o.key <> n.key and o.rank < n.rank
       where not (o.fixed and n.fixed) ${number ? "and (o.draft or (o.file, n.file) in (from sharing))" : ""}
       union all
       select ${pair} from heads as o join heads as n on o.zeroless = n.zeroless /*@ and o.whose = n.whose */ and o.key <> n.key and o.rank < n.rank
     ),
     judged as (
       select *, coalesce(alias = n.alias, false) and key <> n.key as known,
         coalesce(zeroless = n.zeroless, false) and key <> n.key as zeros, title = n.title as titled, who = n.who and who <> '' and book <> n.book as own
       from pairs
     )
     select '${name}', file, line, if(known or zeros or titled or own, 'duplicate', 'quarantined'),
       case
         when zeros then 'zeros-lost'
         when known then 'renumbered'
         when titled then 'replaced'
         when own then 'retitled'
         else 'key-conflict'
       end,
       n.file, n.line
     from judged
     qualify row_number() over (partition by file, line order by known or zeros or titled desc, n.rank desc, n.line) = 1`,
    `insert into replacements
     select '${name}', f.file, f.line, f.into_file, f.into_line, list_filter([${changed.join(", ")}], x -> x is not null)
     from fates as f join ${name} as o on o.file = f.file and o.line = f.line
     join ${name} as n on n.file = f.into_file and n.line = f.into_line
     where f.kind = '${name}' and f.fate = 'duplicate' and f.file <> f.into_file`
  ];
}

const first = (column: string) => `first(${column} order by r.line) filter (${column} is not null)`;

/** Each way to fold the values of a column, over the rows `r` of one record. */
const folds: Record<Fold, (column: string, field: string, kind: Kind) => string> = {
  list: column => `distinct_in_order(flatten(list(${column} order by r.line) filter (${column} is not null)))`,
  all: column => `if(count(${column}) = count(*), max(${column}), null)`,
  last: column => `max(${column})`,
  slowest(column, field, {identity, fields}) {
    const steps = identity.slowest![field]!;
    const words = `[${steps.map(text).join(", ")}]`;
    const reached = `min(list_position(${words}, ${column}::varchar))`;
    const slowest = `if(count(${column}) < count(*) and ${reached} = ${steps.length}, null, ${words}[${reached}])`;
    return fields[field]!.type === "flag" ? `(${slowest})::boolean` : slowest;
  },
  mixed(column, field, {identity}) {
    const {whole, part} = identity.mixed![field]!;
    const silent = `(min(${column}) = ${text(whole)} and count(${column}) < count(*))`;
    return `if(count(distinct ${column}) > 1 or ${silent}, ${text(part)}, ${first(column)})`;
  },
  each: column => `if(max(${column}) = 1 and min(${column}) = 1, count(${column}), ${first(column)})`,
  first
};

/**
 * Statements that leave one row a record where `fates` names others: folded rows become one, whose lists take in what
 * each says and whose single values are the first there is; the others go.
 */
export function foldStatements(source: Source): string[] {
  const {name} = source;
  const {key} = identityOf(name);
  const kind = {...kindOf(name), fields: source.fields};
  const columns = columnsOf(source);
  const folded = columns.map(
    ({name: column}) => `${folds[foldOf(kind, column)](`r.${column}`, column, kind)} as ${column}`
  );
  return [
    `create or replace temp table folded as
     with parts as (
       select file, into_line as head, line from fates where kind = '${name}' and code = 'folded'
       union
       select file, into_line, into_line from fates where kind = '${name}' and code = 'folded'
     ),
     gone as (select file, line as head from fates where kind = '${name}' and fate <> 'accepted')
     select file, head as line, ${folded.join(", ")}
     from ${name} as r join parts using (file, line) anti join gone using (file, head) group by file, head`,
    `delete from ${name} where exists (
       select 1 from fates as f
       where f.kind = '${name}' and f.fate <> 'accepted' and f.file = ${name}.file and f.line = ${name}.line)`,
    `delete from ${name} where exists (
       select 1 from folded as f where f.file = ${name}.file and f.line = ${name}.line)`,
    `insert into ${name} select file, line, ${key}, ${columns.map(column => column.name).join(", ")} /*@ , (select o.whose from file_offices as o where o.file = folded.file) */ from folded`
  ];
}

/**
 * What the rows of one record say differently although it has but one value: (file, line of the first, field,
 * lines, values), as they stand before they are folded; '' for the rows that say nothing where that matters (`wholeWord`).
 */
export function disagreements(source: Source): string {
  const {name} = source;
  const kind = {...kindOf(name), fields: source.fields};
  const single = singleFields(kind);
  const whole = single.flatMap(field => {
    const word = wholeWord(kind, field);
    return word === null ? [] : [`(${text(field)}, ${text(word)})`];
  });
  const silent = whole.length
    ? "or (count(said) < count(*) and (field, any_value(said)) in (select (field, word) from whole))"
    : "";
  return `with rows_of as (
      select f.into_line as head, r.* from fates as f join ${name} as r on r.file = f.file and r.line in (f.line, f.into_line)
      where f.kind = '${name}' and f.code = 'folded'
    ), whole(field, word) as (${whole.length ? `values ${whole.join(", ")}` : "select '', '' where false"}), said as (
      from (select distinct file, head, line, ${single.map(column => `${column}::varchar as ${column}`).join(", ")} from rows_of)
      unpivot include nulls (said for field in (${single.join(", ")}))
    )
    select file, head, field, list(line order by line) filter (said is not null or one),
      distinct_in_order(list(said order by line) filter (said is not null)) || if(one, [''], [])
    from (
      select *, count(distinct said) over each = 1 as one from said window each as (partition by file, head, field)
    ) group by file, head, field, one having count(distinct said) > 1 ${silent} order by file, head, field`;
}

/** Records of one year that share a title with an earlier one: told, and both count. */
function twinStatement(name: string): string {
  return `insert into fates
     with several as (select hash(/*@ whose, */ year, title) as h from ${name} group by h having count(*) > 1),
     titled as (
       select /*@ whose, */ file, line, year, title from ${name} as t where hash(/*@ whose, */ year, title) in (from several)
       and not exists (from fates as f where f.kind = '${name}' and f.file = t.file and f.line = t.line)
     )
     select '${name}', file, line, 'accepted', 'same-title', first_file, first_line from (
       select file, line, first_value(file) over same as first_file, first_value(line) over same as first_line
       from titled window same as (partition by /*@ whose, */ year, title order by file, line)
     ) where (file, line) <> (first_file, first_line)`;
}
