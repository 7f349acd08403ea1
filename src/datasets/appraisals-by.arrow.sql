-- 每个视角、指标、年度、维度、类目一行
select view, metric, year::integer as year, dimension, item, value
from main_dimensions
where starts_with(metric, 'appraisals.') and (metric in (select s.metric from shown as s where s.grain = 'dimensions') and dimension not in (select dimension from drawn where own)
  or (metric, dimension) in (select metric, dimension from drawn))
order by view desc, metric, dimension, year, value desc, item
