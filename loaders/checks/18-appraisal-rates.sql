-- 提示:民主评议台账自己写的满意率、其他指标台账的民主评议测评满意率,与按票数算的一致(按写的位数)
with votes as (
  select a.year, a.unit, a.rate, a.approving, a.returned, f.shown as name, a.line
  from appraisal_facts as a join files as f using (file)
  where a.view = 'year' and a.returned > 0
), written as (
  select name || '第' || line || '行「测评满意率」' as place, unit, year, rate as stated, approving as k, returned as n from votes where rate is not null
  union all
  select '其他指标台账', '各单位合计', i.year, i.value, if(count(v.approving) = count(*), sum(v.approving), null), sum(v.returned)
  from indicators as i join votes as v using (year)
  where i.indicator = '民主评议测评满意率' group by i.year, i.value
), compared as (
  -- 各行写到几位就比到几位
  select *, 100 * k / n as computed, len(regexp_extract(stated::varchar, '\.(\d*[1-9])0*$', 1)) as places from written
)
select place as 位置, unit as 单位, year as 年度, stated || '%' as 写的, round(computed, 2) || '%' as 按票数算的, k as 满意票, n as 收回票,
  if(stated between 0 and 1 and abs(100 * stated - computed) <= 0.5 / 10 ** greatest(places - 2, 0) + 1e-9,
    '像是百分数存成的小数，应写成 ' || regexp_replace(round(100 * stated, 6)::varchar, '\.0$', ''),
    '请核对满意率和各项票数，改正写错的一处') as 改法
from compared
where abs(stated - computed) > 0.5 / 10 ** places + 1e-9 or (stated = 100 and k <> n)
order by all
