-- 提示:比率在0与100%之间
select m.label as 指标, f.view as 视角, f.year as 年度, f.value as 数值, f.numerator as 分子, f.denominator as 分母
from figures as f join metrics as m on m.id = f.metric
where m.unit = '%' and not f.value between 0 and 1
order by all
