-- 每个视角、每篇社情民意一行:截止时点的样子。转报、批示没有写日期的,以编报日期为限
create view opinion_facts as
select v.view, v.main, v.cutoff, v.since, v.until, o.* replace (
  if(o.compiled > v.cutoff, null, o.compiled) as compiled,
  if(coalesce(o.forwarded, o.compiled) > v.cutoff, [], coalesce(o.forwarded_to, [])) as forwarded_to,
  if(coalesce(o.forwarded, o.compiled) > v.cutoff, [], coalesce(o.adopted_by, [])) as adopted_by,
  if(coalesce(o.instructed, o.compiled) > v.cutoff, null, o.instruction_level) as instruction_level,
  if(coalesce(o.instructed, o.compiled) > v.cutoff, null, o.instructions) as instructions
), len(if(coalesce(o.forwarded, o.compiled) > v.cutoff, [], coalesce(o.adopted_by, []))) as adoptions
from opinions as o join periods as v on v.basis = 'calendar' and v.year = o.year
where o.received <= v.cutoff;
