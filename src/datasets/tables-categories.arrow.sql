-- 每条类别一行,供分析页查询
select * from categories order by all
