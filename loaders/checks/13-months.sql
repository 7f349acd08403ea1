-- 各月之和不大于全年
select m.label as 指标, f.view as 视角, f.basis as 年度口径, f.year as 年度, sum(d.value::decimal(38, 9))::double as 各月之和, any_value(f.value) as 全年
from months as d
join figures as f using (view, basis, metric, year)
join metrics as m on m.id = d.metric
-- 自己的数字列可以有负数,没有日期的那几项就可能小于零
where (m.entry->>'$.count.field.type') is distinct from 'number'
group by all
having sum(d.value::decimal(38, 9))::double > any_value(f.value)
order by all
