import {exact} from "../metrics/format.js";
import {few} from "../pivot/drawing.js";
import {cellText, orderOf, type PivotTable, totals, yearOf} from "../pivot/table.js";
import {type Child, h} from "./h.js";

/** A table that answers: what a cell and the head of a column do. */
export interface LiveTable extends PivotTable {
  /** Opens what is behind a cell; without it cells are text. */
  open?: (row: number, column: number, words: string, from: HTMLElement) => unknown;
  /** What a cell without `open` shows, where that is more than its text. */
  leads?: (text: string) => Child;
  /** Sorts by a column; without it heads are text. */
  sort?: (column: number) => void;
}

/** The answer as a table with totals: cells open what is behind them, columns sort. */
export function pivotTable(table: LiveTable): HTMLElement {
  const {answer, question, metric, heat, rowName, columnName, open, leads, sorted, sort} = table;
  const {rows, columns} = answer;
  const places = columns.map((_, c) => c);
  const total = question.columns === null || totals(question.columns, metric) ? [columns.length] : [];
  const shown = [...places, ...total];
  const name = (c: number) =>
    c < columns.length ? yearOf(question.columns, columns[c]!) : question.columns === null ? metric.label : "合计";
  const largest = Math.max(0, ...rows.flatMap((_, r) => places.map(c => answer.at(r, c).value ?? 0)));
  const whole = Math.max(0, ...rows.map((_, r) => answer.at(r, columns.length).value ?? 0));
  const head = shown.map(c => {
    const down = sorted?.column === c ? sorted.down : null;
    const mark = down === null ? "" : down ? " ▼" : " ▲";
    const order = down === null ? undefined : down ? "descending" : "ascending";
    const words = `${name(c)}${mark}`;
    return h(
      "th",
      {scope: "col", class: "number", "aria-sort": order},
      sort && rows.length > 1 ? h("button", {type: "button", onclick: () => sort(c)}, words) : words
    );
  });
  const cell = (r: number, c: number) => {
    const {value, items} = answer.at(r, c);
    const text = cellText(table, r, c);
    const row = r < rows.length ? yearOf(question.rows, rows[r]!) : "合计";
    const words = `${[row, ...(question.columns === null ? [] : [name(c)])].join(" × ")} ${metric.label}${exact(metric, value)}`;
    const weak = !metric.adds && items > 0 && items < few;
    const most = c < columns.length ? largest : columns.length ? 0 : whole;
    const share =
      heat && !weak && table.show !== "change" && r < rows.length && value !== null && most > 0
        ? Math.max(0, value / most)
        : 0;
    const element = h(
      "td",
      {class: `number${weak ? " few" : ""}`, title: weak ? `只有${items}条` : undefined},
      open && items > 0
        ? h(
            "button",
            {
              type: "button",
              class: "origin",
              "aria-label": `${words},看条目`,
              onclick: event => open(r, c, words, event.currentTarget as HTMLElement)
            },
            text
          )
        : (leads?.(text) ?? text)
    );
    if (share > 0) element.style.setProperty("--heat", `${Math.round(4 + share * 32)}%`);
    return element;
  };
  const line = (r: number) =>
    h(
      "tr",
      r < rows.length ? null : {class: "total"},
      h(
        "th",
        {scope: "row"},
        r < rows.length ? yearOf(question.rows, rows[r]!) : question.rows === null ? metric.label : "合计"
      ),
      shown.map(c => cell(r, c))
    );
  const last = question.rows === null || totals(question.rows, metric) ? [rows.length] : [];
  return h(
    "div",
    {class: "table sticky pivot-table", tabindex: 0, role: "region", "aria-label": `${metric.label}表`},
    h(
      "table",
      null,
      h(
        "thead",
        null,
        h("tr", null, h("th", {scope: "col"}, [rowName, columnName].filter(Boolean).join(" ＼ ") || "合计"), head)
      ),
      h("tbody", null, orderOf(table).map(line), last.map(line))
    )
  );
}
