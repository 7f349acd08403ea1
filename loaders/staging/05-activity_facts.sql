-- 每个视角、每项活动一行:截止时点已开展的活动,连同它计入的活动大类;此后才结束的尚未完成,其采纳、批示也还没有
create view activity_facts as
select v.view, v.main, v.cutoff, v.since, v.until, a.* replace (
    if(a.ended > v.cutoff, null, a.adopted) as adopted,
    if(a.ended > v.cutoff, null, a.instruction_level) as instruction_level,
    if(a.ended > v.cutoff, null, a.instructions) as instructions
  ),
  coalesce(a.status, 'done') = 'done' and coalesce(a.ended <= v.cutoff, true) as done,
  coalesce(t.counts_toward, []) as counts_toward
from activities as a
join periods as v on v.basis = 'calendar' and v.year = a.year
left join (select type, list(counts_toward order by counts_toward) as counts_toward from activity_types group by type) as t on t.type = a.type
where a.started <= v.cutoff and coalesce(a.status, 'done') not in ('cancelled', 'planned');
