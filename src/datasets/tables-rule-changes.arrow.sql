-- 每条口径变化一行,供分析页查询
select * from rule_changes order by all
