-- 读者另选时点或另选年度口径后的民主监督意见的每个数字一行:合计、按月(month 有值)或按类目(dimension 有值)
from offered where starts_with(metric, 'suggestions.')
order by metric, view, basis, dimension nulls first, year, month, value desc, item
