-- 仅分析版(发布版为空):每名委员、年度一行,年末(未完的年度为截至日期)在任的委员,和年内离任、有履职记录的委员,及其得分和等次;
-- 只写了姓名、分不清是哪一位而没有计入的记录有几条;这一年缺哪些记录,各年都没有哪些;到这一年为止的各段任职,依先后(JSON)
with telling as (
  select unnest(['members', 'attendances', 'proposals', 'opinions', 'activities']) as kind
), told as (
  select year, string_agg(distinct reason, '；' order by reason) as lacks
  from (
    select year, unnest(string_split(lacks, '；')) as reason from presence where kind = 'members'
    union all
    select m.year, '“' || f.shown || '”' || if(f.refused is null, '：' || f.partly, '没有读')
    from (select distinct year from members) as m, files as f
    where not regexp_matches(f.name, '(^|/)~\$') and coalesce(f.refused, f.partly) is not null
      and (f.kind in (from telling) or list_has_any(f.likely, (select list(kind) from telling)))
      and coalesce(m.year between year(f.first_date) and year(f.last_date), true)
  ) group by year
), kept as (
  select string_agg(distinct said, '' order by said) as kept from made_of where kind = 'members'
), held as (
  select m.*, v.view, coalesce(m.ended >= v.until, true) as serving
  from members as m join periods as v on v.view = 'year' and v.basis = 'calendar' and v.year = m.year
  where coalesce(m.appointed <= v.until, true) and coalesce(m.ended >= v.since, true)
  qualify row_number() over (partition by m.year, m.number order by m.appointed desc nulls last) = 1
), stays as (
  select v.year, o.number, to_json(list({
    term: o.term, sector: o.sector, party: o.party, committee: o.committee, office: o.office,
    appointed: o.appointed::varchar, ended: o.ended::varchar, reason: o.reason
  } order by o.appointed nulls first, o.file, o.line))::varchar as stays
  from members_once as o join periods as v on v.view = 'year' and v.basis = 'calendar' and coalesce(o.appointed <= v.until, true)
  group by all
), unsure as (
  select year, name, sum(times)::integer as unsure from member_unsure group by year, name
)
select year::integer as year, number, name, gender, ethnicity, sector, party, committee, office, term,
  appointed::varchar as appointed, ended::varchar as ended, reason, s.stays, serving, d.active, d.points, d.grade, u.unsure, t.lacks, k.kept
from held join member_duties as d using (view, year, number)
  left join stays as s using (year, number) left join unsure as u using (year, name) left join told as t using (year), kept as k
where serving or exists (from member_counts as c where c.year = held.year and c.number = held.number)
order by year, number
