-- 目标表里的指标都在口径目录里(名称要与「口径」页一致)
select t.year as 年度, t.metric as 目标表中的指标, (select arg_max(label, jaro_winkler_similarity(label, t.metric)) from metrics) as 最接近的指标
from targets as t
where t.metric not in (select label from metrics)
order by all
