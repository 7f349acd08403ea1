-- 提示:出席记录里缺席、请假的委员,不在同一次活动的参加委员名单里(两边都写的,各按各的计)
select f.name || '第' || a.line || '行' as 位置, a.name as 活动, g.name || '第' || b.line || '行' as 名单
from attendance_facts as a
join member_names as n on n.kind = 'attendances' and n.file = a.file and n.line = a.line
join activities as b on b.number = a.meeting and b.year = a.year
join member_names as m on m.kind = 'activities' and m.file = b.file and m.line = b.line and m.number = n.number
join files as f on f.file = a.file
join files as g on g.file = b.file
where a.view = 'year' and a.missed
order by f.name, a.line
