-- 提示:部分不大于整体,整年和各时点都是
select m.label as 指标, f.view as 视角, f.year as 年度, f.value as 数值, o.label as 整体, w.value as 整体数值
from metrics as m
join metrics as o on o.id = m.subset_of
join figures as f on f.metric = m.id
join figures as w on w.metric = o.id and w.view = f.view and w.basis = f.basis and w.year = f.year
where f.value > w.value
order by all
