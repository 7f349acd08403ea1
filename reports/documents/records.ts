import type {Book} from "../../src/figures/book.js";
import {captionOf} from "../../src/figures/caption.js";
import {basisLabels, type Metric} from "../../src/metrics/index.js";
import {written} from "../../src/metrics/round.js";

/** One metric of the report year for other programs. Rates are percentages, unrounded. */
export interface FigureRecord {
  metric: string;
  label: string;
  unit: string;
  year: number;
  value: number | null;
  /** Why there is no value, where the exports of the year lack what it is counted from. */
  unknown: string | null;
  /** False where a file that may hold what is counted was not read. */
  complete: boolean;
  numerator: number | null;
  denominator: number | null;
  printed: string | null;
  previous: number | null;
  difference: number | null;
  percent: number | null;
  words: string;
  basis: string;
  as_of: string | null;
  rule: string;
}

/** Every metric of the catalogue once, in its order; a metric without data has null values. */
export function records(book: Book): FigureRecord[] {
  return book.catalogue.all.map(metric => {
    const figure = book.figure(metric.id);
    const before = book.figure(metric.id, book.versus);
    const {difference, percent, words} = book.change(metric.id);
    return {
      metric: metric.id,
      label: metric.label,
      unit: metric.unit,
      year: book.year,
      value: inUnit(metric, figure),
      unknown: book.reason(metric.id),
      complete: book.complete(metric.id),
      numerator: figure?.numerator ?? null,
      denominator: figure?.denominator ?? null,
      printed: figure ? book.printed(metric.id) : null,
      previous: inUnit(metric, before),
      difference,
      percent,
      words,
      basis: basisLabels[metric.basis],
      as_of: figure?.as_of ?? null,
      rule: captionOf(book, [metric.id]).rule
    };
  });
}

/** A rate as a percentage: from its parts where it has them, 0.98 without binary dust. */
function inUnit(metric: Metric, figure: ReturnType<Book["figure"]>): number | null {
  if (!figure || figure.value === null) return null;
  if (metric.unit !== "%") return written(figure.value);
  const {numerator, denominator} = figure;
  return numerator !== null && denominator
    ? (numerator / denominator) * 100
    : Number((figure.value * 100).toPrecision(14));
}
