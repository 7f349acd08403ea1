import {join} from "node:path";
import {programPath} from "../../loaders/paths.js";
import {dataset, type Warehouse} from "../../loaders/query.js";
import type {Book} from "../../src/figures/book.js";
import {shown as printed} from "../../src/figures/cells.js";
import {type Figure, type FigureTable, figure} from "../../src/figures/figure.js";
import {StaffError} from "../../src/intake/problem.js";
import {kindOf} from "../../src/kinds/index.js";
import {type CubeKind, cubeKinds} from "../../src/metrics/filters.js";
import type {Answer} from "../../src/pivot/answer.js";
import {answered} from "../../src/pivot/answered.js";
import {PivotData, type PivotFiles} from "../../src/pivot/data.js";
import {guarded} from "../../src/pivot/guarded.js";
import {lookIn} from "../../src/pivot/look.js";
import {type Presented, presented} from "../../src/pivot/presented.js";
import {byMonth, byYear, fromAddress, measureOf, type Question} from "../../src/pivot/question.js";
import {lost, measured, started, within} from "../../src/pivot/settled.js";
import {orderOf, yearOf} from "../../src/pivot/table.js";

/** What 透视 asks of the warehouse of a book. */
export function pivotOver(open: Warehouse, book: Book): PivotData {
  const file = (name: string) => async () =>
    (await dataset(
      open,
      programPath(join("src", "datasets", `${name}.arrow.sql`)),
      "analyst"
    )) as unknown as ArrayBuffer;
  const each = (name: (kind: CubeKind) => string) =>
    Object.fromEntries(cubeKinds.map(kind => [kind, file(name(kind))])) as Record<CubeKind, () => Promise<ArrayBuffer>>;
  const files: PivotFiles = {
    columns: file("item-columns"),
    items: each(kind => `items-${kind}`),
    dates: each(kind => `items-${kind}-dates`),
    cubes: each(kind => `${kind}-cube`),
    byItem: each(kind => `pivot-${kind}`),
    byMonth: file("metric-months")
  };
  return new PivotData(book.tables, files, "analyst", book);
}

/**
 * A kept question as a figure, answered as the page answers it. Its last year is the year reported on, unless its years
 * are fixed; a book that is cut at a date cuts it there. Throws StaffError on what cannot be asked, or would list items.
 */
export async function questionFigure(
  {id, name, query, fixed}: {id: string; name: string; query: URLSearchParams; fixed: boolean},
  data: PivotData
): Promise<Figure> {
  const {book} = data;
  const first = ofYear(started(data, query), fromAddress(query), book, fixed);
  const ground = await data.ground(first);
  const measure = measured(data, first, ground);
  const axes = data.axes(first.kind, measure, ground);
  const question = within(data, {...first, measure: measure.id}, measure, axes, ground);
  const missing = lost(fromAddress(query), question);
  if (missing.length) throw new StaffError(`现在的数据里没有${missing.join("、")}`);
  const absent = first.years.filter(year => !question.years.includes(year));
  if (absent.length === first.years.length) throw new StaffError(`没有${absent.join("、")}年的数据`);
  const cut = book.tables.years.filter(({view}) => view === question.view).map(({year}) => year);
  if (!question.years.every(year => cut.includes(year)))
    throw new StaffError(`没有截至${question.view.slice(0, 10)}的数据，请在「透视」页另选时点再存`);
  const against = question.against
    ? measureOf(book.catalogue, question.kind, question.against, data.numbers(question.kind))
    : null;
  const whole = await answered(data, question, measure, against, ground);
  for (const axis of [question.rows, question.columns])
    if (axis !== null && listsItems(question, axis, whole.answer))
      throw new StaffError(
        `「${axes.find(({value}) => value === axis)!.label}」几乎每条不同，等于列出条目，不能放进文稿`
      );
  const made = presented(data, whole.question, lookIn(query), axes, guarded(whole));
  const {answer} = made.table;
  const known = (book.catalogue.has(measure.id) ? [measure.id] : []).concat(
    against && book.catalogue.has(against.id) ? [against.id] : []
  );
  return figure({
    ...{id, name, needs: [], metrics: () => known, limited: true, undrawn: made.draw === null},
    title: () => made.finding ?? made.title,
    subtitle: () => made.title,
    note: () => [...made.notes, ...(known.length ? [] : [measure.rule.replace(/。$/, "")])].join("；"),
    years: () => [...question.years],
    has: () => !made.nothing && someValue(answer),
    ...(known.length ? {} : {caption: () => made.caption}),
    draw: (_, options) => made.draw!(options),
    table: () => tableOf(made)
  });
}

/** The years and the date of a question in a book. */
function ofYear(question: Question, asked: Partial<Question>, book: Book, fixed: boolean): Question {
  const shift = fixed || !asked.years ? 0 : book.year - question.years.at(-1)!;
  const years = asked.years
    ? question.years.map(year => year + shift)
    : book.years.filter(year => year <= book.year).slice(-5);
  const view =
    question.view === "year" ? book.view : question.view.replace(/^\d{4}/, year => String(Number(year) + shift));
  return {...question, years, view: fixed && question.view === "year" ? "year" : view};
}

/** Whether most labels of an axis stand for a single item. */
function listsItems({kind, rows}: Question, axis: string, answer: Answer): boolean {
  const declared = kind !== "multi" && kindOf(kind).dimensions?.some(({id}) => id === axis);
  if (declared || axis === byYear || axis === byMonth) return false;
  const labels = axis === rows ? answer.rows : answer.columns;
  const items = labels.map(
    (_, i) => (axis === rows ? answer.at(i, answer.columns.length) : answer.at(answer.rows.length, i)).items
  );
  return labels.length > 10 && items.filter(count => count <= 1).length > labels.length / 2;
}

/** Whether something is left to show; of an answer that is not split, its total. */
const someValue = ({rows, columns, at}: Answer) =>
  [...(rows.length ? rows : [""])].some((_, r) => [...columns, ""].some((_, c) => at(r, c).value !== null));

/** The answer as a table of numbers. */
function tableOf({pairs, table}: Presented): FigureTable {
  if (pairs) {
    const {columns, rows} = pairs();
    return {columns: columns.map(({label}) => label), rows: rows.map(row => columns.map(({key}) => row[key] ?? null))};
  }
  const {answer, question, metric, rowName} = table;
  const unit = metric.unit ? `（${metric.unit}）` : "";
  const all = question.columns === null ? [answer.columns.length] : answer.columns.map((_, c) => c);
  const heads = all.map(c =>
    c < answer.columns.length ? `${yearOf(question.columns, answer.columns[c]!)}${unit}` : `${metric.label}${unit}`
  );
  const told = (r: number) => all.some(c => answer.at(r, c).value !== null);
  const places = question.rows === null ? [answer.rows.length] : orderOf(table).filter(told);
  return {
    columns: [rowName || "合计", ...heads],
    rows: places.map(r => [
      r < answer.rows.length ? yearOf(question.rows, answer.rows[r]!) : metric.label,
      ...all.map(c => printed(metric, answer.at(r, c).value))
    ])
  };
}
