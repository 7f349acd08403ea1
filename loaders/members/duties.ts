import type {Kind} from "../../src/kinds/kind.js";
import {labels} from "../../src/kinds/labels.js";
import {attending, everybody, grades, type Naming, recorded, speech} from "../../src/kinds/people.js";
import {facts, text} from "../../src/metrics/sql/index.js";
import {isSettled} from "../facts.js";

/**
 * What every member did in every year, as it stood in every view: a step between the facts of the exports and those of
 * the roster. Creates
 * - `member_counts` (view, year, number, event, tag, times): how often, in all (tag '') and by each condition, in
 *   whole years
 * - `member_points` (view, year, number, place, event, condition, times, points): what each row of 计分表 gives, within
 *   its cap, in whole years
 * - `member_tells` (year, event, tag): what the exports of a year can tell, whether or not anybody did it
 * - `member_duties` (view, year, number, active, points, grade, excellent): null where the year's exports do not tell; who
 *   reaches no grade has 未达 and the lowest
 */
export function duties(kinds: readonly Kind[]): string[] {
  const naming = kinds.filter(({people}) => people);
  const roster = kinds.find(({stands}) => stands)!;
  const known = naming.flatMap(kind => (kind.people ?? []).flatMap(each => knownSql(kind, each)));
  const listing = naming.flatMap(kind =>
    (kind.people ?? []).filter(each => each.event === attending && each.says).map(each => [kind, each] as const)
  );
  // Whatever the day it was, an export with a row of an activity tells who came to such.
  const recording = naming.flatMap(({name, derived = {}, people = []}) =>
    people.flatMap(({tags = {}}) =>
      Object.keys(tags).flatMap(column =>
        derived[column]?.words?.includes("活动") ? [[name, derived[column].sql] as const] : []
      )
    )
  );
  const namings = naming.flatMap(kind => (kind.people ?? []).map((each, place) => [kind, each, place] as const));
  const telling = naming.flatMap(kind => (kind.people ?? []).flatMap(each => tellingSql(kind, each)));
  return [
    // What is said of an event is made once for all rows that say the same; `set` stands for it.
    ...namings.map(
      ([kind, each], i) => `create temp table member_deeds_${i} as
select ${i} * 1000000 + row_number() over ()::integer as set, ${eventSql(each)} as event, ${tagsSql(kind, each)} as tags, ${columnsOf(each).join(", ")}
from (select distinct ${columnsOf(each).join(", ")} from ${facts[kind.name as keyof typeof facts]} where basis = ${text(kind.basis)}) as f`
    ),
    ...namings.flatMap(([kind, each, place], i) => (saysOnce(kind, each) ? [saidSql(kind, each, place, i)] : [])),
    `create temp view member_told as
${namings.map(([kind, each, place], i) => toldSql(kind, each, place, i)).join("\nunion all\n")}`,
    // Who stands in several exports of one gathering did it once: what all of them say of it is a set of its own. What
    // stands at a cut-off stands in the whole year, so that only what is shared there may be shared at all.
    `create temp table member_shared as
select /*@ whose, */ year, number, event, gathering
from member_told where view = 'year' and gathering is not null group by all having count(*) > 1`,
    `create temp table member_gathered as
select /*@ whose, */ view, year, number, event, gathering, list_sort(list(distinct set)) as sets
from member_told semi join member_shared using (/*@ whose, */ year, number, event, gathering) group by all`,
    `create temp table member_sets as
with said as (
  ${namings.map((_, i) => `select set, event, tags from member_deeds_${i}`).join(" union all ")}
), mixed as (
  select -(row_number() over ())::integer as set, sets from (select distinct sets from member_gathered where len(sets) > 1)
), together as (
  select m.set, m.sets, any_value(s.event) as event, list_distinct(flatten(list(s.tags))) as tags
  from (select set, sets, unnest(sets) as one from mixed) as m join said as s on s.set = m.one group by all
), each as (
  select set, null::integer[] as sets, event, tags from said where event is not null
  union all select set, sets, event, tags from together
)
from each
union all
select set, null, ${text(speech)}, tags from each
where event = ${text(attending)} and len(list_filter(tags, t -> contains(t, ${text(speech)}))) > 0`,
    `create temp table member_events as
select /*@ whose, */ view, year, number, set from member_told anti join member_shared using (/*@ whose, */ year, number, event, gathering)
union all
select /*@ whose, */ view, year, number, sets[1] from member_gathered where len(sets) = 1
union all
select /*@ m.whose, */ m.view, m.year, m.number, s.set from member_gathered as m join member_sets as s using (sets)`,
    // 一年里说得出某种事项的，是有这一列的导出文件
    `create temp table member_known as
select distinct k.event, p.year /*@ , p.whose */ from (values ${known.join(", ")}) as k(event, kind, field)
join presence as p on p.kind = k.kind and p.field = k.field and p.carried
union select ${text(speech)}, p.year /*@ , p.whose */ from presence as p join (values ${known.join(", ")}) as k(event, kind, field)
  on p.kind = k.kind and p.field = k.field and p.carried where k.event = ${text(attending)}`,
    // Records of meetings alone say nothing of who took part in activities; that nobody spoke, no export says.
    `create table member_tells as
select distinct /*@ p.whose, */ p.year::integer as year, k.event, k.tag
from (values ${telling.join(", ")}) as k(event, tag, kind, basis, field, asked)
join presence as p on p.kind = k.kind and p.basis = k.basis and p.field = k.field and p.carried
where not exists (from presence as q where q.kind = k.kind and q.basis = k.basis and q.year = p.year /*@ and q.whose = p.whose */ and list_contains(k.asked, q.field) and not q.carried)
${recording.map(([kind, sql]) => `union select /*@ cut.whose, */ cut.year::integer, ${text(attending)}, '活动' from ${kind} as cut where (${sql}) = '活动'`).join("\n")}
union select /*@ e.whose, */ e.year::integer, s.event, '' from member_events as e join member_sets as s using (set) where e.view = 'year' and s.event = ${text(speech)}`,
    // Who left in the course of a year did what is told of it too.
    `create temp table member_years as
select distinct /*@ m.whose, */ v.view, v.year, m.number from ${roster.name} as m join periods as v on v.basis = 'calendar' and v.year = m.year /*@ and v.whose = m.whose */
where coalesce(m.${roster.stands!.from} <= v.until, true) and coalesce(m.${roster.stands!.to} >= v.since, true)`,
    `create temp table point_rules as
select /*@ whose, */ row_number() over () as place, event, condition, value, coalesce(cap, cap_times * abs(value)) as cap,
  list_filter(list_transform(regexp_split_to_array(coalesce(condition, ''), '[、,，;；+]'), c -> trim(c)), c -> c <> '') as conditions
from points`,
    `create temp table all_points as
with given as (
  select /*@ y.whose, */ y.view, y.year, y.number, r.place, 1 as times from member_years as y, point_rules as r where r.event = ${text(everybody)} /*@ and r.whose = y.whose */
  union all
  select /*@ e.whose, */ e.view, e.year, e.number, r.place, count(*) from member_events as e
  join (
    select /*@ r.whose, */ s.set, r.place from member_sets as s join point_rules as r on r.event = s.event and list_has_all(s.tags, r.conditions)
  ) as r using (/*@ whose, */ set)
  group by all
)
select /*@ g.whose, */ g.view, g.year, g.number, g.place, g.times::integer as times,
  (case when r.cap is null then g.times * r.value when r.value < 0 then greatest(g.times * r.value, -abs(r.cap)) else least(g.times * r.value, r.cap) end)::decimal(18, 6) as points
from given as g join point_rules as r using (place)`,
    `create table member_duties as
with sums as (select /*@ whose, */ view, year, number, sum(points)::double as points from all_points group by all),
active as (
  select /*@ whose, */ view, year, number, true as active from member_events
  where set in (select set from member_sets where event = ${text(attending)} and list_contains(tags, '活动')) group by all
),
telling as (from member_tells where event = ${text(attending)} and tag = '活动'),
unknown as (
  select /*@ y.whose, */ y.year from (select distinct /*@ whose, */ year from member_years) as y
  where exists (from point_rules as r where r.event not in (${text(everybody)}, ${text(grades)}) /*@ and r.whose = y.whose */ and not exists (from member_known as k where k.event = r.event and k.year = y.year /*@ and k.whose = y.whose */))
     or not exists (from point_rules /*@ where point_rules.whose = y.whose */)
),
scored as (
  select /*@ y.whose, */ y.view, y.year, y.number,
    if(exists (from telling as k where k.year = y.year /*@ and k.whose = y.whose */), coalesce(a.active, false), null) as active,
    if((/*@ y.whose, */ y.year) in (select (/*@ whose, */ year) from unknown), null, coalesce(s.points, 0)) as points
  from member_years as y left join sums as s using (/*@ whose, */ view, year, number) left join active as a using (/*@ whose, */ view, year, number)
),
ladder as (select /*@ whose, */ condition as grade, value from point_rules where event = ${text(grades)})
select /*@ whose, */ view, year, number, active, points, grade, grade = (select arg_max(ladder.grade, value) from ladder /*@ where ladder.whose = graded.whose */) as excellent from (
  select *, if(points is null, null, coalesce(
    (select arg_max(l.grade, l.value) from ladder as l where l.value <= points /*@ and l.whose = scored.whose */),
    (select if(min(value) > 0, '未达', '') || arg_min(grade, value) from ladder /*@ where ladder.whose = scored.whose */))) as grade
  from scored
) as graded`,
    `create table member_counts as
with counted as (
  -- Who came by a list of an activity was not called by a record of attendance: by kind of meeting only these are.
  select set, event, unnest(list_prepend('', list_distinct(if(event = ${text(attending)} and not list_contains(tags, ${text(recorded)}),
    list_filter(tags, t -> t in (${[...new Set(listing.flatMap(([, {says = []}]) => says))].map(text).join(", ")})), tags)))) as tag from member_sets
)
select /*@ e.whose, */ e.view, e.year, e.number, c.event, c.tag, count(*)::integer as times
from member_events as e join counted as c using (set) where e.view = 'year' group by all`,
    `create table member_points as
select p.* replace (p.points::double as points), r.event, r.condition from all_points as p join point_rules as r using (place)
where view = 'year'`,
    // 有没有得出来，与导出文件的列一样，决定指标知不知道
    `insert into presence
select ${text(roster.name)}, 'calendar', year, field, stands, stands, 0, null /*@ , whose */
from (unpivot (select /*@ whose, */ year, bool_or(active is not null) as active, bool_or(excellent is not null) as excellent from member_duties where view = 'year' group by /*@ whose, */ year)
  on active, excellent into name field value stands)`,
    "drop view temp.member_told",
    ...[
      ...["shared", "gathered", "sets", "events", "known", "years"].map(table => `member_${table}`),
      ...namings.flatMap(([kind, each], i) => [
        `member_deeds_${i}`,
        ...(saysOnce(kind, each) ? [`member_said_${i}`] : [])
      ]),
      ...["point_rules", "all_points"]
    ].map(table => `drop table temp.${table}`)
  ];
}

function toldSql(kind: Kind, naming: Naming, place: number, i: number): string {
  const {name, basis} = kind;
  const view = facts[name as keyof typeof facts];
  if (saysOnce(kind, naming))
    return `select /*@ f.whose, */ f.view, f.year::integer as year, s.number, s.event, s.set, s.gathering
from ${view} as f join member_said_${i} as s on s.file = f.file and s.line = f.line where f.basis = ${text(basis)}`;
  return `select /*@ f.whose, */ f.view, f.year::integer as year, ${named(kind, naming, place, i)}`;
}

/** What an item says of whom, where no cut-off changes it: found once. */
const saidSql = (kind: Kind, naming: Naming, place: number, i: number): string =>
  `create temp table member_said_${i} as select f.file, f.line, ${named(kind, naming, place, i)} and f.view = 'year'`;

function named({name, basis}: Kind, naming: Naming, place: number, i: number): string {
  const same = columnsOf(naming).map(column => `d.${column} is not distinct from f.${column}`);
  return `n.number, d.event, d.set, ${naming.once ? `f.${naming.once}` : "null::varchar"} as gathering
from ${facts[name as keyof typeof facts]} as f
join member_names as n on n.kind = ${text(name)} and n.place = ${place} and n.file = f.file and n.line = f.line
join member_deeds_${i} as d on ${same.join(" and ")}
where f.basis = ${text(basis)} and d.event is not null`;
}

/** Whether an item says the same of its members at every cut-off. */
const saysOnce = (kind: Kind, naming: Naming): boolean =>
  [...columnsOf(naming), ...(naming.once ? [naming.once] : [])].every(column => isSettled(kind, column));

/** The columns of which it follows what an item is an event of, and which conditions it meets. */
const columnsOf = ({event, tags = {}}: Naming): string[] => [
  ...new Set([...(typeof event === "string" ? [] : [event.field]), ...Object.keys(tags)])
];

const eventSql = ({event}: Naming) =>
  typeof event === "string"
    ? text(event)
    : `case f.${event.field} ${Object.entries(event.codes)
        .map(([code, word]) => `when ${text(code)} then ${text(word)}`)
        .join(" ")} end`;

/** The conditions that an item meets: what is said of each, what a column says, and that with its own words. */
function tagsSql({name, fields, derived = {}}: Kind, {says = [], tags = {}}: Naming): string {
  const lists = Object.entries(tags).map(([column, word]) => {
    const {type} = fields[column] ?? derived[column]!;
    const said = word ? `[${text(word)}]` : "[]::varchar[]";
    const joined = (value: string) => (word ? `${text(word)} || ${value}` : value);
    if (type === "list")
      return `if(len(f.${column}) > 0, list_concat(${said}, list_transform(f.${column}, lambda x: ${joined("x")})), []::varchar[])`;
    if (type === "flag") return `if(coalesce(f.${column}, false), ${said}, []::varchar[])`;
    const own = type === "code" ? joined(codeSql(name, column)) : type === "text" ? joined(`f.${column}`) : null;
    return `if(f.${column} is not null, ${own ? `list_append(${said}, ${own})` : said}, []::varchar[])`;
  });
  return `list_distinct(flatten([[${says.map(text).join(", ")}]::varchar[]${lists.map(list => `, ${list}`).join("")}]))`;
}

function codeSql(kind: string, column: string): string {
  const cases = labels({kind, column}).map(([code, label]) => `when ${text(code)} then ${text(label)}`);
  return cases.length ? `case f.${column} ${cases.join(" ")} else f.${column} end` : `f.${column}`;
}

/** Which events a year knows by which column. */
const knownSql = ({name}: Kind, {event, field, number}: Naming): string[] => {
  const events = typeof event === "string" ? [event] : Object.values(event.codes);
  return events.flatMap(each =>
    [field, ...(number ? [number] : [])].map(column => `(${text(each)}, ${text(name)}, ${text(column)})`)
  );
};

/** (event, tag, kind, basis, field of a name, fields asked): by which columns a year tells of an event, and of each condition. */
function tellingSql({name, basis, derived = {}}: Kind, {event, field, number, says = [], tags = {}}: Naming): string[] {
  const events = typeof event === "string" ? [event] : Object.values(event.codes);
  const told: [tag: string, asked: readonly string[]][] = [
    ...["", ...says].map((tag): [string, readonly string[]] => [tag, []]),
    ...Object.entries(tags).flatMap(([column, word]): [string, readonly string[]][] =>
      word ? [[word, derived[column]?.of ?? [column]]] : []
    )
  ];
  return events.flatMap(each =>
    [field, ...(number ? [number] : [])].flatMap(column =>
      told.map(
        ([tag, asked]) =>
          `(${[each, tag, name, basis, column].map(text).join(", ")}, [${asked.map(text).join(", ")}]::varchar[])`
      )
    )
  );
}
