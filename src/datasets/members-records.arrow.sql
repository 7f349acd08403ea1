-- 仅分析版(发布版为空):每名委员、年度一行,年末(未完的年度为截至日期)在任的委员,及其得分和等次
select year::integer as year, number, name, gender, ethnicity, sector, party, committee, office, term,
  appointed::varchar as appointed, ended::varchar as ended, reason, d.active, d.points, d.grade
from member_facts join member_duties as d using (view, year, number)
where view = 'year'
order by year, number
