-- 每个视角、年度基础、每件提案一行:截止时点的样子(此后提交的没有,此后答复的尚未答复)。
-- 没有写日期的一步,以下一步的日期为限:交办之前必已立案;截到某一天时,批示、民主评议在答复或办结之后、重点提案在交办之后才算已知
create view proposal_facts_by_basis as
with dated as (
  select 'session' as basis, * from proposals
  union all
  select 'calendar', * replace (year(submitted)::integer as year) from proposals where submitted is not null
), cut as (
  select v.view, v.main, v.cutoff, v.since, v.until, p.* replace (
    if(coalesce(p.reviewed, p.assigned) > v.cutoff, null, p.review) as review,
    if(p.assigned > v.cutoff, null, p.assigned) as assigned,
    if(p.replied > v.cutoff, null, p.replied) as replied,
    if(p.closed > v.cutoff, null, p.closed) as closed,
    if(coalesce(p.replied, p.closed) > v.cutoff, null, p.outcome) as outcome,
    if(coalesce(p.replied, p.closed) > v.cutoff, null, p.rating) as rating,
    if(coalesce(p.replied, p.closed) > v.cutoff, null, p.unit_rating) as unit_rating,
    if(coalesce(coalesce(p.replied, p.closed) <= v.cutoff, v.view = 'year'), p.instruction_level, null) as instruction_level,
    if(coalesce(coalesce(p.replied, p.closed) <= v.cutoff, v.view = 'year'), p.instructions, null) as instructions,
    p.appraised and coalesce(coalesce(p.replied, p.closed) <= v.cutoff, v.view = 'year') as appraised,
    p.key and coalesce(coalesce(p.assigned, p.reviewed, p.replied, p.closed) <= v.cutoff, v.view = 'year') as key
  )
  from dated as p join periods as v using (basis, year)
  where p.submitted is null or p.submitted <= v.cutoff
)
select *,
  coalesce(review = 'filed' or (review = 'merged' and rule('并案计入立案') = '是'), false) as filed,
  coalesce(review = 'merged', false) as merged,
  coalesce(assigned, replied, closed) is not null as handed,
  coalesce(due < cutoff, false) as overdue,
  due is not null and (replied is not null or coalesce(due < cutoff, false)) as reply_due,
  date_diff('day', assigned, replied) as reply_days,
  coalesce(rating = 'satisfied' or (rating = 'basic' and rule('基本满意计入满意') = '是'), false) as satisfied,
  coalesce(unit_rating = 'satisfied' or (unit_rating = 'basic' and rule('基本满意计入满意') = '是'), false) as unit_satisfied,
  case rule('满意率分母')
    when '立案' then true
    when '收回' then rating is not null and rating <> 'none'
    else coalesce(rating in ('satisfied', 'basic', 'dissatisfied'), false)
  end as counts_for_rating
from cut;

-- 每个视角、每件提案一行,按届次年度
create view proposal_facts as select * exclude (basis) from proposal_facts_by_basis where basis = 'session';
