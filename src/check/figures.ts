import type {Metric} from "../metrics/index.js";
import type {DraftTarget, Figure} from "./finding.js";

/** The figures by metric and year. */
export class Figures {
  readonly metrics: ReadonlyMap<string, Metric>;
  private readonly values = new Map<string, Figure>();
  private readonly targets: readonly DraftTarget[];

  constructor(figures: readonly Figure[], metrics: ReadonlyMap<string, Metric>, targets: readonly DraftTarget[] = []) {
    const more = new Map<string, Metric>();
    for (const figure of figures) {
      this.values.set(`${figure.metric} ${figure.year}`, figure);
      if (!metrics.has(figure.metric) && figure.label && figure.unit)
        more.set(figure.metric, unlisted(figure, figure.label, figure.unit));
    }
    this.metrics = more.size > 0 ? new Map([...metrics, ...more]) : metrics;
    this.targets = targets;
  }

  get(id: string, year: number): Figure | undefined {
    return this.values.get(`${id} ${year}`);
  }

  /** A ratio for rates; null where there is none. */
  value(id: string, year: number | null): number | null {
    return year === null ? null : (this.get(id, year)?.value ?? null);
  }

  target(id: string, year: number | null): DraftTarget | undefined {
    return this.targets.find(each => each.metric === id && each.year === year);
  }
}

/** A figure that the catalogue does not list is found by its label alone. */
function unlisted(figure: Figure, label: string, unit: string): Metric {
  const [kind = "indicators", name = figure.metric] = figure.metric.split(".");
  return {
    id: figure.metric,
    kind: kind as Metric["kind"],
    name,
    label,
    unit,
    rule: "",
    count: null,
    formula: null,
    basis: "calendar",
    bases: ["calendar"],
    at: null,
    adds: false,
    part: false,
    settings: [],
    phrases: []
  };
}
