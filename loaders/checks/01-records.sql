-- 每个文件的记录数等于采用、隔离、重复与略去之和
select name as 文件, records as 记录, accepted as 采用, quarantined as 隔离, duplicates as 重复,
  dropped_header + dropped_total + dropped_footer + dropped_blank as 略去
from files
where refused is null
  and records <> accepted + quarantined + duplicates + dropped_header + dropped_total + dropped_footer + dropped_blank
