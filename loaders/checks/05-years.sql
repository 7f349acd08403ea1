-- 每条记录都归入一个年度
select f.name as 文件, r.line as 行
from (
  select file, line, year from proposals union all select file, line, year from opinions
  union all select file, line, year from activities union all select file, line, year from indicators
) as r join files as f using (file)
where r.year is null
order by all
