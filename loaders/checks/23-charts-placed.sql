-- 提示:charts.csv 里的图表在所写的页面上，没有那一页的放在「自选图表」
select entry::json ->> '$.name' as 图表, entry::json ->> '$.moved.page' as 页面, entry::json ->> '$.moved.why' as 说明
from charts
where entry::json ->> '$.moved.page' is not null
order by place
