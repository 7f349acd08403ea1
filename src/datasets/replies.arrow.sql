-- 每个视角、年度基础、年度、用时区间(十天)一行:立案提案自交办到答复的件数
from replies order by view desc, basis desc, year, days
