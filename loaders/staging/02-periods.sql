-- 每个视角、口径基础、年度一行。视角 year 为整年(未完的年度到截至日期为止);
-- 日期视角把每一年都截到同一时点:自然年截到同月同日,届次年度截到全会开幕后同样的天数
create table periods as
with known(year) as (
  select year from proposals union select year from opinions union select year from activities
  union select year from indicators
), years as (
  select k.year, s.opens, s.session, s.ordinal = 1 as new_term
  from known as k left join (select year, min(opens) as opens, any_value(session) as session, min(ordinal) as ordinal from sessions group by year) as s using (year)
  where k.year <= (select year(as_of) from settings)
), dates as (
  select distinct d as as_of from (
    select as_of as d from settings where month(as_of) * 100 + day(as_of) < 1231
  )
), whole as (
  select 'year' as view, basis, year, session, coalesce(new_term, false) as new_term, opens,
    make_date(year, 1, 1) as since,
    least(make_date(year, 12, 31), s.as_of) as until,
    s.as_of as cutoff,
    s.as_of >= make_date(year, 12, 31) as complete
  from years, settings as s, (values ('session'), ('calendar')) as b(basis)
), cut as (
  select strftime(d.as_of, '%Y-%m-%d') as view, basis, y.year, y.session, coalesce(y.new_term, false) as new_term, y.opens,
    make_date(y.year, 1, 1) as since,
    case when basis = 'session' and y.opens is not null and l.opens is not null
      then y.opens + (d.as_of - l.opens)::integer
      else (d.as_of - to_years(year(d.as_of)::integer - y.year))::date end as until,
    until as cutoff,
    false as complete
  from years as y
  join dates as d on y.year <= year(d.as_of)
  left join years as l on l.year = year(d.as_of)
  cross join (values ('session'), ('calendar')) as b(basis)
)
from whole union all by name from cut order by view desc, basis, year;
