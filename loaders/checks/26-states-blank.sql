-- 提示:办理状态、是否立案写全(空着、也没有写日期的,按没有办结、没有立案计)
select f.name || '第' || s.line || '行' as 位置, s.number as 编号, '办理状态' as 没有写
from suggestions as s join files as f using (file)
where s.status is null and s.answer is null
  and exists (from suggestions as o where o.file = s.file and o.status is not null)
union all
select f.name || '第' || l.line || '行', l.number, '是否立案'
from leads as l join files as f using (file)
where l.filed is null and exists (from leads as o where o.file = l.file and o.direction = l.direction and o.filed is not null)
order by all
