-- 每个存下的视图一行:名称、说明、链接
select name, note, address from own_views order by name
