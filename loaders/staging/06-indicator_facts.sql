-- 每个视角、台账指标、年度一行。台账没有日期,往年不能截到同一时点:日期视角只有当年
create view indicator_facts as
select v.view, v.cutoff, v.since, v.until, i.*
from indicators as i join periods as v on v.basis = 'calendar' and v.year = i.year
where v.view = 'year' or v.year = (select max(p.year) from periods as p where p.view = v.view);
