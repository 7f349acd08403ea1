/** A worked example: what it answers and the statement that does. */
export interface Example {
  title: string;
  sql: string;
}

/** Statements to begin from, from the plainest on. */
export const examples: readonly Example[] = [
  {
    title: "各年提交提案的件数",
    sql: "select year, count(*)::int as 件数\nfrom proposals\ngroup by year\norder by year"
  },
  {title: "指标目录里有什么", sql: "select metric, label, unit, rule\nfrom metrics"},
  {title: "一个指标的历年", sql: "select year, value\nfrom figures\nwhere label = '委员满意率'\norder by year"},
  {
    title: "党派 × 主办单位的平均答复天数",
    sql: "select coalesce(party, '未填') as 党派, unit as 主办单位,\n  round(avg(reply_days), 1) as 平均天数, count(*)::int as 件数\nfrom (select *, unnest(main_units) as unit from proposals)\nwhere filed and reply_days is not null\ngroup by all\nhaving count(*) >= 5\norder by 平均天数 desc"
  },
  {
    title: "各单位答复用时的中位数和九成分位",
    sql: "select unit as 主办单位, count(*)::int as 件数,\n  median(reply_days) as 中位数, quantile_cont(reply_days, 0.9) as 九成在此之内\nfrom (select *, unnest(main_units) as unit from proposals)\nwhere filed and reply_days is not null\ngroup by all\norder by 中位数 desc"
  },
  {
    title: "超过时限才答复的提案",
    sql: "select year, number, title, due, replied, (replied - due)::int as 超过天数\nfrom proposals\nwhere filed and replied > due\norder by 超过天数 desc"
  },
  {
    title: "各类别的立案率",
    sql: "select category as 类别, count(*)::int as 提交,\n  count(*) filter (where filed)::int as 立案,\n  round(100.0 * count(*) filter (where filed) / count(*), 1)::double as 立案率\nfrom proposals\nwhere year = 2024\ngroup by all\norder by 立案率 desc"
  },
  {
    title: "类别 × 年度",
    sql: "select category as 类别, year::varchar as 年度, count(*)::int as 件数\nfrom proposals\ngroup by all\norder by 类别, 年度"
  },
  {
    title: "类别逐年，一年一列",
    sql: "pivot (select category, year from proposals)\non year using count(*)\ngroup by category\norder by category"
  },
  {
    title: "联名人数越多，满意率越高吗",
    sql: "select case when proposer_count is null then '未填' when proposer_count <= 1 then '1人'\n    when proposer_count <= 5 then '2—5人' else '6人以上' end as 人数,\n  count(*) filter (where counts_for_rating)::int as 参评,\n  round(100.0 * count(*) filter (where satisfied) / nullif(count(*) filter (where counts_for_rating), 0), 1)::double as 满意率\nfrom proposals\nwhere filed\ngroup by all\norder by 人数"
  },
  {
    title: "满意率与答复快慢，各单位",
    sql: "select unit as 主办单位, median(reply_days) as 答复中位天数,\n  round(100.0 * count(*) filter (where satisfied) / count(*) filter (where counts_for_rating), 1)::double as 满意率\nfrom (select *, unnest(main_units) as unit from proposals)\nwhere filed\ngroup by all\nhaving count(*) filter (where counts_for_rating) >= 5"
  },
  {
    title: "社情民意：收到、编报、转报、采用",
    sql: "select year, count(*)::int as 收到, count(compiled)::int as 编报,\n  count(*) filter (where len(forwarded_to) > 0)::int as 转报,\n  count(*) filter (where len(adopted_by) > 0)::int as 采用\nfrom opinions\ngroup by year\norder by year"
  },
  {
    title: "社情民意从收到到编报的天数",
    sql: "select source_type as 来源, median(compiled - received)::int as 中位天数, count(*)::int as 篇数\nfrom opinions\nwhere compiled is not null\ngroup by all\norder by 中位天数"
  },
  {
    title: "哪些去向采用得多",
    sql: "select level as 采用层级, category as 类别, count(*)::int as 篇次\nfrom (select *, unnest(adopted_by) as level from opinions)\ngroup by all\norder by 篇次 desc"
  },
  {
    title: "各类活动的场次和参加人次",
    sql: "select type as 活动类型, sum(sessions)::int as 场次, sum(attendances)::int as 参加人次\nfrom activities\nwhere year = 2024\ngroup by all\norder by 场次 desc"
  },
  {
    title: "一年里各月的活动",
    sql: "select month(started)::int as 月份, count(*)::int as 项数\nfrom activities\nwhere year = 2024\ngroup by all\norder by 月份"
  },
  {
    title: "一月比一月的提案，逐月累计",
    sql: "select year, month, sum(value) over (partition by year order by month)::int as 累计\nfrom months\nwhere label = '提交提案' and year >= 2023\norder by year, month"
  },
  {
    title: "与上年比变化最大的指标",
    sql: "select label, unit, value, lag(value) over (partition by metric order by year) as 上年,\n  value - lag(value) over (partition by metric order by year) as 变化\nfrom figures\nwhere unit <> '%'\nqualify year = 2024 and 上年 >= 10\norder by abs(变化 / 上年) desc\nlimit 20"
  },
  {
    title: "换届前后：十届与十一届的年均",
    sql: "select label, avg(value) filter (where year < 2022) as 换届前, avg(value) filter (where year between 2022 and 2024) as 换届后\nfrom figures\nwhere label in ('提交提案', '立案提案', '收到社情民意', '履职活动')\ngroup by label"
  },
  {
    title: "数字出自哪个文件",
    sql: "select file_name as 导出文件, count(*)::int as 记录, min(submitted) as 最早, max(submitted) as 最晚\nfrom proposals\ngroup by all\norder by 最早"
  }
];
