-- 每个视角、每篇社情民意一行:截止时点的样子
create view opinion_facts as
select v.view, v.cutoff, v.since, v.until, o.* replace (
  if(o.compiled > v.cutoff, null, o.compiled) as compiled,
  if(o.forwarded > v.cutoff, [], coalesce(o.forwarded_to, [])) as forwarded_to,
  if(o.forwarded > v.cutoff, [], coalesce(o.adopted_by, [])) as adopted_by,
  if(o.instructed > v.cutoff, null, o.instruction_level) as instruction_level,
  if(o.instructed > v.cutoff, null, o.instructions) as instructions
)
from opinions as o join periods as v on v.basis = 'calendar' and v.year = o.year
where o.received <= v.cutoff;
