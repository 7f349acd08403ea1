-- 每条口径设置一行:规则表的各条、各目标计入的活动类型、代码在各年度的含义
select rule, value, options, note from rules
union all
select '计入' || counts_toward || '的活动类型', string_agg(type, '、' order by type), null, '在活动类型表中填写,一类活动可计入多个目标'
from activity_types where counts_toward is not null group by counts_toward
union all
select source || '「' || field || '」代码 ' || code,
  string_agg(meaning || case
    when since is not null and until is not null then '(' || since || '—' || until || '年)'
    when since is not null then '(' || since || '年起)' when until is not null then '(至' || until || '年)' else '' end,
    ';' order by since nulls first), null, '在代码表中填写,含义随年度不同的写明起止年度'
from codes group by source, field, code
order by rule
