import {references} from "../../src/intake/reference.js";
import {kinds} from "../../src/kinds/index.js";
import {allSettings, officeSettings} from "../../src/metrics/rules.js";
import {shapes} from "../../src/metrics/table/charts.js";
import {comparisons} from "../../src/metrics/target.js";
import type {Choices, Given, Sheet} from "../../src/workbench/state.js";
import {metricLabels} from "./named.js";
import {withRow} from "./tables.js";

const labelled = kinds.filter(({name}) => name !== "indicators");
const kindLabels = kinds.map(({label}) => label);

/** What may stand in the columns of a table, by their labels: those of which there is a list. */
export async function choicesOf(table: string, sheet: Sheet): Promise<Record<string, Choices>> {
  const metrics = async (): Promise<Choices> => ({words: await metricLabels()});
  const standing = (label: string): Choices => ({words: wordsIn(sheet, table, label)});
  switch (table) {
    case "targets":
      return {指标: await metrics(), 比较: {words: [...comparisons], only: true}};
    case "rule_changes":
      return {指标: await metrics()};
    case "notes":
      return {图表或指标: await metrics()};
    case "units":
      return {规范名称: standing("规范名称")};
    case "categories":
      return {归入: standing("归入")};
    case "activity_types":
      return {计入: standing("计入")};
    case "codes":
      return {
        来源: {words: labelled.map(({label}) => label), only: true},
        字段: {by: ["来源"], of: Object.fromEntries(labelled.map(kind => [kind.label, coded(kind).map(labelOf)]))},
        含义: {by: ["来源", "字段"], of: meanings(), only: true}
      };
    case "own_columns":
      return {
        种类: {words: kindLabels, only: true},
        对应: {by: ["种类"], of: Object.fromEntries(kinds.map(kind => [kind.label, headerMeanings(kind)])), only: true},
        类型: {words: ["", "文字", "数字", "日期", "是否", "多项", "文字（可公开）", "多项（可公开）"], only: true}
      };
    case "own_metrics":
      return {来源: {words: [...labelled.map(({label}) => label), "指标"], only: true}};
    case "own_charts":
      return {形状: {words: [...shapes], only: true}, 指标: await metrics()};
    case "own_pages":
      return {显示: {words: ["是", "否"], only: true}};
    case "rules":
      return {取值: {by: ["规则"], of: settingWords(), only: true}};
    default:
      return {};
  }
}

/** Every rule stands in its table, whether the office's file has it or not: with the value that holds. */
export function withSettings(table: string, sheet: Sheet): {sheet: Sheet; given?: Given} {
  if (table !== "rules") return {sheet};
  const there = new Set(wordsIn(sheet, table, "规则"));
  const options = settingWords();
  const whole = officeSettings
    .filter(({rule}) => !there.has(rule))
    .reduce((sheet, {rule, value, note}) => {
      const cells = {规则: rule, 取值: value, 可选: options[rule]?.join("|") ?? "", 说明: note};
      return withRow(table, sheet, cells);
    }, sheet);
  const words = allSettings.map(({rule}) => rule);
  return {sheet: whole, given: {column: "规则", words, written: "取值", told: "说明"}};
}

/** The values of each rule that has but a few. */
const settingWords = (): Record<string, string[]> =>
  Object.fromEntries(allSettings.flatMap(({rule, says}) => (isList(says) ? [[rule, Object.keys(says)]] : [])));
const isList = (says: (typeof allSettings)[number]["says"]): says is Readonly<Record<string, string>> =>
  Object.values(says).every(each => typeof each === "string");

type Kind = (typeof kinds)[number];
const labelOf = ({names}: {names: readonly string[]}) => names[0]!;
const coded = ({fields}: Kind) => Object.values(fields).filter(({type}) => type === "code" || type === "flag");
const headerMeanings = ({fields}: Kind) => [...Object.values(fields).map(labelOf), "自定义", "不用"];

/** What a code may mean, by the kind and the field; of a field that takes any word, nothing. */
function meanings(): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const kind of labelled)
    for (const field of coded(kind)) {
      const words = Object.values(field.values ?? {}).map(([word]) => word!);
      if (!field.open && words.length) found[`${kind.label}\n${labelOf(field)}`] = words;
    }
  return found;
}

/** The words of a column of a sheet, each once. */
function wordsIn({header, rows}: Sheet, table: string, label: string): string[] {
  const {fields} = references.find(({name}) => name === table)!;
  const names = Object.values(fields).find(({names}) => names[0] === label)!.names;
  const at = header.findIndex(each => names.includes(each.trim()));
  return at < 0 ? [] : [...new Set(rows.map(row => (row[at] ?? "").trim()).filter(Boolean))];
}
