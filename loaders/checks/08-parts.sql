-- 分项之和等于总数(一件可归多项的除外)
select m.label as 指标, d.year as 年度, d.dimension as 维度, sum(d.value) as 分项之和, any_value(f.value) as 总数
from dimensions as d
join figures as f using (view, metric, year)
join metrics as m on m.id = d.metric
where d.view = 'year' and d.metric in ('proposals.submitted', 'opinions.received', 'activities.held')
  and d.dimension not in ('main_unit', 'forwarded_to', 'adopted_by')
group by all
having sum(d.value) <> any_value(f.value)
order by all
