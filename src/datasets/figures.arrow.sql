-- 每个视角、指标、年度一行
select view, metric, year::integer as year, value, said, numerator, denominator, as_of::varchar as as_of
from figures
where main and (value is not null or said is not null)
order by view desc, metric, year
