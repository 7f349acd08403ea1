-- 每条校验一行
select name, rule, rows from checks order by name
