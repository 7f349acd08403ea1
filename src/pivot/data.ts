import {Book} from "../figures/book.js";
import {rowsOf} from "../figures/rows.js";
import type {ItemRow, MonthRow, Tables} from "../figures/tables.js";
import {kindOf} from "../kinds/index.js";
import {type CubeKind, cubeKinds} from "../metrics/filters.js";
import type {Metric} from "../metrics/index.js";
import {columnOf, type ItemColumn} from "./column.js";
import {type Published, publishedAxes} from "./figures.js";
import type {Items} from "./items.js";
import {byMonth, byYear, type NumberColumn, type Question} from "./question.js";
import type {Source} from "./source.js";

type File = () => Promise<ArrayBuffer>;

/** What the page of the pivot can fetch, each when it is first needed. */
export interface PivotFiles {
  columns: File;
  items: Record<CubeKind, File>;
  dates: Record<CubeKind, File>;
  cubes: Record<CubeKind, File>;
  /** Figures by the items of each dimension, and by months. */
  byItem: Record<CubeKind, File>;
  byMonth: File;
}

/** A way to split a measure, as a reader chooses it. */
export interface AxisChoice {
  value: string;
  label: string;
}

/** Where the answers of a question come from: items, combinations of categories, or figures alone. */
export type Ground =
  | {from: "rows"; source: Source; items: Items | null}
  /** `more`: rows can be had for what figures cannot answer. */
  | {from: "figures"; published: Published; more: boolean};

/** What the edition of the site lets a pivot ask; every file is fetched once. */
export class PivotData {
  private readonly files = new Map<string, Promise<unknown>>();
  /** What is known of the columns of items, where they are read. */
  columns: readonly ItemColumn[] = [];
  /** Whether a reader opened the filters: their lists are of the rows. */
  filtering = false;

  constructor(
    readonly tables: Tables,
    private readonly from: PivotFiles,
    readonly edition: string | undefined,
    readonly book = new Book(tables)
  ) {}

  /** What a question is asked of. */
  async ground(question: Question): Promise<Ground> {
    const {kind, view, basis, rows} = question;
    const counted = cubeKinds.find(name => name === kind);
    if (counted && this.edition === "analyst") {
      this.columns = await this.once(
        "columns",
        async () => rowsOf(await this.from.columns()) as unknown as ItemColumn[]
      );
      const now = view === "year" && basis === kindOf(counted).basis;
      const name = now ? "items" : "dates";
      const items = await this.once(`${name} ${counted}`, async () => {
        const own = this.columns.filter(column => column.kind === counted);
        const {Items} = await import("./items.js");
        return new Items(counted, own, await this.from[name][counted](), this.tables.years);
      });
      return {from: "rows", source: items, items};
    }
    if (counted && this.edition === "filters") {
      if (!this.filtering && whole(question))
        return {from: "figures", published: {book: this.book, items: [], months: []}, more: true};
      const source = await this.once(`cube ${counted}`, async () => {
        const [{Cube}, {Combinations}] = await Promise.all([import("../figures/cube.js"), import("./cubes.js")]);
        const {catalogue} = this.book;
        const cube = new Cube(counted, catalogue, await this.from.cubes[counted](), this.tables.years);
        return new Combinations(cube, catalogue);
      });
      return {from: "rows", source, items: null};
    }
    const read = <T>(name: string, file: File | undefined): Promise<T[]> =>
      file ? this.once(name, async () => rowsOf(await file()) as unknown as T[]) : Promise.resolve([]);
    const [items, months] = await Promise.all([
      read<ItemRow>(`figures ${kind}`, counted && this.from.byItem[counted]),
      read<MonthRow>("months", rows === byMonth ? this.from.byMonth : undefined)
    ]);
    return {from: "figures", published: {book: this.book, items, months}, more: false};
  }

  /** The ways to split a measure over a ground, the declared ones first. */
  axes(kind: Question["kind"], metric: Metric, ground: Ground): AxisChoice[] {
    const year = {value: byYear, label: "年度"};
    if (kind === "multi" || !cubeKinds.some(name => name === kind)) return [year];
    const month = {value: byMonth, label: "月份"};
    const declared = (kindOf(kind).dimensions ?? []).map(({id, label}) => ({value: id, label}));
    if (ground.from === "figures" && !ground.more) {
      const there = publishedAxes(ground.published, metric);
      return [...[...declared, month].filter(({value}) => there.includes(value)), year];
    }
    const dated = ground.from === "figures" || !ground.items ? (kindOf(kind).months ?? []) : [metric.at];
    const months = metric.at && dated.includes(metric.at) ? [month] : [];
    if (ground.from === "figures" || !ground.items) return [...declared, year, ...months];
    return [...declared, year, ...months, ...this.furtherAxes(kind as CubeKind)];
  }

  /** The years that can be asked for; split by a dimension, those by whose items figures are published. */
  years(rows: string | null, {id}: Metric, ground: Ground): number[] {
    const all = [...this.book.years];
    if (ground.from === "rows" || ground.more || rows === null || rows === byYear || rows === byMonth) return all;
    return all.filter(year =>
      ground.published.items.some(row => row.metric === id && row.dimension === rows && row.year === year)
    );
  }

  /** Numbers of which sums, medians and means can be asked. */
  numbers(kind: Question["kind"]): NumberColumn[] {
    return this.columns
      .filter(column => column.kind === kind && (column.type === "integer" || column.type === "number"))
      .map(({name, label, type}) => ({name, label, type: type as NumberColumn["type"]}));
  }

  /** Columns of words that no dimension declares; what names single items is none. */
  private furtherAxes(kind: CubeKind): AxisChoice[] {
    const {called, fields, dimensions = []} = kindOf(kind);
    const taken = new Set([called.title, ...called.number, ...dimensions.map(({id}) => columnOf(kind, id))]);
    return this.columns
      .filter(({kind: of, type}) => of === kind && ["text", "code", "flag", "list"].includes(type))
      .filter(({name}) => (name === "session" || !taken.has(name)) && fields[name]?.reads !== "id")
      .sort((a, b) => Number(b.own) - Number(a.own))
      .map(({name, label}) => ({value: name, label}));
  }

  private once<T>(name: string, make: () => Promise<T>): Promise<T> {
    const made = (this.files.get(name) as Promise<T> | undefined) ?? make();
    this.files.set(name, made);
    return made;
  }
}

/** Whether figures alone answer a question: whole years, split by nothing else. */
const whole = ({rows, columns, filters, view, kind, basis}: Question) =>
  [rows, columns].every(axis => axis === null || axis === byYear) &&
  Object.values(filters).every(labels => labels.length === 0) &&
  view === "year" &&
  (kind === "multi" || basis === kindOf(kind).basis);
