import type {Book} from "../../src/figures/book.js";
import {typeset} from "../../src/text/typeset.js";
import type {Story} from "../story/story.js";
import {rowsLeft} from "./layout.js";
import type {Plate} from "./plates.js";

/**
 * A one-page overview of an office that has little to draw, with a table of its figures where the page would end with a
 * gap: those that it speaks of first, then others of the catalogue.
 */
export function filledUp(story: Story, book: Book, plates: readonly Plate[]): Story {
  const rows = rowsLeft(story, plates);
  const own = story.metrics.filter(({id}) => book.has(id));
  const others = book.known.filter(metric => !own.includes(metric) && !metric.minor && !metric.item);
  const metrics = [...own, ...others].slice(0, rows);
  if (metrics.length < 3) return story;
  const cells = metrics.map(({id, label}) => {
    const {words, reason} = book.change(id);
    return [
      label,
      typeset(book.exact(id)),
      book.has(id, book.versus) ? typeset(book.exact(id, book.versus)) : null,
      reason ? null : typeset(words)
    ];
  });
  const columns = ["指标", `${book.year}年`, `${book.versus}年`, "变化"];
  return {
    ...story,
    // That there is nothing would stand above a table.
    blocks: [
      ...(story.empty ? [] : story.blocks),
      {type: "table", caption: "主要数字", table: {columns, rows: cells}, note: ""}
    ]
  };
}
