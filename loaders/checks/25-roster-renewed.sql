-- 提示:较新的名册里没有了的委员,写明离任日期(没有写的,仍按在任计)
with renewed as (
  select file, into_file, count(*) as among from replacements where kind = 'members' group by all
), missing as (
  select m.file, m.line, r.into_file, r.among, count(*) over (partition by m.file, r.into_file) as how_many
  from members as m join renewed as r on r.file = m.file, settings
  where coalesce(m.ended > settings.as_of, true)
    and not exists (from members as n where n.file = r.into_file and n.number = m.number)
)
select f.name || '第' || x.line || '行' as 位置, g.name as 较新的名册
from missing as x join files as f on f.file = x.file join files as g on g.file = x.into_file
-- 换了一半以上的才是新的名册，不是补充
where x.how_many < x.among
order by f.name, x.line
