-- 每个指标、年度一行,与页面上不另选时显示的相同,供分析页查询
select f.metric, m.label, m.unit, f.year::integer as year, f.value, f.numerator, f.denominator, f.as_of
from figures as f join metrics as m on m.id = f.metric
where f.main and f.view = 'year' and f.value is not null
order by m.place, f.year
