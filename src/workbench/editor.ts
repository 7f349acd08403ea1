import {h, verbatim} from "../components/h.js";
import {faultsOf, keepSheet} from "./ask.js";
import {columnsOf, control, decides, fitColumns, inOrder, mark, numberOf} from "./cells.js";
import type {Sheet} from "./state.js";
import {type Bench, button} from "./step.js";

/** So long after the last key a table is checked. */
const quiet = 400;
const saidId = "editor-said";

/** A table of the office that is being edited. */
export interface Editor {
  element: HTMLElement;
  /** Whether something was changed that is not saved. */
  changed: () => boolean;
}

/** A row; `lent`: it stands in the sample, and nobody has said that it holds here. */
interface Row {
  cells: string[];
  lent: boolean;
}

/**
 * A table to be edited: what would be wrong is said, and marked at its cell, while one types. Rows of the sample are
 * marked, and nothing is saved before somebody has said whether they hold.
 */
export function editor(name: string, label: string, first: Sheet, during: Bench["during"]): Editor {
  let {stamp} = first;
  const blank = (): Row => ({cells: first.header.map(() => ""), lent: false});
  let rows = first.rows.map(cells => ({
    ...{cells: first.header.map((_, i) => cells[i] ?? ""), lent: Boolean(first.lent)}
  }));
  if (rows.length === 0) rows.push(blank());
  let saved = JSON.stringify(rows);
  const before: Row[][] = [];
  const status = h("p", {role: "status", class: "said", id: saidId});
  const body = h("tbody");
  const lentCount = () => rows.filter(({lent}) => lent).length;
  const sheet = (): Sheet => ({
    header: first.header,
    rows: rows.map(({cells}) => cells),
    ...(stamp === undefined ? {} : {stamp})
  });
  const save = button("保存", () =>
    during(async () => {
      rows = rows.filter(({cells}) => cells.some(cell => cell.trim() !== ""));
      ({stamp} = await keepSheet(name, sheet()));
      if (rows.length === 0) rows.push(blank());
      saved = JSON.stringify(rows);
      before.length = 0;
      undo.disabled = true;
      draw();
    })
  );
  const undo = button("撤销", () => {
    rows = before.pop() ?? rows;
    redraw();
    // A button that can no longer be pressed loses the focus.
    if (before.length === 0) body.querySelector<HTMLElement>("input, select")?.focus();
    undo.disabled = before.length === 0;
  });
  undo.disabled = true;
  const keep = () => {
    before.push(rows.map(({cells, lent}) => ({cells: [...cells], lent})));
    undo.disabled = false;
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  const check = () => {
    clearTimeout(timer);
    save.disabled = true;
    const own = ++asked;
    timer = setTimeout(async () => {
      status.textContent = "正在核对 …";
      status.classList.remove("wrong");
      const {faults} = await faultsOf(name, sheet()).catch((error: Error) => ({faults: [error.message]}));
      // What has been typed since is checked by itself.
      if (own !== asked) return;
      const undecided = lentCount();
      const waits = `还有${undecided}行是示例的，先说是照用还是去掉，才能保存。`;
      status.textContent = faults.length ? inOrder(faults).join("\n") : undecided > 0 ? waits : "没有错误，可以保存。";
      status.classList.toggle("wrong", faults.length > 0 || undecided > 0);
      mark(body, first.header, faults, saidId);
      save.disabled = faults.length > 0 || undecided > 0;
    }, quiet);
  };
  const redraw = () => {
    draw();
    check();
  };
  const settle = (rest: Row[], said: HTMLElement) => {
    keep();
    rows = rest.length ? rest : [blank()];
    redraw();
    said.focus();
  };
  const take = button("照用示例的行", () =>
    settle(
      rows.map(({cells}) => ({cells, lent: false})),
      undo
    )
  );
  const drop = button("去掉示例的行", () =>
    settle(
      rows.filter(({lent}) => !lent),
      add
    )
  );
  const lentWords = h("p", {class: "stands wrong"});
  const lentPart = h("div", {class: "lent-rows"}, lentWords, h("div", {class: "fields"}, take, drop));
  const given = (row: Row) =>
    Boolean(first.given?.words.includes((row.cells[first.header.indexOf(first.given.column)] ?? "").trim()));
  let shown = columnsOf(first);
  const all = button(`显示全部${first.header.length}列`, () => {
    shown = first.header.map((_, i) => i);
    all.remove();
    draw();
    check();
  });
  const cell = (row: Row, i: number, j: number) => {
    const label = first.header[j]!;
    if (given(row) && label !== first.given!.written)
      return h(label === first.given!.column ? "th" : "td", {"data-column": j}, row.cells[j]!);
    // One step back is one cell as it was before one began to type in it.
    let begun = false;
    const changed = (value: string) => {
      if (!begun) keep();
      begun = true;
      row.cells[j] = value;
      if (row.lent || decides(first, label)) {
        row.lent = false;
        again(row, i, j);
      }
      check();
    };
    const place = h("td", {"data-column": j}, control(first, row.cells, j, `第${numberOf(i)}行 ${label}`, changed));
    place.addEventListener("focusin", () => {
      begun = false;
    });
    return place;
  };
  /** Draws a row anew while one is in a cell of it: that cell stays, so that typing goes on. */
  const again = (row: Row, i: number, typed: number) => {
    const old = body.children[i]!;
    const kept = old.querySelector(`[data-column="${typed}"]`)!;
    const focus = document.activeElement;
    const drawn = line(row, i);
    old.replaceWith(drawn);
    drawn.querySelector(`[data-column="${typed}"]`)!.replaceWith(kept);
    if (kept.contains(focus)) (focus as HTMLElement).focus();
    tellLent();
  };
  const remove = (i: number) => {
    keep();
    rows.splice(i, 1);
    redraw();
    (body.children[Math.min(i, rows.length - 1)]?.querySelector<HTMLElement>("input, select") ?? add).focus();
  };
  const line = (row: Row, i: number) =>
    h(
      "tr",
      {class: row.lent ? "lent" : null},
      h("td", {class: "number"}, String(numberOf(i)), row.lent && h("span", {class: "badge"}, "示例")),
      shown.map(j => cell(row, i, j)),
      h("td", null, !given(row) && button("删除", () => remove(i), {"aria-label": `删除第${numberOf(i)}行`}))
    );
  const tellLent = () => {
    const count = lentCount();
    lentPart.hidden = count === 0;
    lentWords.textContent = `标着“示例”的${count}行是别的单位的示例，本单位还没有这张表，暂时按它计算。逐行核对：都对的照用，不对的改成自己的，或者全部去掉重新写。`;
  };
  const head = h("tr");
  const draw = () => {
    head.replaceChildren(
      ...["行", ...shown.map(j => first.header[j]!)].map(label => h("th", {scope: "col"}, verbatim(label))),
      h("th", {scope: "col"}, h("span", {class: "unseen"}, "操作"))
    );
    body.replaceChildren(...rows.map(line));
    fitColumns(body);
    tellLent();
  };
  const add = button("加一行", () => {
    keep();
    rows.push(blank());
    redraw();
    body.lastElementChild?.querySelector<HTMLElement>("input, select")?.focus();
  });
  redraw();
  const element = h(
    "div",
    null,
    h("h3", null, label),
    lentPart,
    h(
      "div",
      {class: "fields"},
      !first.given && add,
      undo,
      save,
      shown.length < first.header.length && !first.given && all
    ),
    status,
    h(
      "div",
      {class: "wide", tabindex: 0, role: "region", "aria-label": label},
      h("table", null, h("thead", null, head), body)
    )
  );
  return {element, changed: () => JSON.stringify(rows) !== saved};
}
