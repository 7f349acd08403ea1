-- 仅分析版(发布版为空):每个年度基础、年度、每条公益诉讼线索记录在各时点不变的一段一行;不含姓名等个人信息
select * from leads_states order by basis, year, file_name, line, from_step
