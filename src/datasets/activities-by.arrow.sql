-- 每个视角、指标、年度、维度、类目一行
select view, metric, year::integer as year, dimension, item, value
from dimensions
where main and metric in ('activities.sessions') and value > 0
order by view desc, metric, dimension, year, value desc, item
