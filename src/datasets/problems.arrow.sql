-- 每个文件、列、原因一行,附处数和行号,不含单元格原文
with lines as (select distinct file, shown as name, column_name, severity, code, line from problems join (select file, shown from files) using (file))
select name, column_name, severity, code, count(*)::integer as times,
  coalesce(array_to_string((list(line order by line) filter (line > 0))[:8], '、'), '') as lines
from lines
group by all
order by name, severity, column_name, code
