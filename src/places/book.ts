import {rounded} from "../metrics/round.js";
import {
  cellValue,
  type PlaceCell,
  type PlaceMetric,
  type PlacesIndex,
  type PlacesPart,
  type SitePlace
} from "./data.js";

/** What a reader asks to compare. */
export interface Comparing {
  /** The places that lie in it are compared; null: all that deliver, where none lies in another. */
  area: string | null;
  /** Those next below it, or all that deliver. */
  all?: boolean;
  /** Of these those of a group alone, by its label. */
  group?: string | null;
  metric: string;
  year: number;
  /** A count for every hundred members. */
  perMember?: boolean;
}

/** A place among others. */
export interface Ranked {
  place: SitePlace;
  value: number;
  /** Of the year before; null where it is not known, or one of the years is not over. */
  previous: number | null;
  /** From 1; equal values share it. */
  rank: number;
}

/** A metric of one place beside those of its group. */
export interface Against {
  metric: PlaceMetric;
  value: number;
  rank: number;
  /** The values of all of the group, its own among them. */
  values: number[];
  middle: number;
}

/** Places of like size, or such as the office puts together. */
export interface Group {
  label: string;
  places: SitePlace[];
}

/** The figures of some places: everything that pages and documents of an upper level say of them is asked of it. */
export class PlaceBook {
  private readonly places = new Map<string, number>();
  private readonly metrics: ReadonlyMap<string, PlaceMetric>;

  constructor(
    readonly index: PlacesIndex,
    readonly part: PlacesPart = index.top
  ) {
    for (const [i, {name}] of part.places.entries()) this.places.set(name, i);
    this.metrics = new Map(index.metrics.map(metric => [metric.id, metric]));
  }

  /** The place of a name; throws where there is none. */
  place(name: string): SitePlace {
    const found = this.part.places[this.places.get(name) ?? -1];
    if (!found) throw new Error(`invalid place: ${name}`);
    return found;
  }

  has(name: string): boolean {
    return this.places.has(name);
  }

  /** The metric of an id; throws where there is none. */
  metric(id: string): PlaceMetric {
    const found = this.metrics.get(id);
    if (!found) throw new Error(`invalid metric: ${id}`);
    return found;
  }

  /** The places that others lie in, from the highest. */
  get areas(): SitePlace[] {
    return this.part.places.filter(({below}) => below > 0);
  }

  /** A place's own figure, or the sum of those that lie in it; null where it is not known. */
  value(metric: string, place: string, year: number): number | null {
    return cellValue(this.cell(metric, place, year));
  }

  /** The same with its parts where it is a rate. */
  cell(metric: string, place: string, year: number): PlaceCell {
    const years = this.part.values[metric]?.[this.index.years.indexOf(year)];
    return years?.[this.places.get(place) ?? -1] ?? null;
  }

  /** How many places are in a sum, and of how many: 38 of 40. */
  counted(metric: string, area: string, year: number): [number, number] {
    const years = this.part.counted[metric]?.[this.index.years.indexOf(year)];
    return [years?.[this.places.get(area) ?? -1] ?? 0, this.place(area).below];
  }

  /** How many members a place has: as its table says, else as its roster does; null where neither says. */
  members(place: SitePlace, year: number): number | null {
    return place.members ?? this.value("members.total", place.name, year);
  }

  /** The places next below an area, or all in it that deliver. */
  below(area: string | null, all = false): SitePlace[] {
    if (area === null) return this.part.places.filter(({delivery}) => delivery);
    if (!all) return this.part.places.filter(({parent}) => parent === area);
    return this.part.places.filter(place => place.delivery && this.within(place, area));
  }

  private within(place: SitePlace, area: string): boolean {
    for (let up = place.parent; up !== null; up = this.has(up) ? this.place(up).parent : null)
      if (up === area) return true;
    return false;
  }

  /** The places that are compared, largest value first; those without a value are in none. */
  ranking({metric: id, year, area, all, group, perMember}: Comparing): Ranked[] {
    const places = this.compared({area, all, group, year});
    const of = (place: SitePlace, at: number) => {
      const value = this.value(id, place.name, at);
      return perMember ? this.perMember(value, place, at) : value;
    };
    const rows = places.flatMap(place => {
      const value = of(place, year);
      const over = !place.open.includes(year) && !place.open.includes(year - 1);
      return value === null ? [] : [{place, value, previous: over ? of(place, year - 1) : null}];
    });
    const sorted = rows.toSorted((a, b) => b.value - a.value);
    return sorted.map(row => ({...row, rank: sorted.findIndex(({value}) => value === row.value) + 1}));
  }

  /** The places that are compared, with a value or without. */
  compared({area, all, group, year}: Omit<Comparing, "metric">): SitePlace[] {
    const places = this.below(area, all);
    if (!group) return places;
    return this.groups(places, year).find(({label}) => label === group)?.places ?? places;
  }

  /** A count for every hundred members, to one decimal; null where either is not known. */
  perMember(value: number | null, place: SitePlace, year: number): number | null {
    const members = this.members(place, year);
    return value === null || !members ? null : rounded((value * 100) / members, 1);
  }

  /** The groups that the table of places names, else three of like size by their members; none where nothing says so. */
  groups(places: readonly SitePlace[], year: number): Group[] {
    if (places.some(({cohort}) => cohort !== null)) {
      const labels = [...new Set(places.map(({cohort}) => cohort ?? "没有写组别"))];
      return labels.map(label => ({label, places: places.filter(({cohort}) => (cohort ?? "没有写组别") === label)}));
    }
    const sized = places
      .flatMap(place => {
        const members = this.members(place, year);
        return members === null ? [] : [{place, members}];
      })
      .toSorted((a, b) => a.members - b.members);
    if (sized.length < 6) return [];
    // Places of one size are in one group, wherever the third ends.
    const ends = [1, 2].map(third => sized[Math.ceil((sized.length * third) / 3) - 1]!.members);
    const cut = [
      sized.filter(({members}) => members <= ends[0]!),
      sized.filter(({members}) => members > ends[0]! && members <= ends[1]!),
      sized.filter(({members}) => members > ends[1]!)
    ].filter(list => list.length > 0);
    return cut.map(list => {
      const [least, most] = [list[0]!.members, list.at(-1)!.members];
      return {label: `委员${least === most ? least : `${least}—${most}`}名`, places: list.map(({place}) => place)};
    });
  }

  /** The group that a place is compared with among others: its own, or all of them where there are no groups. */
  groupOf(place: SitePlace, places: readonly SitePlace[], year: number): Group {
    const found = this.groups(places, year).find(group => group.places.includes(place));
    return found ?? {label: "全部地区", places: [...places]};
  }

  /** Some metrics of a place beside those of a group; those that fewer than three of it have are left out. */
  against(name: string, {places}: Group, metrics: readonly PlaceMetric[], year: number): Against[] {
    return metrics.flatMap(metric => {
      const value = this.value(metric.id, name, year);
      const values = places.flatMap(({name: each}) => this.value(metric.id, each, year) ?? []);
      if (value === null || values.length < 3) return [];
      const rank = values.filter(other => other > value).length + 1;
      return [{metric, value, rank, values, middle: median(values)}];
    });
  }

  /** How many places of an area have a figure, whether it is in a sum or not. */
  told(id: string, area: string | null, year: number): number {
    return this.below(area, true).filter(({name}) => this.value(id, name, year) !== null).length;
  }

  /** The places of an area that are in no sum of a metric, and why. */
  absent(id: string, area: string | null, year: number): {place: SitePlace; reason: string}[] {
    const at = this.index.metrics.findIndex(metric => metric.id === id);
    const lacking = new Map<number, string[]>();
    for (const {place, year: when, reason, metrics} of this.part.lacks)
      if (when === year && metrics.includes(at))
        lacking.set(place, [...(lacking.get(place) ?? []), this.part.reasons[reason]!]);
    return this.below(area, true).flatMap(place => {
      const reasons = lacking.get(this.places.get(place.name)!);
      const {state, reason} = place.delivery!;
      if (state === "未报送" || state === "未读入" || state === "迟报") return [{place, reason: reason ?? state}];
      if (reasons) return [{place, reason: [...new Set(reasons)].join("；")}];
      return this.value(id, place.name, year) === null ? [{place, reason: "没有这项数据"}] : [];
    });
  }
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return Number.isInteger(half) ? (sorted[half - 1]! + sorted[half]!) / 2 : sorted[Math.floor(half)]!;
}
