-- 每条备注一行,供分析页查询
select * from notes order by all
