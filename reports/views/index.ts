import {warehouse} from "../../loaders/query.js";
import type {WarehouseOptions} from "../../loaders/warehouse.js";
import type {Book} from "../../src/figures/book.js";
import type {Figure} from "../../src/figures/figure.js";
import {figuresOf} from "../../src/figures/index.js";
import {ownFigures} from "../../src/figures/own.js";
import {StaffError} from "../../src/intake/problem.js";
import {type KeptView, linkOf} from "../../src/notebook/link.js";
import {pivotOver, questionFigure} from "./question.js";
import {statementFigure} from "./statement.js";

/**
 * Every figure that templates may name: those of the book, and the office's kept views (views.csv), of which those that
 * the texts name are answered. A chart of the office's own goes before a view of its name.
 */
export async function figuresFor(
  templates: readonly {text: string}[],
  book: Book,
  options: WarehouseOptions
): Promise<Figure[]> {
  const kept = viewsOf(book);
  const named = new Set(
    templates.flatMap(({text}) => [...text.matchAll(/\[\[(?:表[:：])?([^\]]+)\]\]/g)].map(([, name]) => name!.trim()))
  );
  return joined(book, await viewFigures(kept, named, book, options));
}

/** The same by their names alone, where nothing is drawn. */
export const namedIn = (book: Book, kept?: readonly KeptView[]): Figure[] =>
  joined(
    book,
    viewsOf(book, kept).map(({name}, i) => unasked(name, i))
  );

/** The kept views but those whose name an own chart has. */
function viewsOf(book: Book, kept: readonly KeptView[] = book.tables.kept ?? []): KeptView[] {
  const own = new Set(ownFigures(book).map(({name}) => name));
  return kept.filter(({name}) => !own.has(name));
}

const joined = (book: Book, views: readonly Figure[]): Figure[] => [
  ...figuresOf(book).filter(({name}) => !views.some(view => view.name === name)),
  ...views
];

async function viewFigures(
  kept: readonly KeptView[],
  named: ReadonlySet<string>,
  book: Book,
  options: WarehouseOptions
): Promise<Figure[]> {
  if (!kept.some(({name}) => named.has(name))) return kept.map(({name}, i) => unasked(name, i));
  const open = await warehouse(options);
  try {
    const data = pivotOver(open, book);
    const made: Figure[] = [];
    for (const [i, {name, address, years}] of kept.entries()) {
      const id = idOf(i);
      const {page, query} = linkOf(address)!;
      const figure = !named.has(name)
        ? unasked(name, i)
        : page === "sql"
          ? statementFigure({id, name, sql: query.get("sql")!.trim().replace(/;\s*$/, "")}, book, options)
          : questionFigure({id, name, query, fixed: years === "固定"}, data);
      made.push(
        await Promise.resolve(figure).catch((error: unknown) => {
          if (!(error instanceof StaffError)) throw error;
          return {
            ...unasked(name, i),
            refused: `视图「${name}」（views.csv）不能放进文稿：${error.message.split("\n")[0]}`
          };
        })
      );
    }
    return made;
  } finally {
    open.close();
  }
}

const idOf = (i: number) => `view-${i + 1}`;

/** A view that no template names: known by its name alone. */
const unasked = (name: string, i: number): Figure => ({
  ...{id: idOf(i), name, needs: [], metrics: () => []},
  title: () => name,
  subtitle: () => "",
  draw: () => {
    throw new Error(`invalid figure: ${name} was not answered`);
  },
  table: () => ({columns: [], rows: []})
});
