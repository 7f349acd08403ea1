-- 活动类型表里“计入”的,都是按活动类型表统计的指标(名称要与「口径」页一致)
select t.counts_toward as 计入, string_agg(t.type, '、' order by t.type) as 活动类型,
  (select string_agg(label, '、' order by label) from metrics where by_types) as 可以写的
from activity_types as t
where t.counts_toward not in (select label from metrics where by_types)
group by t.counts_toward
order by all
