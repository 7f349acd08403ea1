-- 每个有活动的日期一行:开始的活动项数和场次;day 为元旦起的天数
select year::integer as year, (started - make_date(year, 1, 1))::integer as day, count(*)::integer as held, sum(sessions)::integer as sessions
from activity_facts
where view = 'year'
group by year, started
order by started
