import {h} from "../components/h.js";
import {offersNow, sheetOf} from "./ask.js";
import {composer} from "./compose.js";
import {type Editor, editor} from "./editor.js";
import type {State, Table} from "./state.js";
import {type Bench, button, type Step, step} from "./step.js";

/** 口径: the office's tables, edited as tables, and metrics composed from lists. */
export function tablesStep(bench: Bench): Step {
  const {perform, during} = bench;
  const place = h("div", {class: "editor"});
  let open: Editor | null = null;
  const mayLeave = () => !open?.changed() || confirm("这张表改了还没有保存，要放弃这些改动吗？");
  addEventListener("beforeunload", event => {
    if (open?.changed()) event.preventDefault();
  });
  const show = (element: HTMLElement) => {
    place.replaceChildren(element);
    place.querySelector<HTMLElement>("input")?.focus();
  };
  bench.edit = (name, label) => {
    if (!mayLeave()) return;
    open = null;
    place.replaceChildren(h("p", {role: "status"}, `正在打开${label} …`));
    place.scrollIntoView({block: "nearest"});
    void during(async () => {
      open = editor(name, label, await sheetOf(name), during);
      show(open.element);
    });
  };
  const compose = () =>
    mayLeave() &&
    during(async () => {
      open = null;
      place.replaceChildren(h("p", {role: "status"}, "正在取各列的列表 …"));
      show(composer(await offersNow(), perform));
    });
  const opening = (some: readonly Table[]) => some.map(({name, label}) => button(label, () => bench.edit(name, label)));
  return step(
    "tables",
    "三、口径",
    "届次、目标、单位、类别、规则、指标、图表都是小表，在这里改，保存后各处的数字一起变。",
    ({tables}: State) => ({tables}),
    ({tables}) => [
      h("div", {class: "fields"}, opening(tables.filter(({spare}) => !spare)), button("新指标", compose)),
      tables.some(({spare}) => spare) &&
        h(
          "details",
          {class: "more-tables"},
          h("summary", null, "更多表"),
          h("p", null, "没有放入有关的文件，一般用不到："),
          h("div", {class: "fields"}, opening(tables.filter(({spare}) => spare)))
        ),
      place
    ]
  );
}
