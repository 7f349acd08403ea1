-- 每个视角、口径基础、年度一行;step 为该年度各时点由早到晚的次序,筛选用的立方体按它累加
select view, main, basis, year::integer as year, session, new_term, opens::varchar as opens, next_opens::varchar as next_opens, days, since::varchar as since, until::varchar as until, complete,
  (row_number() over (partition by basis, year order by cutoff, view))::integer as step
from periods
order by main desc, view desc, basis, year
