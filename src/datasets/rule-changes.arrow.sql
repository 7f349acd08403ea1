-- 每次口径变化一行:哪个指标,自哪一年起,怎么变的
select metric as label, since::integer as since, note from rule_changes order by label, since
