import type {Book} from "../figures/book.js";
import {lead as sentence} from "../figures/headline.js";
import {lead} from "./page.js";
import {origin} from "./provenance.js";

/** The year in a few sentences; their numbers open where they come from. */
export const yearLead = (book: Book): HTMLElement =>
  lead(
    ...sentence(book).map(part =>
      typeof part === "string" ? part : {value: origin(book, {metric: part.metric, year: book.year}, part.value)}
    )
  );
