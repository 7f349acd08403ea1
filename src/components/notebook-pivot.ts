import {fullDay} from "../figures/days.js";
import {cubeKinds} from "../metrics/filters.js";
import type {Metric} from "../metrics/index.js";
import {type Answered, answered} from "../pivot/answered.js";
import {PivotData, type PivotFiles} from "../pivot/data.js";
import {lookIn} from "../pivot/look.js";
import {presented} from "../pivot/presented.js";
import {fromAddress, measureOf, type Question} from "../pivot/question.js";
import {lost, measured, started, within} from "../pivot/settled.js";
import {yearOf} from "../pivot/table.js";
import {card} from "./card.js";
import {h} from "./h.js";
import {empty} from "./page.js";
import {pivotTable} from "./pivot-table.js";
import {readTables} from "./tables.js";

type File = {arrayBuffer(): Promise<ArrayBuffer>};

/** What may be chosen anew in the notebook: years, and labels by axis. */
type Chosen = Partial<Pick<Question, "years" | "filters">>;

/** A question of 透视 in a notebook: what is shown of it, and its cells as rows. */
export interface OpenPivot {
  /** The years that there are, and those that the link asks for. */
  years: number[];
  asked: number[];
  /** Chart and table, with rule and source. */
  figure(chosen?: Chosen): Promise<HTMLElement>;
  /** A row a cell: 行, 列, 数值, and of how many items it is made (条数). */
  rows(chosen?: Chosen): Promise<{行: string; 列: string; 数值: number | null; 条数: number}[]>;
}

/**
 * Opens a link of the page 透视 (`pivot.html?…`), answered as the page answers it. `files`: the datasets by their names;
 * `items`: those of the kind that is asked, as it stands or with its dates. Throws an Error on what is not there.
 */
export async function openPivot(address: string, {items, columns, ...files}: Record<string, File>): Promise<OpenPivot> {
  const query = new URLSearchParams(address.split(/\?(.*)/s)[1] ?? "");
  const tables = await readTables(
    Object.fromEntries(Object.entries(files).map(([name, file]) => [name, file.arrayBuffer()]))
  );
  const none = async () => new ArrayBuffer(0);
  const every = (file: File | undefined) => {
    const read = file ? () => file.arrayBuffer() : none;
    return Object.fromEntries(cubeKinds.map(kind => [kind, read])) as PivotFiles["items"];
  };
  const given: PivotFiles = {
    columns: columns ? () => columns.arrayBuffer() : none,
    items: every(items),
    dates: every(items),
    cubes: every(undefined),
    byItem: every(undefined),
    byMonth: none
  };
  const data = new PivotData(tables, given, items ? "analyst" : "published");
  const first = started(data, query);
  const ask = async (chosen: Chosen) => {
    const asked = {...first, ...chosen};
    const ground = await data.ground(asked);
    const measure = measured(data, asked, ground);
    const axes = data.axes(asked.kind, measure, ground);
    const question = within(data, {...asked, measure: measure.id}, measure, axes, ground);
    const missing = lost({...fromAddress(query), ...chosen}, question);
    if (missing.length) throw new Error(`现在的数据里没有${missing.join("、")}`);
    const against: Metric | null = question.against
      ? measureOf(data.book.catalogue, question.kind, question.against, data.numbers(question.kind))
      : null;
    const shown: Answered = await answered(data, question, measure, against, ground);
    return {question, axes, shown};
  };
  return {
    years: [...data.book.years],
    asked: [...first.years],
    async figure(chosen = {}) {
      const {question, axes, shown} = await ask(chosen);
      const made = presented(data, question, lookIn(query), axes, shown);
      if (made.nothing) return empty("没有符合条件的条目。");
      const caption = {...made.caption, asOf: fullDay(made.caption.asOf)};
      const {title, finding, draw} = made;
      return h(
        "div",
        null,
        draw
          ? card({title: finding ?? title, subtitle: title, caption, chart: draw, wide: true, level: 2})
          : h("h2", null, title),
        pivotTable(made.table),
        [...made.notes, ...made.remarks].map(note => h("p", null, `${note}。`))
      );
    },
    async rows(chosen = {}) {
      const {question, shown} = await ask(chosen);
      const {answer} = shown;
      const places = (list: readonly string[]) => (list.length ? list.map((_, i) => i) : [0]);
      return places(answer.rows).flatMap(r =>
        places(answer.columns).map(c => {
          const {value, items} = answer.at(r, c);
          const [row, column] = [answer.rows[r], answer.columns[c]];
          return {
            行: row === undefined ? "合计" : yearOf(question.rows, row),
            列: column === undefined ? "合计" : yearOf(question.columns, column),
            ...{数值: value, 条数: items}
          };
        })
      );
    }
  };
}
