-- 每个文件一行
select file, shown as name, kind, encoding, bytes::double as bytes, records, accepted, quarantined, duplicates,
  dropped_header + dropped_total + dropped_footer + dropped_blank as dropped,
  dropped_header, dropped_total, dropped_footer, dropped_blank, warnings,
  first_date::varchar as first_date, last_date::varchar as last_date, exported::varchar as exported,
  list_aggregate(unknown_columns, 'string_agg', '、') as unknown_columns, refused, left(sha256, 8) as sha256
from files as f
order by kind, f.name
