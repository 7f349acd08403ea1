import type {YearBasis} from "../figures/tables.js";
import {type KindName, kindOf} from "../kinds/index.js";
import type {Aggregate, Catalogue, Metric} from "../metrics/index.js";

/** The axes that are no column: the year, and the month of the measure's event. */
export const byYear = "year";
export const byMonth = "month";

/** What somebody wants to know: a measure, split by rows and columns, of some items. */
export interface Question {
  kind: KindName | "multi";
  /** A metric by its id, or an aggregate of a column, `mean:reply_days`. */
  measure: string;
  rows: string | null;
  columns: string | null;
  /** Another measure that the rows are held against, where there are no columns. */
  against?: string | null;
  /** The labels chosen by axis: any of them within an axis, all axes together. */
  filters: Readonly<Record<string, readonly string[]>>;
  years: readonly number[];
  /** As of which view; `year` for whole years. */
  view: string;
  /** How years are counted where the kind allows both. */
  basis: YearBasis;
}

/** The aggregates of a column that can be asked for beside the metrics. */
export const aggregates: Readonly<Partial<Record<Aggregate, string>>> = {
  sum: "合计",
  median: "中位数",
  mean: "平均",
  max: "最大"
};

/** A column of numbers that measures can be made of. */
export interface NumberColumn {
  name: string;
  label: string;
  type: "integer" | "number";
}

/** The measure of a question as a metric. Throws where there is none of the name. */
export function measureOf(catalogue: Catalogue, kind: Question["kind"], id: string, columns: readonly NumberColumn[]) {
  const [aggregate, name] = id.split(":") as [Aggregate, string];
  const column = columns.find(each => each.name === name);
  if (!aggregates[aggregate] || !column || kind === "multi") return catalogue.get(id);
  return aggregated(kind, aggregate, column);
}

function aggregated(kind: KindName, aggregate: Aggregate, {name, label, type}: NumberColumn): Metric {
  const {basis, alternative, date} = kindOf(kind);
  const said = aggregates[aggregate]!;
  return {
    id: `${aggregate}:${name}`,
    kind,
    name: `${aggregate}:${name}`,
    label: `${label}${said}`,
    unit: "",
    rule: aggregate === "sum" ? `各条「${label}」之和。` : `各条「${label}」的${said},空白的不计。`,
    count: {aggregate, field: {name, label, type}, where: []},
    formula: null,
    basis,
    bases: alternative ? [basis, alternative] : [basis],
    at: aggregate === "sum" ? date : null,
    adds: aggregate === "sum",
    part: false,
    settings: []
  };
}

/** The address of a question: what is chosen, in words that can be read. */
export function toAddress(question: Question): URLSearchParams {
  const {kind, measure, rows, columns, against, filters, years, view, basis} = question;
  const query = new URLSearchParams({kind, measure});
  if (rows) query.set("rows", rows);
  if (columns) query.set("columns", columns);
  if (!rows && !columns) query.set("rows", "");
  if (against) query.set("against", against);
  for (const [axis, labels] of Object.entries(filters)) for (const label of labels) query.append(`in.${axis}`, label);
  for (const year of years) query.append("years", String(year));
  if (view !== "year") query.set("asof", view);
  if (kind !== "multi" && basis !== kindOf(kind).basis) query.set("basis", basis);
  return query;
}

/** What an address asks for; what it does not say is left out. */
export function fromAddress(query: URLSearchParams): Partial<Question> {
  const filters: Record<string, string[]> = {};
  for (const [name, label] of query)
    if (name.startsWith("in.") && label) {
      const axis = name.slice(3);
      filters[axis] = [...new Set([...(filters[axis] ?? []), label])];
    }
  const years = [...new Set(query.getAll("years").map(Number))].filter(Number.isInteger).sort((a, b) => a - b);
  const basis = query.get("basis");
  return {
    ...(query.get("kind") ? {kind: query.get("kind") as Question["kind"]} : {}),
    ...(query.get("measure") ? {measure: query.get("measure")!} : {}),
    ...(query.has("rows") ? {rows: query.get("rows")} : {}),
    ...(query.has("columns") ? {columns: query.get("columns")} : {}),
    ...(query.get("against") ? {against: query.get("against")} : {}),
    ...(Object.keys(filters).length ? {filters} : {}),
    ...(years.length ? {years} : {}),
    ...(query.get("asof") ? {view: query.get("asof")!} : {}),
    ...(basis === "session" || basis === "calendar" ? {basis} : {})
  };
}
