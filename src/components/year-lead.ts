import type {Book} from "../figures/book.js";
import {lead as sentence} from "../figures/headline.js";
import {lead} from "./page.js";
import {origin} from "./provenance.js";
import {said} from "./said.js";

/** The year in a few sentences; their numbers open where they come from. */
export const yearLead = (book: Book): HTMLElement =>
  lead(
    ...sentence(book).map(part =>
      typeof part === "string"
        ? part
        : part.quiet
          ? {quiet: said(book, part.value, [part.metric])}
          : {value: origin(book, {metric: part.metric, year: book.year}, part.value)}
    )
  );
