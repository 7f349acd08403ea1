-- 仅分析版(发布版为空):每条民主评议记录一行,现在的样子;不含姓名等个人信息
select * from appraisals_items order by year, file_name, line
