-- 每个指标、年度、维度、类目一行,供分析页查询
select d.metric, m.label, m.unit, d.year::integer as year, d.dimension, d.item, d.value, d.numerator, d.denominator
from main_dimensions as d join metrics as m on m.id = d.metric
where d.view = 'year' and not coalesce((m.entry->>'part')::boolean, false)
order by m.place, d.dimension, d.year, d.value desc, d.item
