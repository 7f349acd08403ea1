import {kinds} from "../../kinds/index.js";
import type {Catalogue, Metric} from "../../metrics/index.js";
import type {CheckOptions, DraftTarget, Figure} from "../finding.js";
import {type Named, namesOfItem} from "../tokens/words.js";

/** The figures by metric and year. */
export class Figures {
  readonly metrics: ReadonlyMap<string, Metric>;
  /** Whether some are known by their figures only. */
  readonly more: boolean;
  private readonly values = new Map<string, Figure>();
  /** The items that some figures are of, by the dimensions that know them. */
  readonly items: ReadonlyMap<string, ReadonlySet<string>>;
  /** Those of them that are words of a draft. */
  readonly named: ReadonlyMap<string, Named>;
  private readonly scoped = new Map<string, Figure[]>();
  /** By what dimensions the figures of a metric and year are split, and into what. */
  private readonly split = new Map<string, Map<string, string[]>>();
  private readonly targets = new Map<string, DraftTarget>();

  constructor(
    figures: readonly Figure[],
    targets: readonly DraftTarget[],
    catalogue: Catalogue,
    called: CheckOptions["called"] = new Map()
  ) {
    const metrics = new Map(catalogue.all.map(metric => [metric.id, metric]));
    const more = new Map<string, Metric>();
    const items = new Map<string, Set<string>>();
    for (const figure of figures) {
      if (figure.item !== undefined) {
        const key = keyOf(figure.metric, figure.year, figure.cut);
        const dimension = figure.dimension ?? "";
        const list = this.scoped.get(`${key} ${figure.item}`);
        if (list) list.push(figure);
        else this.scoped.set(`${key} ${figure.item}`, [figure]);
        const dimensions = items.get(figure.item);
        if (dimensions) dimensions.add(dimension);
        else items.set(figure.item, new Set([dimension]));
        const split = this.split.get(key) ?? new Map<string, string[]>();
        this.split.set(key, split);
        const of = split.get(dimension);
        if (of) of.push(figure.item);
        else split.set(dimension, [figure.item]);
        continue;
      }
      this.values.set(keyOf(figure.metric, figure.year, figure.cut), figure);
      if (!metrics.has(figure.metric) && figure.label && figure.unit)
        more.set(figure.metric, unlisted(figure, figure.label, figure.unit));
    }
    this.items = items;
    this.named = new Map(
      [...items].flatMap(([item, of]): [string, Named][] => {
        // A name of two is of neither.
        const more = (called.get(item) ?? []).filter(name => !items.has(name));
        const proper = !kindsOfWhom.some(each => of.has(each));
        return of.has("month") ? [] : [[item, {names: namesOfItem(item, more), proper}]];
      })
    );
    for (const each of targets) this.targets.set(`${each.metric} ${each.year}`, each);
    this.more = more.size > 0;
    this.metrics = more.size > 0 ? new Map([...metrics, ...more]) : metrics;
  }

  /** `cut`: up to the day that the unfinished report year is known to. */
  get(id: string, year: number | null, cut = false): Figure | undefined {
    return this.values.get(keyOf(id, year, cut));
  }

  /** Why a figure of a year leaves something out; null where it does not. */
  incomplete(id: string, year: number): string | null {
    return this.get(id, year)?.incomplete ?? this.get(id, year, true)?.incomplete ?? null;
  }

  /** A ratio for rates; null where there is none. */
  value(id: string, year: number | null, cut = false): number | null {
    return this.get(id, year, cut)?.value ?? null;
  }

  /**
   * The metric of some items only: of a category, a unit, a party, a month; by each dimension that knows the item. Of what is
   * counted by its dimension, an item that has none has zero.
   */
  of(id: string, year: number | null, item: string, cut = false): Figure[] {
    const key = keyOf(id, year, cut);
    const found = this.scoped.get(`${key} ${item}`)?.filter(each => each.value !== null);
    if (found) return found;
    const split = this.split.get(key);
    const metric = this.metrics.get(id);
    if (!split || !metric?.adds || metric.unit === "%" || year === null || !this.value(id, year, cut)) return [];
    const [dimension] = [...(this.items.get(item) ?? [])].filter(each => split.has(each));
    return dimension === undefined ? [] : [{metric: id, year, value: 0, item, dimension}];
  }

  /** All items of a kind, 单位, that a metric has figures of; of a rate all that it divides by. */
  itemsCalled(called: string, {id, formula}: Metric, year: number | null, cut = false): readonly string[] {
    const split = this.split.get(keyOf(formula?.type === "ratio" ? formula.denominator : id, year, cut));
    const dimension = split && dimensions.find(each => each.label.endsWith(called) && split.has(each.id));
    return dimension ? split.get(dimension.id)! : [];
  }

  target(id: string, year: number | null): DraftTarget | undefined {
    return this.targets.get(`${id} ${year}`);
  }
}

const dimensions = kinds.flatMap(kind => kind.dimensions ?? []);

const kindsOfWhom = ["proposer_type", "source_type"];

const keyOf = (metric: string, year: number | null, cut = false) => `${metric} ${year}${cut ? " cut" : ""}`;

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
