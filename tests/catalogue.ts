import {type Metric, shipped} from "../src/metrics/index.js";

/** The catalogue as it is shipped, for tests that read no data. */
export const catalogue = shipped;
export const metricOf = (id: string): Metric => catalogue.get(id);
export const metricByLabel = (label: string): Metric | undefined => catalogue.byLabel(label);
export const metrics: ReadonlyMap<string, Metric> = new Map(catalogue.all.map(metric => [metric.id, metric]));
