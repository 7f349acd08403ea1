import {pageOf} from "../pivot/cells.js";
import {csvCell, csvFile, download} from "./download.js";
import {h, verbatim} from "./h.js";
import {empty} from "./page.js";

/** A question or a statement kept under a name: the page that opens it again, with what it is for. */
export interface Kept extends KeptRows {
  name: string;
  note: string;
  /** The page and its query, `pivot.html?…`. */
  address: string;
}

/** The same as rows of the office's tables after the name, where it can be said so. */
export interface KeptRows {
  chart?: string;
  metric?: string;
}

const place = "yearbook-views";

/** What is kept on this machine, in this browser. */
export function kept(): Kept[] {
  const list: unknown = JSON.parse(localStorage.getItem(place) ?? "[]");
  return Array.isArray(list) ? (list as Kept[]) : [];
}

const store = (list: readonly Kept[]) => localStorage.setItem(place, JSON.stringify(list));

/** 存为视图: a name and a note for what the page shows now; a name that is taken is replaced. */
export function keepForm(now: (name: string) => {address: string; suggestion: string} & KeptRows): HTMLElement {
  const name = h("input", {type: "text", maxlength: 60});
  const note = h("input", {type: "text", maxlength: 200});
  const said = h("span", {role: "status"});
  const save = () => {
    const called = name.value.trim() || now("").suggestion;
    const {suggestion: _, ...view} = now(called);
    const others = kept().filter(view => view.name !== called);
    const replaced = others.length < kept().length;
    store([...others, {name: called, note: note.value.trim(), ...view}]);
    said.replaceChildren(
      `${replaced ? "已换下原来的" : "已存为"}“${called}”，见`,
      h("a", {href: "./views.html"}, "视图"),
      "。"
    );
  };
  const details = h(
    "details",
    {class: "keep"},
    h("summary", null, "存为视图"),
    h(
      "form",
      {
        class: "choices",
        onsubmit: event => {
          event.preventDefault();
          save();
        }
      },
      h("label", {class: "choice"}, h("span", null, "名称"), name),
      h("label", {class: "choice"}, h("span", null, "说明"), note),
      h("button", {type: "submit", class: "plain"}, "存下"),
      said
    )
  );
  details.addEventListener("toggle", () => {
    if (details.open && !name.value) name.value = now("").suggestion.slice(0, 60);
  });
  return details;
}

/** The rows as text to copy, each by its table. */
function rowsText(name: string, {metric, chart}: KeptRows): (HTMLElement | string)[] {
  const line = (table: string, row: string | undefined) =>
    row ? [h("p", null, `${table} `, h("code", null, `${csvCell(name)},${row}`))] : [];
  const lines = [...line("metrics.csv", metric), ...line("charts.csv", chart)];
  return lines.length ? lines : ["—"];
}

/** Writes the rows into the office's tables, where the page is open in the workbench. */
function writeRows(name: string, {metric, chart}: KeptRows): (HTMLElement | string)[] {
  if (!(metric || chart) || !document.querySelector('#observablehq-sidebar a[href="/workbench"]')) return [];
  const said = h("span", {role: "status"});
  const write = async () => {
    const answer = await fetch("/_work/do", {
      method: "POST",
      headers: {"content-type": "application/json"},
      body: JSON.stringify({do: "view", name, metric: metric ?? null, chart: chart ?? null})
    });
    said.textContent = answer.ok
      ? "已交给工作台，写好后数字和图表随之更新。"
      : answer.status === 403
        ? await answer.text()
        : ((await answer.json()) as {fault: string}).fault;
  };
  const button = h(
    "button",
    {type: "button", class: "link", "aria-label": `把 ${name} 写进参考表`, onclick: () => void write()},
    "写进参考表"
  );
  return [button, " ", said, " "];
}

/** The view as the page of a notebook, where its tables can answer it. */
function asNotebook(name: string, address: string): (HTMLElement | string)[] {
  const page = pageOf(name, address);
  return page ? [download("存成笔记", `${name}.md`, () => new Blob([page], {type: "text/markdown"})), " "] : [];
}

/** The list of what is kept: each opens again by its link, can be taken off, or handed on as a file. */
export function keptViews(): HTMLElement {
  const element = h("div", {class: "kept"});
  const draw = () => {
    const list = kept();
    if (!list.length) {
      element.replaceChildren(empty("还没有存下视图。在「透视」或「SQL」页点“存为视图”。"));
      return;
    }
    const drop = (name: string) => {
      store(kept().filter(view => view.name !== name));
      draw();
      element.querySelector<HTMLElement>("button, a")?.focus();
    };
    element.replaceChildren(
      h(
        "div",
        {class: "table", tabindex: 0, role: "region", "aria-label": "存下的视图"},
        h(
          "table",
          null,
          h(
            "thead",
            null,
            h(
              "tr",
              null,
              ["名称", "说明", "写进参考表的行", "操作"].map(label => h("th", {scope: "col"}, label))
            )
          ),
          h(
            "tbody",
            null,
            list.map(({name, note, address, ...rows}) =>
              h(
                "tr",
                null,
                h("th", {scope: "row"}, h("a", {href: `./${address}`}, verbatim(name))),
                h("td", {class: "long"}, verbatim(note)),
                h("td", {class: "long"}, rowsText(name, rows)),
                h(
                  "td",
                  {class: "short"},
                  writeRows(name, rows),
                  asNotebook(name, address),
                  h(
                    "button",
                    {type: "button", class: "link", "aria-label": `去掉 ${name}`, onclick: () => drop(name)},
                    "去掉"
                  )
                )
              )
            )
          )
        )
      ),
      h(
        "p",
        null,
        "视图存在这台机器的浏览器里。写进 metrics.csv、charts.csv 后，图表出现在所写的页面上，模板里用“![[名称]]”放进文稿；存成笔记的，放进 src/notebooks 文件夹（程序包里是 数据/笔记）接着写。"
      ),
      download("下载 CSV", "视图.csv", () =>
        csvFile(
          [
            {key: "name", label: "名称"},
            {key: "note", label: "说明"},
            {key: "address", label: "地址"}
          ],
          list.map(view => ({...view}))
        )
      )
    );
  };
  draw();
  return element;
}
