import {shippedRows} from "../loaders/catalogue.js";
import {kinds} from "../src/kinds/index.js";
import type {Metric} from "../src/metrics/index.js";
import {expanded, parseMetrics} from "../src/metrics/table/index.js";

const {metrics: parsed, faults} = parseMetrics([await shippedRows()], {kinds});
if (faults.length) throw new Error(faults.join("\n"));

/** The catalogue as it is shipped, for tests that read no data: without the values of dimensions and the ledger. */
export const catalogue = expanded(parsed, [], []);
export const metricOf = (id: string): Metric => catalogue.get(id);
export const metricByLabel = (label: string): Metric | undefined => catalogue.byLabel(label);
export const metrics: ReadonlyMap<string, Metric> = new Map(catalogue.all.map(metric => [metric.id, metric]));
