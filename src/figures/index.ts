import {activityFigures} from "./activities.js";
import {appraisalFigures} from "./appraisals.js";
import type {Book} from "./book.js";
import type {Figure} from "./figure.js";
import {leadFigures} from "./leads.js";
import {opinionFigures} from "./opinions.js";
import {overviewFigures} from "./overview.js";
import {ownFigures} from "./own.js";
import {proposalFigures} from "./proposals.js";
import {suggestionFigures} from "./suggestions.js";

/** Every named figure, in the order of the report. Throws where two share an id or a name. */
export const figures: readonly Figure[] = unique([
  ...Object.values(overviewFigures),
  ...Object.values(proposalFigures),
  ...Object.values(opinionFigures),
  ...Object.values(activityFigures),
  ...Object.values(suggestionFigures),
  ...Object.values(leadFigures),
  ...Object.values(appraisalFigures)
]);

/** Every figure of a book: ours, and the office's own; one of its own takes the place of ours of the same name. */
export function figuresOf(book: Book): Figure[] {
  const own = ownFigures(book);
  return [...figures.filter(({name}) => !own.some(other => other.name === name)), ...own];
}

function unique(list: Figure[]): Figure[] {
  for (const key of ["id", "name"] as const) {
    const seen = new Set<string>();
    for (const figure of list) {
      if (seen.has(figure[key])) throw new Error(`duplicate figure: ${figure[key]}`);
      seen.add(figure[key]);
    }
  }
  return list;
}
