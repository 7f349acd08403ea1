-- 校验请核对的每一处一行，只在分析版
select rule, words from check_rows order by name, place
