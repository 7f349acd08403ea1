-- 仅分析版(发布版为空):每个年度、事项、条件一行,这一年的导出文件说得出的;条件空白的是这一事项的全部
select year::integer as year, event, tag from member_tells order by year, event, tag
