-- 每个有活动的日期一行:开始的活动项数和场次
select year::integer as year, started::varchar as day, count(*)::integer as held, sum(sessions)::integer as sessions
from activity_facts
where view = 'year'
group by year, started
order by started
