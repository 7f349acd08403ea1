import type {DuckDBConnection} from "@duckdb/node-api";
import {hidden, hiddenInLabel, hiding, isBody} from "../../src/intake/person-names.js";
import {type Fault, problemOf} from "../../src/intake/problem.js";
import type {Field} from "../../src/intake/source.js";
import {type Kind, onceOf} from "../../src/kinds/kind.js";
import type {Naming} from "../../src/kinds/people.js";
import {text} from "../../src/metrics/sql/text.js";
import type {FileSummary} from "./summary.js";

/** How many names of one file that are nobody's for one reason are told, row by row. */
const most = 1000;

/**
 * Finds the members whom exports name, by their number, else by the name among those in office on the day. Creates
 * `member_names` (kind, place, file, line, number): one row a name that is one member's; `place` is the kind's
 * declaration of names. Every other name is told with its file and line, and stands for nobody; those of nobody who was in
 * office are in `member_strangers` (kind, place, file, line) too, and `member_unsure` (year, name, times) has the names of several.
 */
export async function findMembers(
  connection: DuckDBConnection,
  kinds: readonly Kind[],
  files: FileSummary[]
): Promise<void> {
  await connection.run(
    "create or replace table member_names (kind varchar, place integer, file integer, line integer, number varchar)"
  );
  await connection.run(
    "create or replace table member_strangers (kind varchar, place integer, file integer, line integer)"
  );
  await connection.run("create or replace table member_unsure (year integer, name varchar, times integer)");
  const roster = kinds.find(({stands}) => stands);
  if (!roster || !files.some(({kind, accepted}) => kind === roster.name && accepted > 0)) return;
  const {from, to} = roster.stands!;
  // Who had a number before another bears his name behind it.
  const given = "if(ends_with(number, '（' || name || '）'), left(number, length(number) - length(name) - 2), number)";
  await connection.run(`create or replace temp table roster as
select /*@ whose, */ unnest([${key("name")} || name, ${key("number")} || ${given}]) as key, number, name, starts_with(number, name) as unnumbered, ${from} as since, coalesce(${to}, '9999-12-31') as until
from ${onceOf(roster)}`);
  for (const kind of kinds)
    for (const [place, naming] of (kind.people ?? []).entries()) {
      if (!files.some(({kind: of, accepted}) => of === kind.name && accepted > 0)) continue;
      for (const sql of foundIn(kind, naming, place)) await connection.run(sql);
      await tell(connection, kind, naming, files);
    }
  await hideNames(connection, kinds, files);
  for (const table of ["roster", "named", "found"]) await connection.run(`drop table if exists temp.${table}`);
}

/** What stands before the opening of a session belongs to it: its proposers are those who held office when it met. */
function dayOf({basis}: Kind, {day}: Naming): string {
  if (basis !== "session") return `i.${day}`;
  return `greatest(coalesce(i.${day}, s.opens), coalesce(s.opens, i.${day}))`;
}

function foundIn(kind: Kind, naming: Naming, place: number): string[] {
  const {name, fields, basis} = kind;
  const {field, number, only = {}} = naming;
  const each = fields[field]!.type === "list" ? `unnest(i.${field})` : `i.${field}`;
  const holds = Object.entries(only).map(
    ([column, codes]) => `coalesce(i.${column} in (${codes.map(text).join(", ")}), true)`
  );
  const sessions =
    basis === "session"
      ? "left join (select /*@ whose, */ year, min(opens) as opens from sessions group by all) as s using (/*@ whose, */ year)"
      : "";
  return [
    `create or replace temp table named as
select distinct /*@ i.whose, */ i.file, i.line, ${number ? `i.${number}` : "null::varchar"} as given, ${each} as name, i.year as of_year,
  coalesce(${dayOf(kind, naming)}, make_date(i.year, 1, 1)) as since, coalesce(${dayOf(kind, naming)}, make_date(i.year, 12, 31)) as until
from ${name} as i ${sessions}
where ${[...holds, `(${number ? `i.${number} is not null or ` : ""}i.${field} is not null)`].join(" and ")} /*@ and i.whose in (select whose from roster) */`,
    `create or replace temp table found as
with matched as (
  -- Of who has no number in the roster, a number says nothing.
  select *, if(given is null or (${key("name")} || name in (select key from roster where unnumbered) and ${key("number")} || given not in (select key from roster)),
    ${key("name")} || name, ${key("number")} || given) as key
  from named
),
placed as (
  select n.*, coalesce(r.stays, []) as stays, list_filter(coalesce(r.stays, []), lambda s: s.since <= n.until and s.until >= n.since) as held
  from matched as n left join (select key, list({number: number, name: name, since: since, until: until}) as stays from roster group by key) as r using (key)
),
numbers as (
  select *, list_distinct(list_transform(held, lambda s: s.number)) as numbers,
    name is null or list_contains(list_transform(if(len(held) > 0, held, stays), lambda s: s.name), name) as agrees
  from placed
)
select file, line, given, name, of_year, case
    when given is not null and len(stays) > 0 and not agrees then 'other-name'
    when len(numbers) = 1 then 'one'
    when len(numbers) > 1 then 'namesakes'
    when len(stays) > 0 then 'not-in-office'
    else 'nobody'
  end as how, if(len(numbers) = 1, numbers[1], null) as number
from numbers`,
    `insert into member_names select ${text(name)}, ${place}, file, line, number from found where how = 'one'`,
    `insert into member_strangers select distinct ${text(name)}, ${place}, file, line from found where how in ('nobody', 'not-in-office')`,
    `insert into member_unsure select of_year, name, count(*)::integer from found where how = 'namesakes' and name is not null group by all`
  ];
}

/**
 * Where a column of an export that is published has a member's name, alone or within another text, the name stands in no
 * page or document: it is told, and taken out.
 */
async function hideNames(connection: DuckDBConnection, kinds: readonly Kind[], files: FileSummary[]): Promise<void> {
  const roster = await connection.runAndReadAll("select distinct name from roster");
  const names = roster.getRows().map(([name]) => String(name));
  const hide = hiding(names);
  await hideInLabels(connection, kinds, hiding(names, hiddenInLabel), files);
  for (const kind of kinds) {
    const shown = shownFields(kind);
    if (shown.length === 0 || !files.some(({kind: of, accepted}) => of === kind.name && accepted > 0)) continue;
    const each = shown.map(
      ([id, {type}]) =>
        `select distinct ${text(id)} as field, ${type === "list" ? `unnest(${id})` : id} as value from ${kind.name}`
    );
    const said = await connection.runAndReadAll(
      `select field, value from (${each.join(" union all ")}) where value is not null order by all`
    );
    const found = new Map<string, [from: string, to: string][]>();
    for (const [field, value] of said.getRows() as [string, string][]) {
      const left = hide(value);
      if (left !== value) found.set(field, [...(found.get(field) ?? []), [value, left]]);
    }
    for (const [id, changed] of found) await takeOut(connection, kind, id, changed, files);
  }
}

/**
 * A label of a ledger is how targets, charts and formulas name it: a member's name in it is another word in all of them
 * (`namesInReference`). Two that would then be one are told apart by nobody: the later row counts nowhere.
 */
async function hideInLabels(
  connection: DuckDBConnection,
  kinds: readonly Kind[],
  hide: (text: string) => string,
  files: FileSummary[]
): Promise<void> {
  for (const {name: kind, fields, called, words} of kinds) {
    if (!words || !files.some(({kind: of, accepted}) => of === kind && accepted > 0)) continue;
    const id = called.title;
    const said = await connection.runAndReadAll(
      `select file, line, ${id}, year /*@ , whose */ from ${kind} where ${id} is not null order by file, line`
    );
    const taken = new Map<string, string>();
    for (const [file, line, label, year, whose = ""] of said.getRows() as [number, number, string, number, number?][]) {
      const left = hide(label);
      const key = `${whose} ${year} ${left}`;
      const twice = (taken.get(key) ?? label) !== label;
      if (!taken.has(key)) taken.set(key, label);
      if (left === label && !twice) continue;
      const own = files[file - 1]!;
      const column = own.columns.find(each => each.field === id)?.header ?? fields[id]!.names[0]!;
      const at = {line, column, found: label, field: {...fields[id]!, personal: true}};
      const where = `file = ${file} and line = ${line}`;
      if (twice) {
        own.accepted--;
        own.quarantined++;
        own.problems.push(problemOf(sameWithoutName, {...at, severity: "error"}));
        await connection.run(`delete from ${kind} where ${where}`);
      } else {
        own.warnings++;
        own.problems.push(problemOf(nameInLabel, {...at, severity: "warning"}));
        await connection.run(
          `update ${kind} set ${id} = ${text(left)}, id = replace(id, ${text(label)}, ${text(left)}) where ${where}`
        );
      }
    }
  }
}

/** The columns of which what stands in them is published, as an item or a note: not what is one record's own text. */
function shownFields({name, fields, dimensions = [], internal, called}: Kind): [string, Field][] {
  if (internal) return [];
  const split = new Set(dimensions.map(({column}) => column));
  return Object.entries(fields).filter(([id, field]) => {
    if (
      field.personal ||
      field.contact ||
      (id === called.title && !split.has(id)) ||
      ["id", "session", "person"].includes(field.reads ?? "")
    )
      return false;
    // What the office itself says may be published stays.
    if (field.own && field.open) return false;
    if (field.type === "list") return true;
    if (field.type === "code") return field.open === true;
    return (
      field.type === "text" &&
      (Boolean(field.reads || field.merges || field.own) || split.has(id) || name === "indicators")
    );
  });
}

async function takeOut(
  connection: DuckDBConnection,
  {name: kind, fields}: Kind,
  id: string,
  changed: readonly [from: string, to: string][],
  files: FileSummary[]
): Promise<void> {
  const field = fields[id]!;
  const list = field.type === "list";
  const values = changed.map(([from]) => text(from)).join(", ");
  const found = await connection.runAndReadAll(
    `select file, line, value from (select file, line, ${list ? `unnest(${id})` : id} as value from ${kind}) where value in (${values}) order by all`
  );
  for (const [file, line, value] of found.getRows() as [number, number, string][]) {
    const own = files[file - 1]!;
    own.warnings++;
    const column = own.columns.find(each => each.field === id)?.header ?? field.names[0]!;
    const fault = field.reads === "unit" ? personAsUnit : personInside;
    own.problems.push(
      problemOf(fault, {line, column, found: value, severity: "warning", field: {...field, personal: true}})
    );
  }
  const left = `map {${changed.map(([from, to]) => `${text(from)}: ${text(to)}`).join(", ")}}`;
  await connection.run(
    `update ${kind} set ${id} = ${list ? `[coalesce(m.left[x], x) for x in ${id}]` : `m.left[${id}]`} from (select ${left} as left) as m
where ${list ? `list_has_any(${id}, [${values}])` : `${id} in (${values})`}`
  );
}

const personAsUnit: Fault = {
  code: "unit-person",
  what: `写有委员的姓名，网站和文稿里写作“${hidden}”`,
  remedy: "请改为单位名称"
};
const nameInLabel: Fault = {
  code: "name-inside",
  what: `名称里有委员的姓名，网站和文稿里写作“${hiddenInLabel}”，小表里写到它的也这样写`,
  remedy: "请改成不带姓名的名称，小表里一起改"
};
const sameWithoutName: Fault = {
  code: "same-key",
  what: `名称去掉委员的姓名（写作“${hiddenInLabel}”）以后与另一行相同，没有采用`,
  remedy: "请改成不带姓名、各不相同的名称，小表里一起改"
};
const personInside: Fault = {...personAsUnit, code: "name-inside", remedy: "请去掉姓名"};

async function tell(connection: DuckDBConnection, kind: Kind, naming: Naming, files: FileSummary[]): Promise<void> {
  const read = await connection.runAndReadAll(
    "select file, line, how, given, name from found where how <> 'one' order by file, line, name"
  );
  const counted = new Map<string, number>();
  for (const [file, line, how, given, name] of read.getRows() as [number, number, string, string | null, string][]) {
    const own = files[file - 1]!;
    const reason = how === "nobody" && given === null && isBody(name) ? "body" : how;
    const field = kind.fields[given === null || reason === "other-name" ? naming.field : naming.number!]!;
    const column = own.columns.find(each => kind.fields[each.field] === field)?.header ?? field.names[0]!;
    own.warnings++;
    const times = (counted.get(`${file} ${reason}`) ?? 0) + 1;
    counted.set(`${file} ${reason}`, times);
    if (times > most) continue;
    const at = {line, column, found: given ?? name, severity: "warning" as const, field};
    const {what, ...fault} = faults[reason]!;
    const left = naming.without && strange.has(how) ? `，也不计入${naming.without}` : "";
    own.problems.push(problemOf({...fault, what: `${what}${left}`}, at));
  }
}

/** Of several offices each has its own members. */
const key = (what: string) => `/*@ whose || ' ' || */ '${what} '`;

const apart = "没有计入任何一名委员的履职记录";

/** Of these nobody in office is meant: what counts members leaves them out. */
const strange: ReadonlySet<string> = new Set(["nobody", "not-in-office"]);

/** Why a name is no member's. */
const faults: Readonly<Record<string, Fault>> = {
  "other-name": {
    code: "member-name",
    what: `委员编号与姓名在委员名册里不是同一个人，${apart}`,
    remedy: "请核对编号和姓名"
  },
  namesakes: {
    code: "member-namesakes",
    what: `委员名册里有同名的委员，不知道是哪一位，${apart}`,
    remedy: "请在导出时带上委员编号"
  },
  "not-in-office": {
    code: "member-office",
    what: `这一天不在委员名册写的任期内，${apart}`,
    remedy: "请核对日期，或名册里的任职、离任日期"
  },
  nobody: {
    code: "member-unknown",
    what: `委员名册里没有这个人，${apart}`,
    remedy: "请核对写法，或补入委员名册"
  },
  body: {
    code: "member-unit",
    what: `写的是单位，不是委员，${apart}`,
    remedy: "以单位名义的请核对类型；是委员的请写姓名"
  }
};
