-- 提示:没有其他指标台账,或台账没有读;公式、目标和图表里写到的这些名称不在别的导出文件里,暂按台账指标处理,没有数据
select string_agg(label, '、' order by label) as 指标
from metrics
where kind = 'indicators' and id = 'indicators.' || label and not exists (from indicators) and exists (from files where accepted > 0)
  and label not in (select indicator from indicators)
having count(*) > 0
