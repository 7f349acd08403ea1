import {nearest} from "../intake/nearest.js";
import {kinds} from "../kinds/index.js";
import type {Setting} from "../kinds/kind.js";
import {dataDate, fileNames, ownLevel, placesDue, placesYear, plenaryMonths} from "../kinds/rules.js";
import type {Catalogue} from "./catalogue.js";
import {references} from "./formula.js";
import type {Basis, Metric} from "./metric.js";

/** Every rule that rules.csv may set. The order is that of the 口径 page. */
export const settings: readonly Setting[] = [...kinds.flatMap(({rules = []}) => rules), plenaryMonths];

/** The rules that an office is asked: what files are called and how far the data reach are no counting rules. */
export const officeSettings: readonly Setting[] = [...settings, fileNames, dataDate];

/** All that may stand in the table of rules: also what its level is called, and how places are compared, where there are several. */
export const allSettings: readonly Setting[] = [...officeSettings, ownLevel, placesDue, placesYear];

/** The rules in force, name → value: those of `settings`, and which activity types count toward what. */
export type RulesInForce = ReadonlyMap<string, string>;

/** The name under which the activity types that count toward a target stand among the rules in force. */
export const typesToward = (label: string) => `计入${label}的活动类型`;

/** What is wrong with a row of rules.csv, in words for staff, or null. */
export function settingFault(rule: string, value: string): string | null {
  const setting = allSettings.find(d => d.rule === rule);
  if (!setting) {
    const rules = allSettings.map(d => d.rule);
    const near = nearest(rule, rules);
    return `没有「${rule}」这条规则,${near ? `是否为「${near}」` : `可写的规则有:${rules.join("、")}`}`;
  }
  const {says} = setting;
  if (isDay(says))
    return value === setting.value || isoDay(value)
      ? null
      : `「${rule}」不能是“${value}”,应为${setting.value}或一个日期,例如 2024-12-31`;
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
  const {says} = setting;
  return isDay(says) ? "" : isRange(says) ? says.print(value) : (says[value] ?? "");
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
  const needed = dependsOn(catalogue, metric).filter(rule => rule !== plenaryMonths.rule || basis === "session");
  return [metric.rule, chosen, ...needed.map(rule => settingText(rule, rules))].join("");
}

const yearRules = {session: "以届次所属年度计。", calendar: "以提交日期所在的自然年计,没有提交日期的不计。"} as const;

/** The settings that a metric or any of its parts depends on. */
export function dependsOn(catalogue: Catalogue, metric: Metric): string[] {
  return [...new Set(withParts(catalogue, metric).flatMap(({settings}) => settings))];
}

/** A metric and all that it is computed from. */
export function withParts(catalogue: Catalogue, metric: Metric): Metric[] {
  return [
    metric,
    ...(metric.formula ? references(metric.formula).flatMap(id => withParts(catalogue, catalogue.get(id))) : [])
  ];
}

const isDay = (says: Setting["says"]): says is {day: true} => (says as {day?: unknown}).day === true;

/** Whether a text is a day that there is, as 2024-12-31. */
function isoDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const isRange = (says: Setting["says"]): says is {least: number; most: number; print: (value: string) => string} =>
  typeof (says as {print?: unknown}).print === "function";
