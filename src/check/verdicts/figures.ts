import type {Catalogue, Metric} from "../../metrics/index.js";
import type {DraftTarget, Figure} from "../finding.js";

/** The figures by metric and year. */
export class Figures {
  readonly metrics: ReadonlyMap<string, Metric>;
  /** Whether some are known by their figures only. */
  readonly more: boolean;
  private readonly values = new Map<string, Figure>();
  /** The names of the items that some figures are of. */
  readonly items: ReadonlySet<string>;
  private readonly scoped = new Map<string, Figure[]>();
  private readonly targets = new Map<string, DraftTarget>();

  constructor(figures: readonly Figure[], targets: readonly DraftTarget[], catalogue: Catalogue) {
    const metrics = new Map(catalogue.all.map(metric => [metric.id, metric]));
    const more = new Map<string, Metric>();
    for (const figure of figures) {
      if (figure.item !== undefined) {
        const key = `${figure.metric} ${figure.year}`;
        const list = this.scoped.get(key);
        if (list) list.push(figure);
        else this.scoped.set(key, [figure]);
        continue;
      }
      this.values.set(`${figure.metric} ${figure.year}`, figure);
      if (!metrics.has(figure.metric) && figure.label && figure.unit)
        more.set(figure.metric, unlisted(figure, figure.label, figure.unit));
    }
    this.items = new Set([...this.scoped.values()].flatMap(list => list.map(each => each.item!)));
    for (const each of targets) this.targets.set(`${each.metric} ${each.year}`, each);
    this.more = more.size > 0;
    this.metrics = more.size > 0 ? new Map([...metrics, ...more]) : metrics;
  }

  get(id: string, year: number | null): Figure | undefined {
    return this.values.get(`${id} ${year}`);
  }

  /** A ratio for rates; null where there is none. */
  value(id: string, year: number | null): number | null {
    return this.get(id, year)?.value ?? null;
  }

  /** The metric of some items only: of a category, a unit, a party, a month; by each dimension that knows the item. */
  of(id: string, year: number | null, item: string): Figure[] {
    return this.scoped.get(`${id} ${year}`)?.filter(each => each.item === item && each.value !== null) ?? [];
  }

  target(id: string, year: number | null): DraftTarget | undefined {
    return this.targets.get(`${id} ${year}`);
  }
}

/** A figure that the catalogue does not list is found by its label alone. */
function unlisted(figure: Figure, label: string, unit: string): Metric {
  return {
    id: figure.metric,
    label,
    unit,
    kind: "indicators",
    name: figure.metric,
    basis: "calendar",
    bases: ["calendar"],
    settings: [],
    count: null,
    formula: null,
    at: null,
    adds: false,
    part: false,
    rule: ""
  };
}
