-- 每个视角、口径基础、年度一行。视角 year 为整年(未完的年度到截至日期为止);
-- 日期视角把每一年都截到同一时点:自然年截到同月同日(2月29日在平年为28日),届次年度截到全会开幕后同样的天数;
-- 缺开幕日期的年度没有天数可数,按同月同日截。main 为数据截至日期的视角,其余是页面上可选的季度末和上年同日。
-- 届次年度到下次全会开幕前一天才算过完(届次表没有下次全会的,按一年后算);元旦以后、下次全会之前,
-- 上一届次年度另有一个视角(日期-session):届次年度截到开幕后同样的天数,自然年都是整年
create table periods as
with openings as (
  -- 示例的届次表里的会议名称，导出文件自己没有写届次的，不是本地的
  select /*@ whose, */ year, min(opens) as opens,
    if(getvariable('lent_sessions') and not exists (from columns where field = 'session'), null, any_value(session)) as session,
    min(ordinal) = 1 as new_term,
    lead(min(opens)) over (/*@ partition by whose */ order by year) as next_opens
  from sessions group by /*@ whose, */ year
), counted_years as (
  select /*@ whose, */ basis, year from items where own and year is not null group by all
), sizes as (
  select max(rows) as most from (select count(*) as rows from items where own group by kind)
), years as (
  select /*@ k.whose, */ k.year, o.opens, o.next_opens, o.session, coalesce(o.new_term, false) as new_term
  from (select distinct /*@ whose, */ year from counted_years) as k left join openings as o using (/*@ whose, */ year)
  where k.year <= (select year(as_of) from settings /*@ where settings.whose = k.whose */)
), whole as (
  select /*@ years.whose, */ 'year' as view, true as main, basis, year, session, new_term, opens, next_opens, null::integer as days,
    if(basis = 'session' and opens is not null,
      opens - to_months(rule('会前收件月数' /*@ , years.whose */)::integer), make_date(year, 1, 1))::date as since,
    if(as_of >= ends, least(make_date(year, 12, 31), as_of), as_of) as until, as_of as cutoff, as_of >= ends as complete
  from years, settings, (values ('session'), ('calendar')) as b(basis), lateral (
    -- 没有记录的届次年度无所谓过没过完
    select if(basis = 'session' and exists (from counted_years as c where c.basis = 'session' and c.year = years.year /*@ and c.whose = years.whose */),
      coalesce(if(year(next_opens) <= year + 1, next_opens, null), (opens + to_years(1))::date, make_date(year + 1, 1, 1)) - 1,
      make_date(year, 12, 31)) as ends
  )
  /*@ where years.whose = settings.whose */
), dates as (
  select as_of as day, true as main from settings
  where month(as_of) * 100 + day(as_of) < 1231
    or exists (from whole where basis = 'session' and not complete and year = year(as_of))
  union
  -- 上一年度也有自己的同月同日
  select (as_of - to_years(1))::date, false from settings, sizes
  where month(as_of) * 100 + day(as_of) < 1231 and most <= 200000
  union
  -- 每个时点都要把全部记录再过一遍,记录极多时只留数据截至日期
  select make_date(year(as_of)::integer - ago, quarter * 3 + 1, 1) - 1 as day, false
  from settings, sizes, range(2) as a(ago), range(1, 4) as q(quarter)
  where day < as_of and most <= 200000
), counted as (
  select strftime(d.day, '%Y-%m-%d') as view, d.main, w.* exclude (view, main, days, until, cutoff, complete),
    if(w.basis = 'session', case when w.opens is not null then d.day - l.opens end, null)::integer as days,
    (d.day - to_years((year(d.day) - w.year)::integer))::date as same_day
  from whole as w
  join dates as d on w.year <= year(d.day)
  left join openings as l on l.year = year(d.day)
), cut as (
  select * exclude (same_day), coalesce(opens + days, same_day) as until, coalesce(opens + days, same_day) as cutoff,
    basis = 'calendar' and same_day = make_date(year, 12, 31) as complete
  from counted
), running as (
  -- 上一年的届次年度在今年还没有过完
  select year, opens, as_of, as_of - opens as days
  from whole join settings on true
  where basis = 'session' and not complete and year = year(as_of) - 1 and opens is not null
), spilt as (
  select strftime(r.as_of, '%Y-%m-%d') || '-session' as view, true as main, w.* exclude (view, main, days, until, cutoff, complete),
    if(w.basis = 'session' and w.opens is not null, r.days, null)::integer as days,
    if(w.basis = 'session' and w.opens is not null, w.opens + r.days::integer, make_date(w.year, 12, 31)) as until,
    if(w.basis = 'session' and w.opens is not null, w.opens + r.days::integer, make_date(w.year, 12, 31)) as cutoff,
    w.basis = 'calendar' as complete
  from whole as w join running as r on w.year <= r.year
)
-- 许多单位一起暂存时只要整年
from whole /*@ -- */ union all by name from cut union all by name from spilt order by main desc, view desc, basis, year;
