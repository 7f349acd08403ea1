import type {Metric} from "../metrics/metric.js";

/** What the pages of an upper level read: what holds for all, and its places in one piece, or cut by those next below. */
export interface PlacesIndex {
  /** The years that any place has, oldest first. */
  years: number[];
  /** The last that is over in most places. */
  year: number;
  /** The last day that any place's data say something of; ISO. */
  until: string | null;
  /** What can be compared, in the catalogue's order. */
  metrics: PlaceMetric[];
  /** The kinds of which some place has an export, in their order. */
  kinds: {name: string; label: string}[];
  /** The highest places with those next below them; or all, where they are few. */
  top: PlacesPart;
  /** The pieces that hold what lies below a place; none where `top` holds all. */
  parts: {place: string; file: string}[];
  /** The dimensions by which figures are split, by kind. */
  dimensions: {kind: string; id: string; label: string}[];
}

/** A metric of some places by month and by item; lists of places and years as in the part that they belong to. */
export interface PlacesSplit {
  /** Of each year of each place the twelve months; null where nothing is known, of a month: held back. Left out of what has no months. */
  months?: ((number | null)[] | null)[][];
  /** By dimension: the items, largest first, and of each year of each place their counts; null: held back. */
  items: Record<string, {items: string[]; values: ((number | null)[] | null)[][]}>;
}

/** A metric as pages print it. */
export type PlaceMetric = Pick<Metric, "id" | "kind" | "label" | "unit" | "rule" | "adds"> &
  Partial<Pick<Metric, "print" | "tile">> & {
    /** It stands in tables, but not among the main ones. */
    minor: boolean;
    /** Its rule says how a year is counted: by a place's own plenaries. */
    session: boolean;
  };

/** A value; of a rate its parts; null where it is not known. */
export type PlaceCell = number | [numerator: number, denominator: number] | null;

/** Some places and what is known of them. All lists of places are in the order of `places`, of years in that of the index. */
export interface PlacesPart {
  places: SitePlace[];
  /** By metric: of each year of each place the value; of one that others lie in, their sum. */
  values: Record<string, PlaceCell[][]>;
  /** By metric: of each year of each place that others lie in, how many are in its sum. */
  counted: Record<string, (number | null)[][]>;
  /** What is in no sum, or not known at all, and why. */
  lacks: Lack[];
  reasons: string[];
  /** By metric: the file that splits it (`PlacesSplit`); none where these places stand whole in pieces of their own. */
  splits: Record<string, string>;
}

/** A place on a page. */
export interface SitePlace {
  name: string;
  parent: string | null;
  level: string | null;
  cohort: string | null;
  members: number | null;
  /** How many places that deliver lie in it; 0 of one that delivers itself. */
  below: number;
  /** The years that are not over in its data. */
  open: number[];
  /** What it has given; null of one that gives nothing of its own. */
  delivery: Delivered | null;
}

/** 已报送, 迟报, 不完整, 未报送, 未读入; why; until which day; by kind: how many records, and what was not read. */
export interface Delivered {
  state: string;
  reason: string | null;
  until: string | null;
  kinds: Record<string, KindDelivered>;
}

export interface KindDelivered {
  state: "已报送" | "不完整" | "未读入";
  /** Records that count; null where figures were given in place of rows. */
  records: number | null;
  reason: string | null;
}

/** Metrics of a place that are not known in a year; `partly`: known in part. Places, reasons and metrics by their number. */
export interface Lack {
  place: number;
  year: number;
  reason: number;
  partly: boolean;
  metrics: number[];
}

/** The number that a cell holds. */
export const cellValue = (cell: PlaceCell | undefined): number | null =>
  cell === undefined || cell === null ? null : typeof cell === "number" ? cell : cell[0] / cell[1];
