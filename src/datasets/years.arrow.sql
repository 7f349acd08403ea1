-- 每个视角、口径基础、年度一行
select view, basis, year::integer as year, session, new_term, opens::varchar as opens, since::varchar as since, until::varchar as until, complete
from periods
order by view desc, basis, year
