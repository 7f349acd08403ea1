import {type Client, lazyEngine} from "../notebook/engine.js";
import {examples} from "../notebook/examples.js";
import {resultOf} from "../notebook/result.js";
import {faultOf, refused} from "../notebook/statement.js";
import {type AnalystTable, analystTables} from "../notebook/tables.js";
import type {ItemColumn} from "../pivot/column.js";
import {h, verbatim} from "./h.js";
import {keepForm} from "./kept.js";
import {groupedSelect} from "./pivot-choices.js";
import {editor} from "./sql-editor.js";
import {resultView} from "./sql-result.js";

/**
 * The page of statements: an editor that knows the tables, worked examples, the result as chart and table with its
 * files. Statements run on this machine and only read; the statement is kept in the address. `columns` are the rows of
 * `item-columns`, which name the office's own columns.
 */
export function sqlPage(
  open: () => Promise<Client>,
  files: Readonly<Record<string, () => Promise<ArrayBuffer>>>,
  columns: readonly Record<string, unknown>[]
): HTMLElement {
  const tables = withOwn(columns as unknown as readonly ItemColumn[]);
  const asked = new URLSearchParams(location.search).get("sql");
  const outcome = h("div", {class: "sql-outcome", "aria-live": "polite"});
  const engine = lazyEngine(open, files);
  let turn = 0;

  const run = async () => {
    const mine = ++turn;
    const sql = writing.text().trim().replace(/;\s*$/, "");
    const refusal = refused(sql);
    if (refusal) return outcome.replaceChildren(h("div", {class: "sql-fault"}, h("p", null, refusal)));
    history.replaceState(null, "", `?${new URLSearchParams({sql})}`);
    outcome.replaceChildren(h("p", {role: "status"}, "正在运行…"));
    try {
      const table = await engine.query(sql);
      if (mine === turn) outcome.replaceChildren(...resultView(resultOf(table), titleOf(sql)));
    } catch (error) {
      if (mine !== turn) return;
      const {words, said, place} = faultOf((error as Error).message, tables);
      outcome.replaceChildren(
        h(
          "div",
          {class: "sql-fault"},
          h("p", null, place ? `第${place.line}行第${place.column}列附近：${words}` : words),
          h("pre", null, verbatim(said))
        )
      );
      if (place) writing.point(place);
    }
  };
  const writing = editor(asked ?? examples[0]!.sql, tables, () => void run());
  const picked = groupedSelect(
    "例子",
    [{label: "例子", options: examples.map(({title}, i) => ({value: String(i), label: title}))}],
    "0",
    value => {
      writing.replace(examples[Number(value)]!.sql);
      void run();
    }
  );
  void run();
  return h(
    "div",
    {class: "sql"},
    h(
      "div",
      {class: "sql-desk"},
      h(
        "div",
        null,
        h("div", {class: "sql-run"}, picked),
        writing.element,
        h(
          "div",
          {class: "sql-run"},
          h("button", {type: "button", class: "plain", onclick: () => void run()}, "运行"),
          h("span", null, "Ctrl 加回车也可运行；按 Ctrl 加空格列出可填的表和列")
        )
      ),
      h("div", {class: "sql-tables", tabindex: 0, role: "region", "aria-label": "表和列"}, tables.map(tableList))
    ),
    outcome,
    keepForm(() => ({address: `sql.html${location.search}`, suggestion: titleOf(writing.text().trim())}))
  );
}

/** A title as the address and the files say it: the statement's example, or 查询结果. */
const titleOf = (sql: string): string => examples.find(example => example.sql === sql)?.title ?? "查询结果";

/** The tables with the columns that the office has of its own. */
function withOwn(columns: readonly ItemColumn[]): AnalystTable[] {
  return analystTables.map(table => {
    const own = columns.filter(({kind, own}) => own && kind === table.name);
    return {...table, columns: [...table.columns, ...own.map(({name, label}) => ({name, label}))]};
  });
}

const tableList = ({name, label, grain, columns}: AnalystTable): HTMLElement =>
  h(
    "details",
    null,
    h("summary", null, h("code", null, name), ` ${label}`),
    h("p", null, `${grain}。`),
    h(
      "dl",
      null,
      columns.map(({name, label}) => [h("dt", null, h("code", null, name)), h("dd", null, label)])
    )
  );
