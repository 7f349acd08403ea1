-- 一篇社情民意只出现一次
select id as 社情民意, count(*) as 次数 from opinions group by id having count(*) > 1 order by id
