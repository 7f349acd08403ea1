-- 台账与导出文件都有的指标,完整年度的数值一致(按台账写的位数)
with pairs as (
  select m.label, i.year, i.file, i.line, i.value as ledger, i.value::varchar as written, m.unit,
    if(m.unit = '%', f.value * 100, f.value) as computed, f.numerator, f.denominator
  from indicators as i
  join metrics as m on m.label = i.indicator and m.kind <> 'indicators'
  join figures as f on f.metric = m.id and f.basis = m.basis and f.year = i.year and f.view = 'year'
  join periods as p on p.view = 'year' and p.basis = 'calendar' and p.year = i.year and p.complete
)
select n.name as 文件, line as 行, label as 指标, year as 年度,
  regexp_replace(written, '\.0+$', '') || unit as 台账写的,
  regexp_replace(round(computed, 2)::varchar, '\.0+$', '') || unit
    || if(numerator is null or denominator is null, '',
      '（' || regexp_replace(numerator::varchar, '\.0+$', '') || '÷' || regexp_replace(denominator::varchar, '\.0+$', '') || '）') as 按导出文件算的,
  '按导出文件为准的，删去台账这一行；以台账为准的，请核对导出文件是否齐全，或者在台账里换一个名称' as 改法
from pairs left join files as n using (file)
where abs(ledger - computed) > 0.5 / 10 ** len(regexp_extract(written, '\.(\d*[1-9])0*$', 1)) + 1e-9
  or (unit = '%' and ledger = 100 and numerator <> denominator)
order by all
