-- 每个视角、年度基础、年度、用时区间(十天)一行:立案提案自交办到答复的件数
create table replies as
select view, basis, year::integer as year, (date_diff('day', assigned, replied) // 10 * 10)::integer as days, count(*)::integer as replied, count(*) filter (where replied > due)::integer as late
from proposal_facts_by_basis
where filed and replied is not null and assigned is not null
group by all
