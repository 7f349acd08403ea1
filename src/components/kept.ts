import {pageOf} from "../pivot/cells.js";
import {csvCell, csvFile, download} from "./download.js";
import {h, verbatim} from "./h.js";
import {inWorkbench} from "./in-workbench.js";
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
  const save = async () => {
    const called = name.value.trim() || now("").suggestion;
    const {suggestion: _, ...view} = now(called);
    const others = kept().filter(view => view.name !== called);
    const replaced = others.length < kept().length;
    store([...others, {name: called, note: note.value.trim(), ...view}]);
    const fault = inWorkbench()
      ? await handOver(called, {link: {note: note.value.trim(), address: view.address}})
      : undefined;
    said.replaceChildren(
      `${replaced ? "已换下原来的" : "已存为"}“${called}”，见`,
      h("a", {href: "./views.html"}, "视图"),
      fault === undefined
        ? "。"
        : fault === null
          ? `；也写进视图表，模板里用“![[${called}]]”放进文稿。`
          : `；没有写进视图表：${fault}`
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
          void save();
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

/** Hands a view to the workbench, which writes it into the office's tables; gives what is to be said. */
async function handOver(
  name: string,
  rows: {link?: {note: string; address: string}} & KeptRows
): Promise<string | null> {
  const {link = null, metric = null, chart = null} = rows;
  const answer = await fetch("/_work/do", {
    method: "POST",
    headers: {"content-type": "application/json"},
    body: JSON.stringify({do: "view", name, note: link?.note ?? null, address: link?.address ?? null, metric, chart})
  });
  if (answer.ok) return null;
  return answer.status === 403 ? answer.text() : ((await answer.json()) as {fault: string}).fault;
}

/** Writes the rows into the office's tables, where the page is open in the workbench. */
function writeRows(name: string, {metric, chart}: KeptRows): (HTMLElement | string)[] {
  if (!(metric || chart) || !inWorkbench()) return [];
  const said = h("span", {role: "status"});
  const write = async () => {
    said.textContent =
      (await handOver(name, {...(metric ? {metric} : {}), ...(chart ? {chart} : {})})) ??
      "已交给工作台，写好后数字和图表随之更新。";
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

/** A view that the office keeps in views.csv. */
export type OfficeView = Pick<Kept, "name" | "address"> & {note: string | null};

/**
 * The list of what is kept, by the office (views.csv) and in this browser: each opens again by its link; what is in the
 * browser can be taken off, or handed on as the office's table.
 */
export function keptViews(office: readonly OfficeView[]): HTMLElement {
  const element = h("div", {class: "kept"});
  const heads = ["名称", "说明", "写进参考表的行", "操作"];
  const line = ({name, note, address, ...rows}: Kept, tools: (HTMLElement | string)[]) =>
    h(
      "tr",
      null,
      h("th", {scope: "row"}, h("a", {href: `./${address.replace(/^[^?]*\//, "")}`}, verbatim(name))),
      h("td", {class: "long"}, verbatim(note)),
      h("td", {class: "long"}, rowsText(name, rows)),
      h("td", {class: "short"}, tools)
    );
  const draw = () => {
    const list = kept();
    const others = office.filter(({name}) => !list.some(view => view.name === name));
    if (!list.length && !others.length) {
      element.replaceChildren(empty("还没有存下视图。在「透视」或「SQL」页点“存为视图”。"));
      return;
    }
    const drop = (name: string) => {
      store(kept().filter(view => view.name !== name));
      draw();
      element.querySelector<HTMLElement>("button, a")?.focus();
    };
    const off = (name: string) =>
      h("button", {type: "button", class: "link", "aria-label": `去掉 ${name}`, onclick: () => drop(name)}, "去掉");
    element.replaceChildren(
      h(
        "div",
        {class: "table", tabindex: 0, role: "region", "aria-label": "存下的视图"},
        h(
          "table",
          null,
          h("thead", null, h("tr", null, ...heads.map(label => h("th", {scope: "col"}, label)))),
          h(
            "tbody",
            null,
            list.map(view =>
              line(view, [...writeRows(view.name, view), ...asNotebook(view.name, view.address), off(view.name)])
            ),
            others.map(view =>
              line({...view, note: view.note ?? ""}, [...asNotebook(view.name, view.address), "在视图表里"])
            )
          )
        )
      ),
      h(
        "p",
        null,
        "视图存在这台机器的浏览器里；在工作台里存的，也写进视图表 views.csv。别处存的，下载 views.csv 放进参考表的文件夹（data/reference）。视图表里的视图，模板里用“![[名称]]”放进文稿，最后一年随报告的年度；能写成 metrics.csv、charts.csv 的，图表出现在所写的页面上；存成笔记的，放进 src/notebooks 文件夹（程序包里是 数据/笔记）接着写。"
      ),
      download("下载 views.csv", "views.csv", () =>
        csvFile(
          [
            {key: "name", label: "名称"},
            {key: "note", label: "说明"},
            {key: "address", label: "链接"}
          ],
          [...others, ...list].map(({name, note, address}) => ({name, note, address}))
        )
      )
    );
  };
  draw();
  return element;
}
