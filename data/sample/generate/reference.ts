import type {Row} from "./csv.js";
import {YEARS} from "./plan.js";
import {POINTS} from "./points.js";
import {NAMES} from "./units.js";
import {CATEGORIES} from "./words.js";

/** The tables in which the sample differs from the defaults in data/reference; headers are their own field names. */
export const REFERENCE: Record<string, Row[]> = {
  sessions: YEARS.map(year => ({
    届次: year.session,
    届: year.term,
    次: "一二三四五".indexOf(year.session.at(-2)!) + 1,
    开幕日期: year.opens,
    闭幕日期: year.closes,
    年度: year.year
  })),
  targets: [
    [2023, "协商活动", 16],
    [2023, "民主监督活动", 16],
    [2023, "双向评价满意率", 92],
    [2024, "协商活动", 18],
    [2024, "民主监督活动", 18],
    [2024, "双向评价满意率", 93],
    [2025, "协商活动", 20],
    [2025, "民主监督活动", 20],
    [2025, "双向评价满意率", 95]
  ].map(([年度, 指标, 目标]) => ({年度, 指标, 目标, 比较: "以上"})),
  units: NAMES.map(([名称, 规范名称, 启用日期, 停用日期]) => ({名称, 规范名称, 启用日期, 停用日期})),
  categories: [
    ...CATEGORIES.map(category => [category, category]),
    ["工业商贸", "经济发展"],
    ["城建城管", "城乡建设"],
    ["医卫体育", "卫生健康"],
    ["政法综治", "社会治理"]
  ].map(([类别, 归入]) => ({类别, 归入})),
  points: POINTS
};
