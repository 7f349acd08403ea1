-- 每条记录都归入一个年度
select f.name as 文件, i.line as 行
from items as i join files as f using (file)
where i.own and i.year is null
order by all
