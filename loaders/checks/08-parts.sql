-- 分项之和等于总数;一件可归多项的,分项之和不小于总数
select m.label as 指标, d.view as 视角, d.basis as 年度口径, d.year as 年度, d.dimension as 维度, sum(d.value) as 分项之和, any_value(f.value) as 总数
from dimensions as d
join figures as f using (view, basis, metric, year)
join metrics as m on m.id = d.metric
left join splits as s on s.kind = m.kind and s.dimension = d.dimension
where d.metric in (select metric from shown)
group by all
having case when any_value(s.multiple) or d.dimension in (select dimension from drawn where multiple) then sum(d.value) < any_value(f.value)
  else sum(d.value) <> any_value(f.value) end
order by all
