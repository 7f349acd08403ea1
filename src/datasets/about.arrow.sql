-- 一行:是否示例数据、数据截至日期、输入指纹、所用的指标目录(JSON)
select a.sample, s.as_of::varchar as as_of, a.fingerprint, (select '[' || string_agg(entry, ',' order by place) || ']' from metrics) as catalogue
from about as a, settings as s
