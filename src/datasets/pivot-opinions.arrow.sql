-- 每个可单独列出的社情民意指标、最近三个年度、维度、类目一行,数全年的,供「透视」页
select view, metric, d.year::integer as year, dimension, item, value
from main_dimensions as d join metrics as m on m.id = d.metric
where starts_with(metric, 'opinions.') and view = 'year' and not coalesce((m.entry->>'part')::boolean, false)
  and json_extract(m.entry, '$.item') is null and d.year > (select max(year) from periods) - 3
order by metric, dimension, year, value desc, item
