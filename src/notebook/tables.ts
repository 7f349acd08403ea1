import {kindOf} from "../kinds/index.js";
import {dimensionsOf} from "../metrics/dimensions.js";
import {type CubeKind, cubeKinds} from "../metrics/filters.js";

/** A column of a table that analysts ask, in words. */
export interface Described {
  name: string;
  label: string;
}

/** A table that is there by its name on the SQL page and in notebooks. */
export interface AnalystTable {
  name: string;
  /** What staff call it, and what a row of it is. */
  label: string;
  grain: string;
  /** The dataset that holds it. */
  file: string;
  /** It may leave the house: it has no row of an export. */
  published: boolean;
  columns: readonly Described[];
}

const described = (columns: Readonly<Record<string, string>>): Described[] =>
  Object.entries(columns).map(([name, label]) => ({name, label}));

const figure = {metric: "指标代号", label: "指标", unit: "单位", year: "年度"};
const parts = {value: "数值，比率为 0 到 1", numerator: "比率的分子", denominator: "比率的分母"};

/** The items of a kind: every column of its export but those of people, and the facts that follow from them. */
function itemTable(kind: CubeKind): AnalystTable {
  const {label, fields, derived = {}} = kindOf(kind);
  const own = Object.entries(fields).filter(([name, {personal, contact}]) => !personal && !contact && name !== "year");
  return {
    ...{name: kind, label, grain: `每条${label}记录一行，现在的样子`, file: `items-${kind}.arrow`, published: false},
    columns: [
      {name: "year", label: "计入的年度"},
      ...own.map(([name, {names, type}]) => ({name, label: `${names[0]}${type === "list" ? "（可有几项）" : ""}`})),
      ...Object.entries(derived).map(([name, {label}]) => ({name, label})),
      ...described({file_name: "导出文件", line: "文件里的行"})
    ]
  };
}

const plain = (
  name: string,
  label: string,
  grain: string,
  columns: Readonly<Record<string, string>>
): AnalystTable => ({
  ...{name, label, grain, file: `tables-${name.replaceAll("_", "-")}.arrow`, published: true},
  columns: described(columns)
});

const split = cubeKinds.flatMap(kind => dimensionsOf(kind).map(({id, label}) => `${id} ${label}`));

/** The tables of analysts in the order of the page: those of the kinds, of figures, and those the office keeps. */
export const analystTables: readonly AnalystTable[] = [
  ...cubeKinds.map(itemTable),
  plain("figures", "指标数值", "每个指标、年度一行", {...figure, ...parts, as_of: "数到哪一天"}),
  plain("months", "按月数值", "每个指标、年度、月份一行", {...figure, month: "月份", value: "当月新增"}),
  plain("dimensions", "分项数值", "每个指标、年度、维度、类目一行", {
    ...figure,
    dimension: `维度代号：${[...new Set(split)].join("、")}`,
    item: "类目",
    ...parts
  }),
  plain("metrics", "指标目录", "每个指标一行", {
    ...{metric: "指标代号", label: "指标", unit: "单位", kind: "种类代号"},
    ...{basis: "年度口径：session 届次年度，calendar 自然年，mixed 各按各的", rule: "口径", subset_of: "所属指标代号"}
  }),
  plain("sessions", "届次", "每次会议一行", {
    ...{session: "届次", term: "届", ordinal: "次", opens: "开幕日期", closes: "闭幕日期", year: "年度"}
  }),
  plain("targets", "目标", "每个年度、指标一行", {year: "年度", metric: "指标", target: "目标", comparison: "比较"}),
  plain("units", "单位", "每个单位名称一行", {name: "名称", canonical: "规范名称", since: "自", until: "至"}),
  plain("categories", "类别", "每个类别名称一行", {category: "类别", canonical: "规范类别"}),
  plain("activity_types", "活动类型", "每个活动类型、计入的大类一行", {type: "活动类型", counts_toward: "计入"}),
  plain("codes", "代码", "每个代码一行", {
    ...{source: "来源", field: "列", code: "代码", meaning: "含义", since: "自", until: "至"}
  }),
  plain("notes", "备注", "每条备注一行", {target: "图表或指标", year: "年度", text: "文字"}),
  plain("rule_changes", "口径变化", "每次变化一行", {metric: "指标", since: "自", note: "说明"})
];

/** The columns of people that no table of analysts has, by the words and names of them. */
export const personalColumns: readonly Described[] = cubeKinds.flatMap(kind =>
  Object.entries(kindOf(kind).fields)
    .filter(([, {personal, contact}]) => personal || contact)
    .map(([name, {names}]) => ({name, label: names[0]!}))
);
