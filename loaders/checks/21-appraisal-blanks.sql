-- 提示:民主评议各行的票数写全(别的行写了而这一行空着的,合计不含这一行)
with votes as (
  select a.year, a.unit, f.shown as name, a.line, unnest([
    {label: '发出票数', value: a.issued, open: true},
    {label: '基本满意', value: a.basic, open: votes.open}, {label: '不满意', value: a.dissatisfied, open: votes.open},
    {label: '弃权', value: a.abstained, open: votes.open}
  ], recursive := true)
  from appraisal_facts as a join files as f using (file),
    -- 收回的票都写在别的栏里的，空着的一栏就是没有
    lateral (select a.returned > coalesce(a.satisfied, 0) + coalesce(a.basic, 0) + coalesce(a.dissatisfied, 0) + coalesce(a.abstained, 0) as open) as votes
  where a.view = 'year'
)
select name || '第' || line || '行' as 位置, unit as 单位, string_agg(label, '、' order by label) as 没有写
from votes as v
where value is null and open and exists (from votes as o where o.year = v.year and o.label = v.label and o.value is not null)
group by all
order by all
