import {h, verbatim} from "../components/h.js";
import {faultsOf, keepSheet} from "./ask.js";
import type {Sheet} from "./state.js";
import {type Bench, button} from "./step.js";

/** So long after the last key a table is checked. */
const quiet = 400;

/** A table of the office that is being edited. */
export interface Editor {
  element: HTMLElement;
  /** Whether something was changed that is not saved. */
  changed: () => boolean;
}

/** A table to be edited: what would be wrong is said, and marked at its cell, while one types. */
export function editor(name: string, label: string, first: Sheet, during: Bench["during"]): Editor {
  let {stamp} = first;
  let rows = first.rows.map(row => first.header.map((_, i) => row[i] ?? ""));
  if (rows.length === 0) rows.push(first.header.map(() => ""));
  let saved = JSON.stringify(rows);
  const before: string[][][] = [];
  const status = h("p", {role: "status", class: "said", id: "editor-said"});
  const body = h("tbody");
  const sheet = (): Sheet => ({
    header: first.header,
    rows: rows.filter(row => row.some(cell => cell.trim() !== "")),
    ...(stamp === undefined ? {} : {stamp})
  });
  const save = button("保存", () =>
    during(async () => {
      ({stamp} = await keepSheet(name, sheet()));
      saved = JSON.stringify(rows);
      before.length = 0;
      undo.disabled = true;
    })
  );
  const undo = button("撤销", () => {
    rows = before.pop() ?? rows;
    undo.disabled = before.length === 0;
    draw();
    check();
  });
  undo.disabled = true;
  const keep = () => {
    before.push(rows.map(row => [...row]));
    undo.disabled = false;
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const check = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const {faults} = await faultsOf(name, sheet()).catch((error: Error) => ({faults: [error.message]}));
      status.textContent = faults.length ? inOrder(faults).join("\n") : "没有错误，可以保存。";
      status.classList.toggle("wrong", faults.length > 0);
      mark(body, first.header, faults);
      save.disabled = faults.length > 0;
    }, quiet);
  };
  const cell = (row: string[], i: number, j: number) => {
    const choices = first.choices?.[first.header[j]!] ? {list: listOf(j)} : {};
    const input = h("input", {value: row[j]!, "aria-label": `第${i + 1}行 ${first.header[j]}`, ...choices});
    // One step back is one cell as it was before one began to type in it.
    let begun = false;
    input.addEventListener("focus", () => {
      begun = false;
    });
    input.addEventListener("input", () => {
      if (!begun) keep();
      begun = true;
      row[j] = input.value;
      check();
    });
    return h("td", null, input);
  };
  const remove = (i: number) => {
    keep();
    rows.splice(i, 1);
    draw();
    check();
    (body.children[Math.min(i, rows.length - 1)]?.querySelector("input") ?? add).focus();
  };
  const draw = () =>
    body.replaceChildren(
      ...rows.map((row, i) =>
        h(
          "tr",
          null,
          first.header.map((_, j) => cell(row, i, j)),
          h(
            "td",
            null,
            button("删除", () => remove(i), {"aria-label": `删除第${i + 1}行`})
          )
        )
      )
    );
  const add = button("加一行", () => {
    keep();
    rows.push(first.header.map(() => ""));
    draw();
    check();
    body.lastElementChild?.querySelector("input")?.focus();
  });
  draw();
  check();
  const element = h(
    "div",
    null,
    h("h3", null, label),
    h("div", {class: "fields"}, add, undo, save),
    status,
    ...first.header.flatMap((label, j) => {
      const known = first.choices?.[label];
      return known ? [h("datalist", {id: listOf(j)}, ...known.map(value => h("option", {value})))] : [];
    }),
    h(
      "div",
      {class: "wide", tabindex: 0, role: "region", "aria-label": label},
      h(
        "table",
        null,
        h(
          "thead",
          null,
          h(
            "tr",
            null,
            first.header.map(label => h("th", {scope: "col"}, verbatim(label))),
            h("th", {scope: "col"}, h("span", {class: "unseen"}, "操作"))
          )
        ),
        body
      )
    )
  );
  return {element, changed: () => JSON.stringify(rows) !== saved};
}

/** The list of what may stand in a column. */
const listOf = (column: number) => `editor-list-${column}`;

/** By line. */
const inOrder = (faults: readonly string[]) => {
  const line = (fault: string) => Number(/第 ?(\d+) ?行/.exec(fault)?.[1] ?? 0);
  return [...faults].sort((a, b) => line(a) - line(b));
};

/** Marks the cells that faults name: by line, the header being the first, and by column where one is named. */
function mark(body: HTMLElement, header: readonly string[], faults: readonly string[]): void {
  for (const [i, row] of [...body.children].entries()) {
    const own = faults.filter(fault =>
      [...fault.matchAll(/第 ?(\d+) ?行/g)].some(([, line]) => Number(line) === i + 2)
    );
    const named = header.map(label => own.filter(fault => fault.includes(`「${label}」`)));
    const some = named.some(faults => faults.length > 0);
    for (const [j, cell] of header.map((_, j) => row.children[j]!).entries()) {
      const said = some ? named[j]! : own;
      const input = cell.querySelector("input")!;
      cell.classList.toggle("wrong", said.length > 0);
      input.setAttribute("aria-invalid", String(said.length > 0));
      if (said.length) input.setAttribute("aria-describedby", "editor-said");
      else input.removeAttribute("aria-describedby");
      input.title = said.join("\n");
    }
  }
}
