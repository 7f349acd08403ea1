-- 一行:数据截至日期(命令行指定的优先,其次是导出文件写明的日期与最后一条记录的日期中较晚的)
create table settings as
with events as (
  select max(greatest(submitted, reviewed, assigned, replied, closed)) as last from proposals
  union all select max(greatest(received, compiled, forwarded, instructed)) from opinions
  union all select max(started) from activities where coalesce(status, 'done') in ('done', 'ongoing')
), known as (
  select greatest((select max(exported) from files), (select max(last) from events)) as data_as_of
)
select coalesce(try_cast(getvariable('as_of') as date), data_as_of) as as_of, data_as_of from known;

-- 一条口径设置的取值;规则表没有写的为空,用到它的地方各有默认
create macro rule(name) as (select any_value(r.value) from rules as r where r.rule = name);
