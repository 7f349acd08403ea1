-- 每个视角、口径基础、年度一行。视角 year 为整年(未完的年度到截至日期为止);
-- 日期视角把每一年都截到同一时点:自然年截到同月同日(2月29日在平年为28日),届次年度截到全会开幕后同样的天数;
-- 缺开幕日期的年度没有天数可数,按同月同日截。main 为数据截至日期的视角,其余是页面上可选的季度末和上年同日
create table periods as
with openings as (
  select year, min(opens) as opens, any_value(session) as session, min(ordinal) = 1 as new_term,
    lead(min(opens)) over (order by year) as next_opens
  from sessions group by year
), known(year) as (
  select year from proposals union select year from opinions union select year from activities
  union select year from indicators
), years as (
  select k.year, o.opens, o.next_opens, o.session, coalesce(o.new_term, false) as new_term
  from known as k left join openings as o using (year)
  where k.year <= (select year(as_of) from settings)
), dates as (
  select as_of as day, true as main from settings where month(as_of) * 100 + day(as_of) < 1231
  union
  -- 上一年度也有自己的同月同日
  select (as_of - to_years(1))::date, false from settings
  where month(as_of) * 100 + day(as_of) < 1231 and (select count(*) from proposals) <= 200000
  union
  -- 每个时点都要把全部记录再过一遍,记录极多时只留数据截至日期
  select make_date(year(as_of)::integer - ago, quarter * 3 + 1, 1) - 1 as day, false
  from settings, range(2) as a(ago), range(1, 4) as q(quarter)
  where day < as_of and (select count(*) from proposals) <= 200000
), whole as (
  select 'year' as view, true as main, basis, year, session, new_term, opens, next_opens, null::integer as days,
    if(basis = 'session' and opens is not null,
      opens - to_months(coalesce(try_cast(rule('会前收件月数') as integer), 3)), make_date(year, 1, 1))::date as since,
    least(make_date(year, 12, 31), as_of) as until, as_of as cutoff, as_of >= make_date(year, 12, 31) as complete
  from years, settings, (values ('session'), ('calendar')) as b(basis)
), counted as (
  select strftime(d.day, '%Y-%m-%d') as view, d.main, w.* exclude (view, main, days, until, cutoff, complete),
    if(w.basis = 'session', case when w.opens is not null then d.day - l.opens end, null)::integer as days,
    (d.day - to_years((year(d.day) - w.year)::integer))::date as same_day
  from whole as w
  join dates as d on w.year <= year(d.day)
  left join openings as l on l.year = year(d.day)
), cut as (
  select * exclude (same_day), coalesce(opens + days, same_day) as until, coalesce(opens + days, same_day) as cutoff,
    false as complete
  from counted
)
from whole union all by name from cut order by main desc, view desc, basis, year;
