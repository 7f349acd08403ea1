import {narrow} from "../intake/text.js";
import {references} from "./formula.js";
import type {Metric} from "./metric.js";

/** The metrics in force: ours, those of the office's table, and the ledger's. */
export interface Catalogue {
  /** In the order in which reports and tables list them. */
  readonly all: readonly Metric[];
  /** The metric of an id; throws where there is none. */
  get(id: string): Metric;
  has(id: string): boolean;
  /** The metric that staff call by this label, in whatever width; also by the one it had before the office renamed it. */
  byLabel(label: string): Metric | undefined;
}

/** Joins metrics into a catalogue. Throws on a duplicate id or label and on a reference to a metric that is not there. */
export function catalogueOf(all: readonly Metric[]): Catalogue {
  const ids = new Map<string, Metric>();
  const labels = new Map<string, Metric>();
  for (const metric of all) {
    if (ids.has(metric.id)) throw new Error(`duplicate metric: ${metric.id}`);
    const other = labels.get(narrow(metric.label));
    if (other) throw new Error(`duplicate label: ${metric.label} of ${other.id} and ${metric.id}`);
    ids.set(metric.id, metric);
    labels.set(narrow(metric.label), metric);
  }
  for (const metric of all)
    for (const label of metric.formerly ?? []) if (!labels.has(narrow(label))) labels.set(narrow(label), metric);
  for (const {id, formula, subsetOf, print} of all)
    for (const other of [...(formula ? references(formula) : []), subsetOf, print?.all])
      if (other && !ids.has(other)) throw new Error(`unknown metric in ${id}: ${other}`);
  return {
    all,
    has: id => ids.has(id),
    byLabel: label => labels.get(narrow(label)),
    get(id) {
      const metric = ids.get(id);
      if (!metric) throw new Error(`unknown metric: ${id}`);
      return metric;
    }
  };
}

/** The counted metrics that a metric is made of in the end, each once; itself where it is counted. */
export const countedParts = (catalogue: Catalogue, metric: Metric): Metric[] => [
  ...new Set(
    metric.formula ? references(metric.formula).flatMap(id => countedParts(catalogue, catalogue.get(id))) : [metric]
  )
];

/** A metric as the dataset `about` carries it: without what its id says, and without what is usual. */
export function written({kind: _, name: __, ...metric}: Metric): string {
  return JSON.stringify(metric, (key, value) => (value === null || (key === "part" && !value) ? undefined : value));
}

/** The metric that was written so. */
function restored(text: Omit<Metric, "kind" | "name">): Metric {
  const dot = text.id.indexOf(".");
  const [kind, name] = [text.id.slice(0, dot) as Metric["kind"], text.id.slice(dot + 1)];
  return {...{count: null, formula: null, at: null, part: false}, ...text, kind, name};
}

const read = new WeakMap<readonly {catalogue?: string}[], Catalogue>();

/** The catalogue that the dataset `about` carries as JSON; made once for each. */
export function readCatalogue(about: readonly {catalogue?: string}[]): Catalogue {
  let catalogue = read.get(about);
  if (!catalogue) {
    catalogue = catalogueOf((JSON.parse(about[0]?.catalogue ?? "[]") as Metric[]).map(restored));
    read.set(about, catalogue);
  }
  return catalogue;
}
