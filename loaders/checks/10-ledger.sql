-- 台账里同一指标同一年度只有一个数值
select indicator as 指标, year as 年度, string_agg(value::varchar, '、') as 数值
from indicators
group by indicator, year
having count(*) > 1
order by all
