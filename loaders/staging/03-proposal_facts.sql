-- 每个视角、每件提案一行:截止时点的样子(此后提交的没有,此后答复的尚未答复)
create view proposal_facts as
with cut as (
  select v.view, v.cutoff, v.since, v.until, p.* replace (
    if(p.reviewed > v.cutoff, null, p.review) as review,
    if(p.assigned > v.cutoff, null, p.assigned) as assigned,
    if(p.replied > v.cutoff, null, p.replied) as replied,
    if(p.closed > v.cutoff, null, p.closed) as closed,
    if(p.replied > v.cutoff, null, p.outcome) as outcome,
    if(p.replied > v.cutoff, null, p.rating) as rating,
    if(p.replied > v.cutoff, null, p.unit_rating) as unit_rating
  )
  from proposals as p join periods as v on v.basis = 'session' and v.year = p.year
  where p.submitted is null or p.submitted <= v.cutoff
)
select *,
  coalesce(review = 'filed' or (review = 'merged' and rule('并案计入立案') = '是'), false) as filed,
  coalesce(review = 'merged', false) as merged,
  coalesce(due < cutoff, false) as overdue,
  coalesce(rating = 'satisfied' or (rating = 'basic' and rule('基本满意计入满意') = '是'), false) as satisfied,
  coalesce(unit_rating = 'satisfied' or (unit_rating = 'basic' and rule('基本满意计入满意') = '是'), false) as unit_satisfied,
  case rule('满意率分母')
    when '立案' then true
    when '收回' then rating is not null and rating <> 'none'
    else coalesce(rating in ('satisfied', 'basic', 'dissatisfied'), false)
  end as counts_for_rating
from cut;
