-- 每个年度、时点、维度组合一行:可相加的指标在该时点的变化;只有组合与计数,没有条目
select * exclude (basis) from suggestions_cube where basis = 'calendar'
