-- 比率等于分子除以分母
select m.label as 指标, f.view as 视角, f.year as 年度, f.value as 数值, f.numerator as 分子, f.denominator as 分母
from figures as f join metrics as m on m.id = f.metric
where m.unit = '%' and f.denominator > 0 and f.value is distinct from f.numerator / f.denominator
order by all
