-- 单位的其他叫法，每个叫法一行：停用的名称下面的件数可能只是现名的一部分，一个叫法两个单位的分不清是哪个，都不算
select any_value(canonical) as item, name from units
where until is null and name <> canonical
group by name having count(distinct canonical) = 1 order by all
