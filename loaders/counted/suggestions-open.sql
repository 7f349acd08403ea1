-- 每个截至日期、交办月份一行：还没有办结的民主监督意见条数，其中逾期的条数；只有计数
create table suggestions_open as
with days as (
  select distinct until as day from periods where basis = 'calendar' and view <> 'year' union select as_of from settings
)
select day::varchar as day, year(handed)::integer as year, month(handed)::integer as month, count(*)::integer as open,
  count(*) filter (where due < day)::integer as late
from suggestion_facts join days on handed <= day
where view = 'year' and (closed > day or (closed is null and not done))
group by all
