-- 每个视角、台账指标、年度一行。台账没有日期:截到某一天时只有已过完的年度,和按数据截至日期算的当年
create view indicator_facts as
select v.view, v.main, v.cutoff, v.since, v.until, i.*
from indicators as i
join periods as v on v.basis = 'calendar' and v.year = i.year
cross join settings as s
where v.complete or (v.cutoff = s.as_of and s.as_of >= s.data_as_of);
