-- 台账每个指标、年度一行,连同口径和来源,不含填报人
select i.indicator, i.year, i.value, i.unit, i.rule, i.origin, f.shown as name, i.line
from indicators as i join files as f using (file)
order by i.year, i.indicator, i.line
