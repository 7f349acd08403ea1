-- 每个按月计的指标、年度、月份一行:当月新增,供「指标」「核稿」页
select view, metric, o.year::integer as year, month::integer as month, value
from months as o join metrics as m on m.id = o.metric
where main and value <> 0 and not coalesce((m.entry->>'part')::boolean, false)
order by view desc, metric, year, month
