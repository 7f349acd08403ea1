-- 一行:是否示例数据、数据截至日期、输入指纹、所用的指标目录,哪些数字无从知道(均为 JSON)
select a.sample, s.as_of::varchar as as_of, a.fingerprint,
  (select '[' || string_agg(entry, ',' order by place) || ']' from metrics) as catalogue,
  (select coalesce(to_json(list(u order by u.metric, u.basis, u.year, u.dimension))::varchar, '[]') from unknown as u) as unknown
from about as a, settings as s
