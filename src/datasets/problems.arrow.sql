-- 每个问题一行,不含单元格原文
select name, line, column_name, severity, code, count(*)::integer as times
from problems
group by all
order by name, line, column_name
