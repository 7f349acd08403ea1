import {csvCell, csvFile, download} from "./download.js";
import {h, verbatim} from "./h.js";
import {empty} from "./page.js";

/** A question or a statement kept under a name: the page that opens it again, with what it is for. */
export interface Kept {
  name: string;
  note: string;
  /** The page and its query, `pivot.html?…`. */
  address: string;
  /** The same as a row of charts.csv, where it can be said so. */
  chart?: string;
}

const place = "yearbook-views";

/** What is kept on this machine, in this browser. */
export function kept(): Kept[] {
  const list: unknown = JSON.parse(localStorage.getItem(place) ?? "[]");
  return Array.isArray(list) ? (list as Kept[]) : [];
}

const store = (list: readonly Kept[]) => localStorage.setItem(place, JSON.stringify(list));

/** 存为视图: a name and a note for what the page shows now; a name that is taken is replaced. */
export function keepForm(now: () => {address: string; suggestion: string; chart?: string}): HTMLElement {
  const name = h("input", {type: "text", maxlength: 60});
  const note = h("input", {type: "text", maxlength: 200});
  const said = h("span", {role: "status"});
  const save = () => {
    const {address, suggestion, chart} = now();
    const called = name.value.trim() || suggestion;
    const others = kept().filter(view => view.name !== called);
    const replaced = others.length < kept().length;
    store([...others, {name: called, note: note.value.trim(), address, ...(chart ? {chart} : {})}]);
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
    if (details.open && !name.value) name.value = now().suggestion.slice(0, 60);
  });
  return details;
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
              ["名称", "说明", "写进 charts.csv 的一行", "操作"].map(label => h("th", {scope: "col"}, label))
            )
          ),
          h(
            "tbody",
            null,
            list.map(({name, note, address, chart}) =>
              h(
                "tr",
                null,
                h("th", {scope: "row"}, h("a", {href: `./${address}`}, verbatim(name))),
                h("td", {class: "long"}, verbatim(note)),
                h("td", {class: "long"}, chart ? h("code", null, `${csvCell(name)},${chart}`) : "—"),
                h(
                  "td",
                  null,
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
        "视图存在这台机器的浏览器里。写进 charts.csv 后，图表出现在所写的页面上，模板里用“![[名称]]”放进文稿。"
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
