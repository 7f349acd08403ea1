-- 每条口径设置一行
select rule, value, options, note from rules order by rule
