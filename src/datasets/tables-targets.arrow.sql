-- 每条目标一行,供分析页查询
select * from targets order by all
