-- 读者另选时点或另选年度口径后的每个数字一行:合计、按月(month 有值)或按类目(dimension 有值)
create view offered as
select view, basis, metric, year::integer as year, null::integer as month, null as dimension, null as item, value, numerator, denominator, as_of::varchar as as_of
from figures where not main and value is not null
union all
select view, basis, metric, year::integer, month::integer, null, null, value, null, null, null
from months
where not main and value <> 0
  and metric in (select s.metric from shown as s where s.grain = 'months')
union all
select view, basis, metric, year::integer, null, dimension, item, value, null, null, null
from shown_dimensions
where not main and (value <> 0 or denominator > 0 or split_part(metric, '.', 1) in (from zeros))
  and metric in (select s.metric from shown as s where s.grain = 'dimensions')
  and (split_part(metric, '.', 1), dimension) in (select kind, s.dimension from splits as s where offered)
