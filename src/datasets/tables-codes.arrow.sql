-- 每条代码一行,供分析页查询
select * from codes order by all
