import type {Book} from "../figures/book.js";
import type {Tables} from "../figures/tables.js";
import {everUnknown} from "../figures/unknown.js";
import {formulaText} from "../metrics/formula.js";
import {basisLabels, kindLabels} from "../metrics/index.js";
import {settingText} from "../metrics/rules.js";
import {h} from "./h.js";
import {empty} from "./page.js";
import {origin} from "./provenance.js";
import {table} from "./table.js";

export {heading, scopeInput} from "./yearbook.js";

/**
 * Every metric of the catalogue by kind: unit, basis, rule, how it is computed, and how it prints this year; without the
 * kinds of which the office exports nothing.
 */
export function dictionary(book: Book): HTMLElement {
  const all = Object.keys(kindLabels) as (keyof typeof kindLabels)[];
  const told = all.filter(
    kind =>
      !everUnknown(
        book,
        book.catalogue.all.flatMap(metric => (metric.kind === kind ? [metric.id] : []))
      )
  );
  const kinds = told.length > 0 ? told : all;
  return h(
    "div",
    {class: "dictionary"},
    kinds.map(kind => [
      h("h2", {id: kind}, kindLabels[kind]),
      table({
        label: `${kindLabels[kind]}的口径`,
        columns: [
          {key: "label", label: "指标"},
          {key: "rule", label: "口径"},
          {key: "formula", label: "算法"},
          {
            key: "printed",
            label: `${book.year}年印作`,
            format: (value, row) => (value ? origin(book, {metric: row.id, year: book.year}, String(value)) : "无数据")
          },
          {key: "unit", label: "单位"},
          {key: "basis", label: "年度"}
        ],
        rows: book.catalogue.all
          .filter(metric => metric.kind === kind)
          .map(metric => ({
            label: metric.label,
            unit: metric.unit,
            basis: metric.bases.map(basis => basisLabels[basis]).join(",可选"),
            rule: book.rule(metric.id),
            formula: metric.formula
              ? formulaText(metric.formula, id => book.metric(id).label)
              : metric.adds
                ? "计数"
                : "不可相加",
            id: metric.id,
            printed: book.has(metric.id) ? book.printed(metric.id) : null
          }))
      })
    ])
  );
}

/** The counting rules in force, as the office has set them. */
export function settingsTable(tables: Tables): HTMLElement {
  const inForce = new Map((tables.rules ?? []).map(({rule, value}) => [rule, value]));
  return table({
    label: "口径设置",
    columns: [
      {key: "rule", label: "规则"},
      {key: "value", label: "现在的取值", align: "start"},
      {key: "options", label: "可选"},
      {key: "printed", label: "印作"},
      {key: "note", label: "说明"}
    ],
    rows: (tables.rules ?? []).map(row => ({...row, printed: settingText(row.rule, inForce)}))
  });
}

/** What was counted otherwise from which year on; a sentence where nothing was. */
export function ruleChangeTable(tables: Tables): HTMLElement {
  const rows = tables["rule-changes"] ?? [];
  if (!rows.length)
    return empty("没有登记口径变化。口径自某年起改变的,在 reference 文件夹的 rule_changes.csv 中写明。");
  return table({
    label: "口径变化",
    columns: [
      {key: "label", label: "指标"},
      {key: "since", label: "自年度"},
      {key: "note", label: "说明"}
    ],
    rows: rows.map(row => ({...row, since: `${row.since}年`}))
  });
}
