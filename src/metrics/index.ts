import {activities} from "./activities.js";
import {indicators} from "./indicators.js";
import {catalogue, type Metric} from "./metric.js";
import {multi} from "./multi.js";
import {opinions} from "./opinions.js";
import {proposals} from "./proposals.js";

export type {Basis, Kind, Metric, Print} from "./metric.js";

/** Every metric by id, in the order in which reports and tables list them. */
export const metrics = catalogue(proposals, opinions, activities, multi, indicators);

/** The metric of an id; throws when the catalogue has none. */
export function metricOf(id: string): Metric {
  const metric = metrics.get(id);
  if (!metric) throw new Error(`unknown metric: ${id}`);
  return metric;
}

/** The metric that staff call by this label, or undefined. */
export function metricByLabel(label: string): Metric | undefined {
  return [...metrics.values()].find(metric => metric.label === label);
}

/** What is printed of a period basis. */
export const basisLabels = {session: "届次年度", calendar: "自然年", mixed: "提案按届次年度,其余按自然年"} as const;

/** What is printed of a kind. */
export const kindLabels = {
  proposals: "提案",
  opinions: "社情民意",
  activities: "履职活动",
  multi: "综合",
  indicators: "其他指标台账"
} as const;
