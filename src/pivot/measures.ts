import {countedParts, type Metric} from "../metrics/index.js";
import {remaking} from "../metrics/remade.js";
import {acrossYears, refusal} from "./answer.js";
import type {Ground, PivotData} from "./data.js";
import {aggregates, type Question} from "./question.js";
import {notCombined} from "./source.js";

/** Choices under headings: what a select with groups offers. */
export interface Group {
  label: string;
  options: readonly {value: string; label: string}[];
}

/** The measures of a kind, in groups; what cannot be made of the ground is not among them. */
export function measures(data: PivotData, kind: Question["kind"], ground: Ground): Group[] {
  const {book} = data;
  const metrics = book.catalogue.all.filter(
    metric =>
      metric.kind === kind &&
      (ground.from === "figures" && ground.more
        ? countedParts(book.catalogue, metric).every(part => !part.span && remaking(book.catalogue, part) !== null)
        : ground.from === "figures"
          ? !metric.part && book.years.some(year => book.value(metric.id, year) !== null)
          : refusal(book.catalogue, metric, ground.source) === null)
  );
  const option = ({id, label, unit}: Metric) => ({value: id, label: `${label}（${unit}）`});
  const rate = ({formula}: Metric) => formula !== null && formula.type !== "sum";
  const columns = data.numbers(kind);
  return [
    {label: "件数和合计", options: metrics.filter(metric => !rate(metric) && metric.adds).map(option)},
    {label: "比率", options: metrics.filter(rate).map(option)},
    {label: "去重和中位数", options: metrics.filter(metric => !rate(metric) && !metric.adds).map(option)},
    ...(ground.from === "rows" && ground.items
      ? Object.entries(aggregates).map(([aggregate, said]) => ({
          label: `各列的${said}`,
          options: columns.map(({name, label}) => ({value: `${aggregate}:${name}`, label: `${label} ${said}`}))
        }))
      : [])
  ];
}

/** The measures of a kind that are not offered, with the reasons; empty where all are. */
export function withheld({book}: PivotData, kind: Question["kind"], ground: Ground): string {
  if (ground.from === "figures" && !ground.more) return "";
  const why = (metric: Metric): string | null => {
    if (ground.from === "rows") return refusal(book.catalogue, metric, ground.source);
    const parts = countedParts(book.catalogue, metric);
    if (parts.some(({span}) => span)) return acrossYears;
    return parts.every(part => remaking(book.catalogue, part)) ? null : notCombined;
  };
  const by = new Map<string, string[]>();
  for (const metric of book.catalogue.all) {
    const reason = metric.kind === kind && !metric.part ? why(metric) : null;
    if (reason !== null) by.set(reason, [...(by.get(reason) ?? []), metric.label]);
  }
  return [...by].map(([reason, labels]) => `${labels.join("、")}：${reason}`).join("；");
}
