import type {IntakeRecord} from "../../intake/records.js";
import {narrow} from "../../intake/text.js";
import type {Catalogue} from "../catalogue.js";
import type {Metric} from "../metric.js";
import {fail, TableFault, unknown} from "./fault.js";
import {
  type CountedKind,
  fieldFinder,
  noneOwn,
  type OwnField,
  refuseItems,
  refuseNames,
  refuseParts
} from "./fields.js";

/** How a chart of the office's own is drawn. */
export const shapes = ["走势", "累计", "排行", "变化", "占比", "矩阵", "日历", "漏斗"] as const;
export type Shape = (typeof shapes)[number];

/** The pages that may show charts of the office's own, by the names that staff see. */
export const chartPages = (kinds: readonly CountedKind[]): Readonly<Record<string, string>> => ({
  概览: "index",
  ...Object.fromEntries(kinds.filter(({items}) => items).map(({label, name, page}) => [label, page ?? name])),
  年度对比: "compare",
  目标进度: "targets",
  自选图表: "charts"
});

/** A chart of the office's own: metrics by their ids, and by the items of which field. */
export interface OwnChart {
  name: string;
  shape: Shape;
  metrics: string[];
  dimension: {id: string; label: string; column: string; multiple: boolean} | null;
  /** Years shown; the shape's own number where null. */
  years: number | null;
  page: string;
  title: string | null;
  /** Why it does not stand on the page that its row names, which is then no page of the site. */
  moved?: {page: string; why: string};
}

/** Reads the rows of charts.csv against the catalogue in force; what is wrong is said with file and line. */
export function parseCharts(
  file: string,
  records: readonly IntakeRecord[],
  catalogue: Catalogue,
  context: {kinds: readonly CountedKind[]; own?: readonly OwnField[]; taken?: readonly string[]}
): {charts: OwnChart[]; faults: string[]} {
  const faults: string[] = [];
  const names = new Set(context.taken ?? []);
  const charts = records.flatMap(({line, values}) => {
    try {
      const chart = chartOf(values as Record<string, string | number | null>, catalogue, context);
      if (names.has(chart.name)) fail(`图表名称「${chart.name}」已经有了，请换一个名称`);
      names.add(chart.name);
      return [chart];
    } catch (error) {
      if (!(error instanceof TableFault)) throw error;
      faults.push(`参考表 ${file} 第 ${line} 行：${error.message}。`);
      return [];
    }
  });
  return {charts, faults};
}

/** The labels that 指标 of a chart names. */
export const metricsNamed = (words: string): string[] =>
  words
    .split(/[、;\uff1b]/)
    .map(label => label.trim())
    .filter(Boolean);

function chartOf(
  cells: Record<string, string | number | null>,
  catalogue: Catalogue,
  {kinds, own = noneOwn}: {kinds: readonly CountedKind[]; own?: readonly OwnField[]}
): OwnChart {
  const text = (key: string) => (cells[key] === null || cells[key] === undefined ? "" : String(cells[key]).trim());
  const shape = shapes.find(each => each === text("shape")) ?? unknown("形状", text("shape"), shapes);
  const metrics = metricsNamed(text("metrics")).map(
    label =>
      catalogue.byLabel(label) ??
      unknown(
        "指标",
        label,
        catalogue.all.map(metric => metric.label)
      )
  );
  const [first] = metrics;
  if (!first) fail("没有写指标");
  const split = ["排行", "占比", "矩阵"].includes(shape);
  if ((split || shape === "累计" || shape === "日历") && metrics.length > 1) fail(`${shape}只能写一个指标`);
  if (split && !text("dimension")) fail(`${shape}要写维度，如：类别`);
  const dated = first.at !== null && first.adds && first.count !== null;
  if (shape === "累计" && !dated) fail(`「${first.label}」不能按月累计`);
  if (shape === "占比" && !first.adds) fail(`「${first.label}」各类相加不是总数，不能画占比；可以画排行或矩阵`);
  if (shape === "日历" && !dated) fail(`「${first.label}」没有每一件的日期，不能画日历；可以画有日期的件数或合计`);
  const units = new Set(metrics.map(({unit}) => unit));
  if ((shape === "走势" || shape === "漏斗") && units.size > 1) fail(`一张${shape}图里的指标要同一个单位`);
  const pages = chartPages(kinds);
  const page = pages[text("page") || "自选图表"] ?? unknown("页面", text("page"), Object.keys(pages));
  const years = text("years") ? Number(text("years")) : null;
  if (years !== null && !(years >= 2 && years <= 20)) fail("年数应为 2 到 20");
  return {
    name: text("name") || fail("没有写图表的名称"),
    shape,
    metrics: metrics.map(({id}) => id),
    dimension: split ? dimensionOf(first, text("dimension"), kinds, own) : null,
    years,
    page,
    title: text("title") || null
  };
}

function dimensionOf(metric: Metric, header: string, kinds: readonly CountedKind[], own: readonly OwnField[]) {
  const kind = kinds.find(({name}) => name === metric.kind);
  if (!kind || kind.name === "indicators") return fail(`「${metric.label}」不能按维度分`);
  refuseParts(kind);
  const declared = kind.dimensions?.find(({label}) => narrow(label) === narrow(header));
  if (declared) return {...declared, multiple: declared.multiple ?? false};
  const field = fieldFinder(kind, own)(header);
  const known = kind.dimensions?.find(({column}) => column === field.name);
  if (known) return {...known, multiple: known.multiple ?? false};
  refuseNames(field, "不能作维度");
  refuseItems(kind, field);
  if (!["text", "code", "list", "flag"].includes(field.type)) fail(`「${field.label}」是数或日期，不能作维度`);
  return {id: field.name, label: field.label, column: field.name, multiple: field.type === "list"};
}
