import {source as declared, type Fields, type Source} from "./source.js";

/** A table that the office keeps by hand: no system exports it. */
const source = (name: string, fields: Fields, options: Parameters<typeof declared>[2]): Source =>
  declared(name, fields, {...options, kept: true, words: true});

/** 届次表: the plenaries, by which proposals find their year. */
export const sessions = source(
  "sessions",
  {
    session: {type: "text", reads: "session", required: true, names: ["届次"]},
    term: {type: "integer", required: true, counted: ["届"], names: ["届"]},
    ordinal: {type: "integer", required: true, counted: ["次", "次会议"], names: ["次"]},
    opens: {type: "date", names: ["开幕日期"]},
    closes: {type: "date", names: ["闭幕日期"]},
    year: {type: "integer", reads: "year", required: true, names: ["年度"]}
  },
  {label: "届次表", needs: [["session"], ["opens"], ["year"]]}
);

/** 目标表: in the unit that the metric prints (95 for 95%). */
export const targets = source(
  "targets",
  {
    year: {type: "integer", reads: "year", required: true, names: ["年度"]},
    metric: {type: "text", required: true, names: ["指标"]},
    target: {type: "number", reads: "measure", also: "unit", required: true, names: ["目标"]},
    comparison: {type: "text", required: true, names: ["比较"]}
  },
  {label: "目标表", needs: [["year"], ["metric"], ["target"]]}
);

/** 单位表: every name a unit has had → the name it goes by now. */
export const units = source(
  "units",
  {
    name: {type: "text", required: true, names: ["名称"]},
    canonical: {type: "text", required: true, names: ["规范名称"]},
    since: {type: "date", names: ["启用日期"]},
    until: {type: "date", names: ["停用日期"]}
  },
  {label: "单位表", needs: [["name"], ["canonical"]]}
);

/** 代码表: what a bare code means in one column of one kind of export. */
export const codes = source(
  "codes",
  {
    source: {type: "text", required: true, names: ["来源"]},
    field: {type: "text", required: true, names: ["字段", "列", "列名", "表头"]},
    code: {type: "text", reads: "id", required: true, names: ["代码"]},
    meaning: {type: "text", required: true, names: ["含义"]},
    since: {type: "integer", reads: "year", names: ["启用年度", "起始年度"]},
    until: {type: "integer", reads: "year", names: ["停用年度", "截止年度"]}
  },
  {label: "代码表", needs: [["source"], ["field"], ["code"], ["meaning"]]}
);

/** 类别表: the local list of categories. */
export const categories = source(
  "categories",
  {
    category: {type: "text", required: true, names: ["类别"]},
    canonical: {type: "text", required: true, names: ["归入"]}
  },
  {label: "类别表", needs: [["category"], ["canonical"]]}
);

/** 活动类型表: which targets a type of activity counts toward, many to many. */
export const activityTypes = source(
  "activity_types",
  {
    type: {type: "text", required: true, names: ["活动类型"]},
    counts_toward: {type: "text", names: ["计入"]}
  },
  {label: "活动类型表", needs: [["type"], ["counts_toward"]]}
);

/** 规则表: counting rules that the office decides. */
export const rules = source(
  "rules",
  {
    rule: {type: "text", required: true, names: ["规则"]},
    value: {type: "text", required: true, names: ["取值"]},
    options: {type: "text", names: ["可选"]},
    note: {type: "text", names: ["说明"]}
  },
  {label: "规则表", needs: [["rule"], ["value"]]}
);

/** 口径变化表: from which year on a metric was counted otherwise; printed with every comparison across that year. */
const ruleChanges = source(
  "rule_changes",
  {
    metric: {type: "text", required: true, names: ["指标"]},
    since: {type: "integer", reads: "year", required: true, names: ["自年度"]},
    note: {type: "text", required: true, names: ["说明"]}
  },
  {label: "口径变化表", needs: [["metric"], ["since"], ["note"]]}
);

/** 指标表: the office's own metrics, and those of ours that it counts otherwise. */
export const ownMetrics = source(
  "own_metrics",
  {
    name: {type: "text", reads: "id", names: ["代号"]},
    label: {type: "text", required: true, names: ["指标", "指标名称"]},
    unit: {type: "text", names: ["单位", "计量单位"]},
    source: {type: "text", names: ["来源", "数据来源"]},
    aggregate: {type: "text", names: ["统计", "统计方法", "公式"]},
    conditions: {type: "text", names: ["条件"]},
    dimension: {type: "text", names: ["维度"]},
    year: {type: "text", names: ["年度"]},
    month: {type: "text", names: ["月份"]},
    print: {type: "text", names: ["印法"]},
    phrases: {type: "text", names: ["说法"]},
    subset: {type: "text", names: ["所属"]},
    side: {type: "text", names: ["侧"]},
    shown: {type: "text", names: ["列示"]},
    weight: {type: "text", names: ["分量"]},
    settings: {type: "text", names: ["设置"]},
    rule: {type: "text", names: ["口径"]}
  },
  {label: "指标表", needs: [["label"], ["unit"], ["source"], ["aggregate", "rule", "print"]]}
);

/** 图表表: the office's own charts, over any metrics and fields. */
const ownCharts = source(
  "own_charts",
  {
    name: {type: "text", required: true, names: ["图表", "图表名称"]},
    shape: {type: "text", required: true, names: ["形状"]},
    metrics: {type: "text", required: true, names: ["指标"]},
    dimension: {type: "text", names: ["维度"]},
    years: {type: "integer", counted: ["年"], names: ["年数"]},
    page: {type: "text", names: ["页面"]},
    title: {type: "text", names: ["标题"]}
  },
  {label: "图表表", needs: [["name"], ["shape"], ["metrics"]]}
);

/** 备注表: what the office notes at a metric's point or at a year of a chart. */
const notes = source(
  "notes",
  {
    target: {type: "text", required: true, names: ["图表或指标", "图表", "指标"]},
    year: {type: "integer", reads: "year", required: true, names: ["年度"]},
    text: {type: "text", required: true, names: ["文字", "备注"]}
  },
  {label: "备注表", needs: [["target"], ["year"], ["text"]]}
);

/** 计分表: what an event of a member's year gives, up to a cap; 基础分 and 等次 stand in it too. */
const points = source(
  "points",
  {
    event: {type: "text", required: true, names: ["事项"]},
    condition: {type: "text", names: ["条件"]},
    value: {type: "number", required: true, behind: {units: ["分"]}, names: ["分值"]},
    cap: {type: "number", behind: {units: ["分"], times: "次"}, also: "cap_times", names: ["上限"]},
    cap_times: {type: "number", behind: {units: ["次"]}, names: ["上限次数"]}
  },
  {label: "计分表", needs: [["event"], ["value"]], serves: ["members", "attendances"]}
);

/** 视图表: questions of 透视 and statements that are kept, by the links that open them. */
const ownViews = source(
  "own_views",
  {
    name: {type: "text", required: true, names: ["名称", "视图"]},
    note: {type: "text", names: ["说明"]},
    address: {type: "text", required: true, names: ["链接", "地址"]},
    years: {type: "text", names: ["年度"]}
  },
  {label: "视图表", needs: [["name"], ["address"]]}
);

/** 页面表: which pages readers see; those not named are shown. */
const ownPages = source(
  "own_pages",
  {
    page: {type: "text", required: true, names: ["页面"]},
    shown: {type: "flag", required: true, names: ["显示"]}
  },
  {label: "页面表", needs: [["page"], ["shown"]]}
);

/** 列表: what headers of the office's exports stand for that we do not know, or otherwise than we know them. */
const ownColumns = source(
  "own_columns",
  {
    kind: {type: "text", required: true, names: ["种类"]},
    header: {type: "text", required: true, names: ["表头"]},
    meaning: {type: "text", required: true, names: ["对应"]},
    type: {type: "text", names: ["类型"]}
  },
  {label: "列名表", needs: [["kind"], ["header"], ["meaning"]]}
);

/** 地区表: the places whose figures an upper level tells beside each other, and what each belongs to. */
export const places = source(
  "places",
  {
    name: {type: "text", required: true, names: ["地区"]},
    parent: {type: "text", names: ["上级"]},
    level: {type: "text", names: ["级别"]},
    code: {type: "text", reads: "id", names: ["代码"]},
    folder: {type: "text", reads: "id", names: ["文件夹"]},
    cohort: {type: "text", names: ["组别"]},
    members: {type: "integer", counted: ["人"], names: ["委员数"]}
  },
  // No export of an office speaks of places: only an upper level has the table.
  {label: "地区表", needs: [["name"], ["parent"], ["folder"]], serves: []}
);

export const references: readonly Source[] = [
  sessions,
  targets,
  units,
  codes,
  categories,
  activityTypes,
  rules,
  ruleChanges,
  ownMetrics,
  ownColumns,
  ownCharts,
  notes,
  ownViews,
  ownPages,
  places,
  points
];
