-- 提示:计分表里出席、请假、缺席、列席、发言的条件,都是会议、活动或出席记录里有的类别
with conditions as (
  select event, unnest(list_transform(regexp_split_to_array(condition, '[、,，;；+]'), c -> trim(c))) as condition
  from points
  where event in ('出席', '请假', '缺席', '列席', '发言')
)
select event as 事项, condition as 条件,
  (select string_agg(distinct category, '、' order by category) from attendances) as 出席记录里的类别
from conditions
where condition not in ('', '会议', '活动')
  and condition not in (select category from attendances where category is not null)
  and exists (from attendances where category is not null)
order by all
