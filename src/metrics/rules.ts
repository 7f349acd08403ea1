import {type Catalogue, partsOf} from "./catalogue.js";
import type {Basis, Metric} from "./metric.js";

/** A counting rule that the office decides, with the sentence that is printed for each value it may take. */
export interface Setting {
  rule: string;
  /** The value where the office's table does not say. */
  value: string;
  /** Allowed values with what each prints; or whole numbers from `least` to `most`. */
  says: Readonly<Record<string, string>> | {least: number; most: number; print: (value: string) => string};
  note: string;
}

/** Every rule that rules.csv may set. The order is that of the 口径 page. */
export const settings: readonly Setting[] = [
  {
    rule: "基本满意计入满意",
    value: "否",
    says: {是: "评价为基本满意的计入满意。", 否: "评价为基本满意的不计入满意。"},
    note: "委员和单位评价为“基本满意”的,是否算作满意"
  },
  {
    rule: "满意率分母",
    value: "参评",
    says: {
      参评: "满意率以参评提案(满意、基本满意、不满意)为分母。",
      立案: "满意率以全部立案提案为分母,未评价的也在内。",
      收回: "满意率以收回的评价表为分母,表示不了解的也在内。"
    },
    note: "参评:满意、基本满意、不满意之和;立案:全部立案提案;收回:收回的评价表,含未表态的"
  },
  {
    rule: "并案计入立案",
    value: "否",
    says: {是: "并入其他提案的也计入立案。", 否: "并入其他提案的不另计立案。"},
    note: "并入其他提案的,是否另计一件立案提案"
  },
  {
    rule: "答复期限天数",
    value: "90",
    says: {least: 1, most: 730, print: days => `没有写明办理时限的,以交办后${days}天为限。`},
    note: "没有“要求办结日期”的,以交办日期加此天数为期限"
  },
  {
    rule: "会前收件月数",
    value: "3",
    says: {least: 0, most: 11, print: months => `没有写明届次的,全会开幕前${months}个月内提交的归入该次全会。`},
    note: "全会开幕前几个月内提交的提案,归入该次全会"
  }
];

/** The rules in force, name → value: those of `settings`, and which activity types count toward what. */
export type RulesInForce = ReadonlyMap<string, string>;

/** The name under which the activity types that count toward a target stand among the rules in force. */
export const typesToward = (label: string) => `计入${label}的活动类型`;

/** What is wrong with a row of rules.csv, in words for staff, or null. */
export function settingFault(rule: string, value: string): string | null {
  const setting = settings.find(d => d.rule === rule);
  if (!setting) return `没有「${rule}」这条规则,可写的规则有:${settings.map(d => d.rule).join("、")}`;
  const {says} = setting;
  if (isRange(says)) {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= says.least && number <= says.most) return null;
    return `「${rule}」不能是“${value}”,应为${says.least}到${says.most}之间的整数`;
  }
  return value in says ? null : `「${rule}」不能是“${value}”,应为${Object.keys(says).join("、")}之一`;
}

/** The sentence printed for a rule as it is set; empty for a name that is no setting. */
export function settingText(rule: string, rules: RulesInForce): string {
  const setting = settings.find(d => d.rule === rule);
  if (!setting) {
    const types = rules.get(rule);
    return rule.startsWith("计入") && types ? `${rule}:${types}。` : "";
  }
  const value = rules.get(rule) ?? setting.value;
  return isRange(setting.says) ? setting.says.print(value) : (setting.says[value] ?? "");
}

/**
 * 口径 of a metric as it is in force: its own sentence, how its year is counted where that was chosen, and what each
 * setting that it or its parts depend on says.
 */
export function ruleText(
  catalogue: Catalogue,
  metric: Metric,
  rules: RulesInForce,
  basis: Basis = metric.basis
): string {
  const chosen = metric.bases.length > 1 ? yearRules[basis as "session" | "calendar"] : "";
  const needed = dependsOn(catalogue, metric).filter(rule => rule !== "会前收件月数" || basis === "session");
  return [metric.rule, chosen, ...needed.map(rule => settingText(rule, rules))].join("");
}

const yearRules = {session: "以届次所属年度计。", calendar: "以提交日期所在的自然年计,没有提交日期的不计。"} as const;

/** The settings that a metric or any of its parts depends on. */
export function dependsOn(catalogue: Catalogue, metric: Metric): string[] {
  return [...new Set(withParts(catalogue, metric).flatMap(({settings}) => settings))];
}

/** A metric and all that it is computed from. */
export function withParts(catalogue: Catalogue, metric: Metric): Metric[] {
  return [metric, ...(metric.formula ? partsOf(catalogue, metric).flatMap(part => withParts(catalogue, part)) : [])];
}

const isRange = (says: Setting["says"]): says is {least: number; most: number; print: (value: string) => string} =>
  typeof says.print === "function";
