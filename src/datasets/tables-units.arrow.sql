-- 每条单位一行,供分析页查询
select * from units order by all
