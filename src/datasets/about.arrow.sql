-- 一行:是否示例数据、数据截至日期、输入指纹
select a.sample, s.as_of::varchar as as_of, a.fingerprint
from about as a, settings as s
