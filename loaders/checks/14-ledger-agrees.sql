-- 台账与导出文件都有的指标,完整年度的数值一致(按台账写的位数)
with pairs as (
  select m.label, i.year, i.value as ledger, i.value::varchar as written, m.unit,
    if(m.unit = '%', f.value * 100, f.value) as computed, f.numerator, f.denominator
  from indicators as i
  join metrics as m on m.label = i.indicator and m.kind <> 'indicators'
  join figures as f on f.metric = m.id and f.basis = m.basis and f.year = i.year and f.view = 'year'
  join periods as p on p.view = 'year' and p.basis = 'calendar' and p.year = i.year and p.complete
)
select label as 指标, year as 年度, ledger || if(unit = '%', '%', unit) as 台账,
  round(computed, 2) || if(unit = '%', '%', unit) as 计算结果, numerator as 分子, denominator as 分母
from pairs
where abs(ledger - computed) > 0.5 / 10 ** len(regexp_extract(written, '\.(\d*[1-9])0*$', 1)) + 1e-9
  or (unit = '%' and ledger = 100 and numerator <> denominator)
order by all
