-- 每个指标一行,供分析页查询
select id as metric, label, unit, kind, basis, rule, subset_of from metrics order by place
