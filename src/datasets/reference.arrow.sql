-- 每个参考表的每一行一行,内容为 JSON,供导入体检使用
select 'sessions' as kind, to_json(t)::varchar as row from sessions as t
union all select 'units', to_json(t)::varchar from units as t
union all select 'codes', to_json(t)::varchar from codes as t
union all select 'categories', to_json(t)::varchar from categories as t
union all select 'activity_types', to_json(t)::varchar from activity_types as t
union all select 'own_columns', to_json(t)::varchar from own_columns as t
union all select 'rules', to_json(t)::varchar from rules as t
order by all
