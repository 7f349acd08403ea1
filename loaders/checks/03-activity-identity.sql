-- 一项活动只出现一次
select id as 活动, count(*) as 次数 from activities group by id having count(*) > 1 order by id
