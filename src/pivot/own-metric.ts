import {type KindName, kindOf} from "../kinds/index.js";
import {labels} from "../kinds/labels.js";
import {type Catalogue, type Condition, type Count, kindLabels, type Metric} from "../metrics/index.js";
import {columnOf, type ItemColumn} from "./column.js";
import {aggregates, type Question} from "./question.js";
import {blank} from "./source.js";

const said = {count: "件数", distinct: "去重", ...aggregates} as const;
const signs: Partial<Record<Condition["test"], string>> = {is: "=", not: "!="};

/** What stands as unit of a column that no metric counts: the office puts its own. */
const unitless = "（填单位）";

/**
 * A question's measure as a row of metrics.csv after the name (单位,来源,统计,条件), the filters as conditions; null where
 * it is a metric already, is a ratio, or is filtered by what a condition cannot say.
 */
export function metricRow(
  question: Question,
  metric: Metric,
  columns: readonly ItemColumn[],
  catalogue: Catalogue
): string | null {
  const {kind, filters, basis} = question;
  const filtered = Object.entries(filters).filter(([, labels]) => labels.length > 0);
  const own = metric.id.includes(":");
  if (kind === "multi" || !metric.count || metric.span || basis !== metric.basis || (!own && !filtered.length))
    return null;
  const conditions = [
    ...metric.count.where.map(condition => conditionText(condition, kind)),
    ...filtered.map(([axis, items]) => filterText(labelOf(axis), items))
  ];
  if (conditions.some(text => text === null || /[,"]/.test(text))) return null;
  const same = catalogue.all.find(
    each =>
      each.kind === kind &&
      each.count?.field &&
      each.count.field.name === metric.count!.field?.name &&
      each.count.aggregate !== "distinct"
  );
  return `${metric.unit || (same?.unit ?? unitless)},${kindLabels[kind]},${statistic(metric.count)},${conditions.join(";")}`;

  function labelOf(axis: string): string {
    const counted = kind as KindName;
    const name = columnOf(counted, axis);
    const {fields, derived = {}} = kindOf(counted);
    const own = columns.find(column => column.kind === kind && column.name === name);
    return fields[name]?.names[0] ?? derived[name]?.label ?? own?.label ?? axis;
  }
}

const statistic = ({aggregate, field}: Count): string => [said[aggregate], field?.label].filter(Boolean).join(" ");

function filterText(label: string, items: readonly string[]): string | null {
  if (items.length === 1 && items[0] === blank) return `${label} 无`;
  return items.some(item => item === blank || /[、;；|]/.test(item)) ? null : `${label} = ${items.join("、")}`;
}

function conditionText({field, test, values, words, other}: Condition, kind: string): string {
  const codes = new Map(labels({kind, column: field.name}));
  const word = (value: string | number | boolean) =>
    typeof value === "boolean" ? (value ? "是" : "否") : (codes.get(String(value)) ?? String(value));
  const list = (words ?? values.map(word)).join("、");
  switch (test) {
    case "filled":
      return `${field.label} 有`;
    case "blank":
      return `${field.label} 无`;
    case "contains":
      return `${field.label} 含 ${list}`;
    case "lacks":
      return `${field.label} 不含 ${list}`;
    default:
      return `${field.label} ${signs[test] ?? test} ${other?.label ?? list}`;
  }
}
