import type {ChartOptions} from "../charts/index.js";
import type {Part} from "../metrics/sql/index.js";
import type {Book} from "./book.js";
import type {Caption} from "./caption.js";
import type {Tables} from "./tables.js";

/** Which figure a number is: a metric of a year, or of two that it compares, and of some of its items. */
export interface Origin {
  metric: string;
  year: number;
  /** The year compared with, where the number is a change. */
  versus?: number;
  part?: Part;
}

/** A table behind a figure: numbers stay numbers, so that they can be downloaded. */
export interface FigureTable {
  columns: string[];
  rows: (string | number | null)[][];
  /** Of each cell, which figure it is; null where it is none. */
  origins?: (Origin | null)[][];
}

/** A number with its origin. */
export interface Traced extends Origin {
  value: number | null;
}

/** A table of which each cell may say what figure it is. */
export function traced(columns: string[], cells: (string | number | null | Traced)[][]): FigureTable {
  const isTraced = (cell: string | number | null | Traced): cell is Traced => cell !== null && typeof cell === "object";
  return {
    columns,
    rows: cells.map(row => row.map(cell => (isTraced(cell) ? cell.value : cell))),
    origins: cells.map(row =>
      row.map(cell => {
        if (!isTraced(cell) || cell.value === null) return null;
        const {value, ...origin} = cell;
        return origin;
      })
    )
  };
}

/** A named chart of the yearbook. A page, a download and a document show the same one. */
export interface Figure {
  /** File name and anchor. */
  id: string;
  /** Short name by which templates and lists call it, 提案趋势. */
  name: string;
  /** Datasets that it reads besides figures, years and about. */
  needs: (keyof Tables)[];
  /** Metrics in it: their rules, as-of date and source stand beneath. */
  metrics: (book: Book) => string[];
  /** The finding, a sentence that holds for these data. */
  title: (book: Book) => string;
  /** Metric, unit, basis. */
  subtitle: (book: Book) => string;
  /** What the table behind it shows, where that is not what is drawn. */
  listed?: (book: Book) => string;
  /** The items that its title names, where it has bars: they are red, the others grey; by default the first. */
  named?: (book: Book) => string[];
  /** What else must be said beneath, such as items counted several times. */
  note?: (book: Book) => string;
  /** What the drawing leaves out although the table has it. */
  leaves?: (book: Book) => string;
  /** The years that it shows, by which notes are found; by default the year and the one compared with. */
  years?: (book: Book) => number[];
  /** The years shown that are left blank because nothing is known of them, and why; empty where there are none. */
  gaps?: (book: Book) => string;
  /** Whether there is anything to draw for this year. */
  has?: (book: Book) => boolean;
  /** Whether the exports of any year tell what it is split by. */
  ever?: (book: Book) => boolean;
  /** Whether it counts only some of what its metrics count, or otherwise: no number of the whole stands for it. */
  limited?: boolean;
  /** Rule, as-of date and source, where its metrics do not say them. */
  caption?: (book: Book) => Caption;
  /** Set where only its table says something: templates place that. */
  undrawn?: boolean;
  /** Why it cannot be shown: a template that names it is told. */
  refused?: string;
  draw: (book: Book, options: ChartOptions) => SVGSVGElement;
  table: (book: Book) => FigureTable;
}

/** Declares a figure. */
export const figure = (figure: Figure): Figure => figure;
