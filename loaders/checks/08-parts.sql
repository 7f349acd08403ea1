-- 分项之和等于总数;一件可归多项的,分项之和不小于总数
with sums as (
  select metric, view, basis, year, dimension, sum(value::decimal(38, 9))::double as total
  from shown_dimensions group by all
)
select m.label as 指标, d.view as 视角, d.basis as 年度口径, d.year as 年度, d.dimension as 维度, d.total as 分项之和, f.value as 总数
from sums as d
join figures as f using (view, basis, metric, year)
join metrics as m on m.id = d.metric
left join splits as s on s.kind = m.kind and s.dimension = d.dimension
where (m.entry->>'adds')::boolean and case when s.multiple or d.dimension in (select dimension from drawn where multiple)
  -- 自己的数字列可以有负数
  then d.total < f.value and (m.entry->>'$.count.field.type') is distinct from 'number'
  else d.total <> f.value end
order by all
