import type {Book} from "../figures/book.js";
import type {Catalogue} from "../metrics/index.js";
import type {DraftTarget, Figure} from "./finding.js";

/** What a draft is checked against: every figure of every year that the book has, and the targets. */
export function knownTo(book: Book): {
  figures: Figure[];
  targets: DraftTarget[];
  catalogue: Catalogue;
} {
  const {catalogue} = book;
  const figures = book.years.flatMap(year =>
    catalogue.all.flatMap(({id, label, unit}) => {
      const row = book.figure(id, year);
      if (!row) return [];
      const {value, numerator, denominator} = row;
      return [{metric: id, label, unit, year, value, numerator, denominator}];
    })
  );
  const targets = (book.tables.targets ?? []).flatMap(({label, ...rest}) => {
    const metric = catalogue.byLabel(label);
    return metric ? [{metric: metric.id, year: rest.year, target: rest.target, comparison: rest.comparison}] : [];
  });
  return {figures, targets, catalogue};
}
