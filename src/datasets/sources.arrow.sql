-- 每类、年度基础、年度、文件一行:该年度采用的记录数
with counted as (
  select 'proposals' as kind, 'session' as basis, year, file from proposals
  union all select 'proposals', 'calendar', year(submitted), file from proposals
  union all select 'opinions', 'calendar', year, file from opinions
  union all select 'activities', 'calendar', year, file from activities
  union all select 'indicators', 'calendar', year, file from indicators
)
select c.kind, basis, c.year::integer as year, f.name, left(f.sha256, 12) as sha256, count(*)::integer as rows
from counted as c join files as f using (file)
where c.year is not null
group by all
order by c.kind, basis, year, f.name
