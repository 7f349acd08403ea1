-- 提示:流程逐级不增:提交、立案、交办、办结;收到、编报、转报;交办、答复、办结;移送、立案
with steps(before, after) as (
  values ('proposals.submitted', 'proposals.filed'), ('proposals.filed', 'proposals.assigned'),
    ('proposals.assigned', 'proposals.closed'), ('proposals.assigned', 'proposals.replied'),
    ('opinions.received', 'opinions.compiled'), ('opinions.compiled', 'opinions.forwarded'),
    ('suggestions.handed', 'suggestions.replied'), ('suggestions.replied', 'suggestions.closed'),
    ('leads.handed', 'leads.filed')
)
select b.label as 前一步, w.value as 前一步数值, a.label as 后一步, f.value as 后一步数值, f.view as 视角, f.year as 年度
from steps as s
join metrics as b on b.id = s.before
join metrics as a on a.id = s.after
join figures as w on w.metric = s.before
join figures as f on f.metric = s.after and f.view = w.view and f.basis = w.basis and f.year = w.year
where f.value > w.value
order by all
