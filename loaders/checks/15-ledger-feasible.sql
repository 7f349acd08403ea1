-- 台账里的百分比在其分母下可能出现(分母取导出文件的分母,或台账里同一指标的“参评数”“总数”)
with percentages as (
  select i.year, i.indicator, i.value, len(regexp_extract(i.value::varchar, '\.(\d*[1-9])0*$', 1))::integer as places,
    coalesce(f.denominator, n.value) as n
  from indicators as i
  left join metrics as m on m.label = i.indicator and m.kind <> 'indicators'
  left join figures as f on f.metric = m.id and f.basis = m.basis and f.year = i.year and f.view = 'year'
  left join indicators as n on n.year = i.year
    and n.indicator in (i.indicator || '参评数', i.indicator || '总数', i.indicator || '分母')
  where i.unit = '%'
), nearest as (
  select *, unnest([floor(value * n / 100), ceil(value * n / 100)]) as k from percentages where n > 0
)
select indicator as 指标, year as 年度, value || '%' as 台账, n as 分母
from nearest
group by all
having not bool_or(abs(round(100 * k / n, places) - value) < 1e-9)
order by all
