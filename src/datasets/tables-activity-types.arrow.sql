-- 每条活动类型一行,供分析页查询
select * from activity_types order by all
