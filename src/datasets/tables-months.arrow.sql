-- 每个按月计的指标、年度、月份一行:当月新增,供分析页查询
select o.metric, m.label, m.unit, o.year::integer as year, o.month::integer as month, o.value
from months as o join metrics as m on m.id = o.metric
where o.main and o.view = 'year' and o.value <> 0
order by m.place, o.year, o.month
