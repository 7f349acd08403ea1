-- 一行:是否示例数据、数据截至日期、其中记录和文件自己的日期、输入指纹、所用的指标目录,哪些数字无从知道、哪些漏了没有读懂的格、哪些在年中某一天无从知道、哪些种类有文件没有读、没有读全、由几类记录得出的各来自哪些、自选图表、图上的备注(均为 JSON)
select a.sample, s.as_of::varchar as as_of, s.data_as_of::varchar as data_as_of, a.fingerprint,
  (select '[' || string_agg(entry, ',' order by place) || ']' from metrics) as catalogue,
  (select coalesce(to_json(list(u order by u.metric, u.basis, u.year, u.dimension))::varchar, '[]') from unknown as u) as unknown,
  (select coalesce(to_json(list(p order by p.metric, p.basis, p.year))::varchar, '[]') from partial as p) as partial,
  (select coalesce(to_json(list(n order by n.metric, n.basis, n.year))::varchar, '[]') from undated as n) as undated,
  (select coalesce(to_json(list({kind: f.kind, name: f.name, reason: f.reason, partly: f.partly} order by f.kind, f.name))::varchar, '[]')
    from (select unnest(likely) as kind, shown as name, refused as reason, false as partly from files where refused is not null
      union all select unnest([kind] || coalesce(likely, [])), shown, partly, true from files where partly is not null) as f) as incomplete,
  (select coalesce(to_json(list(m order by m.kind, m.field))::varchar, '[]') from made_of as m) as made,
  (select '[' || coalesce(string_agg(entry, ',' order by place), '') || ']' from charts) as charts,
  (select '[' || coalesce(string_agg(entry, ',' order by place), '') || ']' from noted) as notes
from about as a, settings as s
