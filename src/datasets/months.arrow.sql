-- 每个视角、指标、年度、月份一行:当月新增
select view, metric, year::integer as year, month::integer as month, value
from months
where main and (metric in (select s.metric from shown as s where s.grain = 'months') or metric in (select metric from drawn where dimension is null)) and value <> 0
order by view desc, metric, year, month
