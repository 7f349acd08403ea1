import {h} from "../components/h.js";
import {perform, stateNow} from "./ask.js";
import {checkupStep} from "./checkup.js";
import {exportsStep} from "./exports.js";
import {keepStep} from "./keep.js";
import {fileList, reportStep} from "./report.js";
import type {State} from "./state.js";
import type {Bench, Step} from "./step.js";
import {tablesStep} from "./tables.js";

const often = 400;
const seldom = 4000;

const main = document.querySelector<HTMLElement>("#workbench")!;
const version = h("p", {class: "version"});
const doing = h("div", {role: "status", class: "doing"});
const outcome = h("div", {class: "outcome"});
let last = "";
let timer: ReturnType<typeof setTimeout> | undefined;

const bench: Bench = {
  perform: action =>
    bench.during(async () => {
      await perform(action);
    }),
  during: async work => {
    try {
      await work();
    } catch (error) {
      fail((error as Error).message);
    }
    await look();
  }
};

const checking: Step = {
  element: h(
    "section",
    {id: "draft", "aria-labelledby": "draft-title"},
    h("h2", {id: "draft-title"}, "五、核稿"),
    h("p", null, "逐个核对草稿里的数字，带批注的 Word 副本可以另存："),
    h("p", null, h("a", {class: "go", href: "/draft.html"}, "打开核稿"))
  ),
  show: () => {}
};
const steps = [exportsStep(bench), checkupStep(bench), tablesStep(bench), reportStep(bench), checking, keepStep(bench)];

/** Looks at what the program is doing, often while it is doing something. */
async function look(): Promise<void> {
  clearTimeout(timer);
  const state = await stateNow().catch((error: Error) => {
    fail(error.message);
    return null;
  });
  if (state) show(state);
  timer = setTimeout(look, state?.busy ? often : seldom);
}

function show(state: State): void {
  version.textContent = state.version ? `版本 ${state.version}` : "";
  doing.textContent = state.busy ? `正在${state.busy} … ${state.lines.at(-1) ?? ""}` : "";
  document.body.toggleAttribute("aria-busy", state.busy !== null);
  for (const step of steps) step.show(state);
  const came = JSON.stringify([state.fault, state.result]);
  if (state.busy || came === last) return;
  last = came;
  outcome.replaceChildren();
  if (state.fault) fail(state.fault);
  const {result} = state;
  if (result)
    outcome.append(
      h(
        "section",
        {class: "result", "aria-label": "结果", tabindex: -1},
        h("h2", null, result.title),
        result.lines.length > 0 && h("pre", {tabindex: 0}, result.lines.join("\n")),
        fileList(result.files)
      )
    );
}

function fail(words: string): void {
  outcome.replaceChildren(h("p", {role: "alert", class: "fault"}, words));
}

main.replaceChildren(
  h(
    "header",
    null,
    h("h1", null, "工作台"),
    version,
    h(
      "nav",
      {"aria-label": "步骤"},
      ["收数据", "体检", "口径", "出报告", "核稿", "留存与比较"].map((label, i) =>
        h("a", {href: `#${steps[i]!.element.id}`}, label)
      ),
      h("a", {class: "go", href: "/"}, "看网站")
    )
  ),
  doing,
  outcome,
  ...steps.map(({element}) => element)
);
await look();
