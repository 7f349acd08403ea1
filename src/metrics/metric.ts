import {type Formula, parseFormula} from "./formula.js";

/** Which year an item counts in: its plenary session's, or the calendar's. `mixed` adds items of both. */
export type Basis = "session" | "calendar" | "mixed";

/** The staging tables that metrics aggregate; `multi` combines several of them. */
export type Kind = "proposals" | "activities" | "opinions" | "indicators" | "multi";

/**
 * How a report prints the number. Without a `Print`, exactly.
 * - `word`, `place`: rounded down to the place and followed by the word, 146 → 140余 (place 10)
 * - `unit`: the unit as printed, where it is not the metric's own, e.g. 篇(条)
 * - `all`: printed 全部 when the value equals that metric's value exactly
 * - `vague`: no number at all, 多篇
 */
export interface Print {
  word?: "余" | "多";
  place?: number;
  unit?: string;
  all?: string;
  vague?: boolean;
}

/** One entry of the catalogue as it is written in a kind's file. */
export interface MetricEntry {
  /** What staff call it; unique in the catalogue. */
  label: string;
  /** 件, 篇, 场次, … or % for a ratio. */
  unit: string;
  /** A SQL aggregate over the kind's facts, or a formula over other metrics: `{filed} / {submitted}`. */
  value: string;
  /** 口径: the counting rule, one sentence. */
  rule: string;
  print?: Print;
  /** The date by which an item falls into a month; the kind's own where absent, null: not by month. */
  at?: string | null;
  /** False for distinct counts and medians, whose parts do not sum to the whole. */
  adds?: boolean;
  /** The metric whose items these are among: never larger than it. */
  subsetOf?: string;
  /** Other words by which a report speaks of it; the label is one already. One with a ? may mean another figure too. */
  phrases?: string[];
  /** Of the two sides of 双向评价, the one whose opinion it is: 委员 of the handling, 单位 of the proposal. */
  side?: "member" | "unit";
  /** A figure that other figures are built from, not one to show by itself. */
  part?: boolean;
  /** Rules of rules.csv on which the count depends: each prints its sentence after `rule`. */
  settings?: string[];
}

export interface Metric extends Omit<MetricEntry, "value" | "at" | "adds" | "part" | "settings"> {
  /** `proposals.filed`: kind and name. */
  id: string;
  kind: Kind;
  name: string;
  basis: Basis;
  /** The ways in which its year may be counted, its own first; a page lets the reader choose among several. */
  bases: readonly Basis[];
  settings: readonly string[];
  /** SQL aggregate, where the metric is counted; null where it is a formula. */
  sql: string | null;
  /** Formula over metric ids, where it is one. */
  formula: Formula | null;
  at: string | null;
  adds: boolean;
  part: boolean;
}

/** What the metrics of a kind have in common. */
export interface KindDefaults {
  kind: Kind;
  basis: Basis;
  /** Another way to count the year, which a page may show instead. */
  alternative?: Basis;
  /** Column of the date by which items fall into months. */
  at: string | null;
}

/**
 * Declares the metrics of a kind. Short references (`{filed}`) are completed with the kind.
 * Throws on a formula that does not parse.
 */
export function metrics(defaults: KindDefaults, entries: Record<string, MetricEntry>): Metric[] {
  return Object.entries(entries).map(([name, entry]) => {
    const {value, at, adds, part, settings, ...rest} = entry;
    const id = `${defaults.kind}.${name}`;
    const formula = value.includes("{") ? parseFormula(value, defaults.kind, id) : null;
    const ratio = formula !== null && formula.type !== "sum";
    if (ratio !== (entry.unit === "%") && formula) throw new Error(`invalid unit of ${id}: ${entry.unit}`);
    return {
      ...rest,
      id,
      kind: defaults.kind,
      name,
      basis: defaults.basis,
      bases: defaults.alternative ? [defaults.basis, defaults.alternative] : [defaults.basis],
      settings: settings ?? [],
      sql: formula ? null : value,
      formula,
      at: at === undefined ? defaults.at : at,
      adds: adds ?? !ratio,
      part: part ?? false
    };
  });
}
