-- 每个视角、口径基础、年度一行
select view, main, basis, year::integer as year, session, new_term, opens::varchar as opens, days, since::varchar as since, until::varchar as until, complete
from periods
order by main desc, view desc, basis, year
