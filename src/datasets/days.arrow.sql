-- 每个指标、日期一行:按日期计数的指标（活动项数、场次，自选日历）;day 为元旦起的天数
from days
order by metric, year, day
