import type {ChartOptions} from "../charts/index.js";
import type {Book, Tables} from "./book.js";

/** A table behind a figure: numbers stay numbers, so that they can be downloaded. */
export interface FigureTable {
  columns: string[];
  rows: (string | number | null)[][];
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
  /** What else must be said beneath, such as items counted several times. */
  note?: (book: Book) => string;
  /** Whether there is anything to draw for this year. */
  has?: (book: Book) => boolean;
  draw: (book: Book, options: ChartOptions) => SVGSVGElement;
  table: (book: Book) => FigureTable;
}

/** Declares a figure. */
export const figure = (figure: Figure): Figure => figure;
