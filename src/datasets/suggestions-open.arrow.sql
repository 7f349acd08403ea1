-- 每个截至日期、交办月份一行：还没有办结的民主监督意见条数，其中逾期的条数；只有计数
from suggestions_open order by day, year, month
