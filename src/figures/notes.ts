import type {Note} from "../metrics/table/notes.js";
import type {Book} from "./book.js";
import type {Figure} from "./figure.js";
import type {Tables} from "./tables.js";

/** A note on a chart, with the number by which the drawing points to it. */
export interface NumberedNote extends Note {
  /** ①. */
  mark: string;
}

const marks = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
const read = new WeakMap<Tables["about"], Note[]>();

/** What the office notes at points and years of its charts (notes.csv). */
function notesIn({about}: Tables): Note[] {
  const known = read.get(about) ?? (JSON.parse(about[0]?.notes ?? "[]") as Note[]);
  read.set(about, known);
  return known;
}

/** The notes on a figure, of the years that it shows: those on it by its name, and those on the metrics in it. */
export function notesOn(
  book: Book,
  {name, metrics, years}: Pick<Figure, "name" | "metrics" | "years">
): NumberedNote[] {
  const all = notesIn(book.tables);
  if (!all.length) return [];
  const ids = metrics(book);
  const shown = years?.(book) ?? [book.versus, book.year];
  return all
    .filter(
      note => shown.includes(note.year) && (note.metric === null ? note.chart === name : ids.includes(note.metric))
    )
    .sort((a, b) => a.year - b.year)
    .map((note, i) => ({...note, mark: marks[i] ?? `（${i + 1}）`}));
}

/** The notes as they stand beneath a chart: ①2022年：换届. */
export const noteWords = (notes: readonly NumberedNote[]): string[] =>
  notes.map(({mark, year, text}) => `${mark}${year}年：${text}`);

/** The numbers of the notes of each year, for charts whose years stand in a row or on an axis. */
export function marksByYear(notes: readonly NumberedNote[]): Record<number, string> {
  const by: Record<number, string> = {};
  for (const {year, mark} of notes) by[year] = `${by[year] ?? ""}${mark}`;
  return by;
}
