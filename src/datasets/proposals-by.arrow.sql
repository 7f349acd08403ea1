-- 每个视角、指标、年度、维度、类目一行
select view, metric, year::integer as year, dimension, item, value, numerator, denominator
from dimensions
where metric in ('proposals.submitted', 'proposals.filed', 'proposals.replied', 'proposals.on_time_rate', 'proposals.satisfaction') and value is not null
order by view desc, metric, dimension, year, value desc, item
