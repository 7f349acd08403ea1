-- 提示:民主监督意见的办理时限不早于交办日期,答复不晚于办结
select f.name || '第' || s.line || '行' as 位置, s.number as 编号,
  if(s.due < s.handed, '办理时限' || s.due || '早于交办日期' || s.handed, '答复日期' || s.replied || '晚于办结日期' || s.closed) as 不合理
from suggestions as s join files as f using (file)
where s.due < s.handed or s.replied > s.closed
order by f.name, s.line
