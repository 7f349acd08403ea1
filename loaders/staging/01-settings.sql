-- 一行:数据截至日期(命令行指定的优先,其次是规则表写明的,再次是导出文件写明的日期与最后一条记录的日期中较晚的,自定义的日期列也算,晚于今天的不算;
-- 只有名册时以最近一次任职或离任的日期为准;只有台账时没有日期,以台账最后一个年度的年末为准,这一年还没有过完的以今天为准);said:是命令行或规则表写明的
create table settings as
with known as (
  select /*@ s.whose, */ coalesce(
    greatest(
      (select max(exported) from files /*@ where files.whose = s.whose */),
      (select max(last) from last_events /*@ where last_events.whose = s.whose */)
    ),
    (select last from last_standing /*@ where last_standing.whose = s.whose */),
    (select least(make_date(max(year)::integer, 12, 31), current_date) from indicators /*@ where indicators.whose = s.whose */)
  ) as data_as_of
  /*@ from offices as s */
)
select /*@ whose, */
  coalesce(try_cast(getvariable('as_of') as date), try_cast(rule('数据截至' /*@ , known.whose */) as date), data_as_of) as as_of,
  data_as_of,
  try_cast(getvariable('as_of') as date) is not null or try_cast(rule('数据截至' /*@ , known.whose */) as date) is not null as said
from known;
