import {h, verbatim} from "../components/h.js";
import {faultsOf, keepSheet, sheetOf} from "./ask.js";
import type {Sheet, State} from "./state.js";
import {type Bench, button, type Step, step} from "./step.js";

/** So long after the last key a table is checked. */
const quiet = 400;

/** 口径: the office's tables, edited as tables; what would be wrong is said while one types. */
export function tablesStep({during}: Bench): Step {
  const place = h("div", {class: "editor"});
  const open = (name: string) =>
    during(async () => {
      place.replaceChildren(editor(name, await sheetOf(name), during));
      place.querySelector<HTMLElement>("input")?.focus();
    });
  return step(
    "tables",
    "三、口径",
    "届次、目标、单位、类别、规则、指标、图表都是小表，在这里改，保存后各处的数字一起变。",
    ({tables}: State) => tables,
    tables => [
      h(
        "div",
        {class: "fields"},
        tables.map(({name, label}) => button(label, () => open(name)))
      ),
      place
    ]
  );
}

function editor(name: string, first: Sheet, during: Bench["during"]): HTMLElement {
  let rows = first.rows.map(row => first.header.map((_, i) => row[i] ?? ""));
  const before: string[][][] = [];
  const status = h("p", {role: "status", class: "said"});
  const body = h("tbody");
  const save = button("保存", () =>
    during(async () => {
      await keepSheet(name, sheet());
      before.length = 0;
    })
  );
  const undo = button("撤销", () => {
    const last = before.pop();
    if (last) rows = last;
    draw();
    check();
  });
  const sheet = (): Sheet => ({header: first.header, rows: rows.filter(row => row.some(cell => cell.trim() !== ""))});
  const keep = () => before.push(rows.map(row => [...row]));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const check = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const {faults} = await faultsOf(name, sheet()).catch((error: Error) => ({faults: [error.message]}));
      status.textContent = faults.length ? faults.join("\n") : "没有错误，可以保存。";
      status.classList.toggle("wrong", faults.length > 0);
      mark(body, faults);
      save.disabled = faults.length > 0;
    }, quiet);
  };
  const draw = () =>
    body.replaceChildren(
      ...rows.map((row, i) =>
        h(
          "tr",
          null,
          first.header.map((label, j) => {
            const input = h("input", {value: row[j]!, "aria-label": `第${i + 1}行 ${label}`});
            input.addEventListener("focus", keep, {once: true});
            input.addEventListener("input", () => {
              row[j] = input.value;
              check();
            });
            return h("td", null, input);
          }),
          h(
            "td",
            null,
            button(
              "删除",
              () => {
                keep();
                rows.splice(i, 1);
                draw();
                check();
              },
              {"aria-label": `删除第${i + 1}行`}
            )
          )
        )
      )
    );
  const add = button("加一行", () => {
    keep();
    rows.push(first.header.map(() => ""));
    draw();
    body.lastElementChild?.querySelector("input")?.focus();
  });
  draw();
  return h(
    "div",
    null,
    h("div", {class: "fields"}, add, undo, save),
    status,
    h(
      "div",
      {class: "wide", tabindex: 0, role: "region", "aria-label": "表格"},
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
}

/** Rows that a fault names are marked; the header is the first line of the file. */
function mark(body: HTMLElement, faults: readonly string[]): void {
  const lines = new Set(faults.flatMap(fault => [...fault.matchAll(/第 ?(\d+) ?行/g)].map(([, line]) => Number(line))));
  for (const [i, row] of [...body.children].entries()) row.classList.toggle("wrong", lines.has(i + 2));
}
