-- 读者另选时点或另选年度口径后的每个数字一行:合计,或按月(month 有值)
from offered where dimension is null
order by metric, view, basis, dimension nulls first, year, month, value desc, item
