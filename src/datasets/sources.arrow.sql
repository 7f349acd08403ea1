-- 每类、年度基础、年度、文件一行:该年度采用的记录数
select i.kind, basis, i.year::integer as year, f.shown as name, left(f.sha256, 12) as sha256, count(*)::integer as rows
from items as i join files as f using (file)
where i.year is not null
group by all
order by i.kind, basis, year, name
