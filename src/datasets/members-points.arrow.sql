-- 仅分析版(发布版为空):每名委员、年度、计分表的行一行,几次、得几分(已按上限)
select year::integer as year, number, place::integer as place, event, condition, times, points from member_points order by year, number, place
