-- 仅分析版(发布版为空):每名委员、年度一行,年末(未完的年度为截至日期)在任的委员,及其得分和等次;这一年缺哪些记录,各年都没有哪些
with told as (
  select year, string_agg(distinct reason, '；' order by reason) as lacks
  from (select year, unnest(string_split(lacks, '；')) as reason from presence where kind = 'members') group by year
), kept as (
  select string_agg(distinct said, '' order by said) as kept from made_of where kind = 'members'
)
select year::integer as year, number, name, gender, ethnicity, sector, party, committee, office, term,
  appointed::varchar as appointed, ended::varchar as ended, reason, d.active, d.points, d.grade, t.lacks, k.kept
from member_facts join member_duties as d using (view, year, number) left join told as t using (year), kept as k
where view = 'year'
order by year, number
