-- 一件提案只出现一次
select id as 提案, count(*) as 次数 from proposals group by id having count(*) > 1 order by id
