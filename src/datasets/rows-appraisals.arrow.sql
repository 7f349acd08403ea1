-- 仅分析版(发布版为空):每个视角、年度基础、年度、每条民主评议记录一行,及其计入各指标的数;不含姓名等个人信息
select * from appraisals_rows order by view, basis, year, file_name, line
