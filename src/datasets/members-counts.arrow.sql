-- 仅分析版(发布版为空):每名委员、年度、事项、条件一行,有几次;条件空白的是全部
select year::integer as year, number, event, tag, times from member_counts order by year, number, event, tag
