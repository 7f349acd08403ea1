-- 每条届次一行,供分析页查询
select * from sessions order by all
