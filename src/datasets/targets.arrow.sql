-- 每个年度、指标一行:目标值用指标印出时的单位
select year::integer as year, metric as label, target, comparison
from targets
order by year, label
