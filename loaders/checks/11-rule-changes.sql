-- 口径变化表里的指标都在口径目录里(名称要与「口径」页一致)
select c.since as 自年度, c.metric as 口径变化表中的指标,
  (select arg_max(label, jaro_winkler_similarity(label, c.metric)) from metrics) as 最接近的指标
from rule_changes as c
where c.metric not in (select label from metrics)
order by all
