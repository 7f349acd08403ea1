import {checkedIn, checkedPlace} from "../check/checked.js";
import {h} from "../components/h.js";
import {perform, quit, stateNow} from "./ask.js";
import {checkupStep} from "./checkup.js";
import {exportsStep} from "./exports.js";
import {fileList} from "./files.js";
import {keepStep} from "./keep.js";
import {membersStep} from "./members.js";
import {notebooksStep} from "./notebooks.js";
import {reportStep} from "./report.js";
import {saidLines} from "./said.js";
import {type Stage, standings} from "./standing.js";
import type {State} from "./state.js";
import type {Bench, Step} from "./step.js";
import {button, section} from "./step.js";
import {stepList} from "./step-list.js";
import {tablesStep} from "./tables.js";

const often = 400;
const seldom = 4000;

const main = document.querySelector<HTMLElement>("#workbench")!;
const version = h("p", {class: "version"});
const words = h("span");
const bar = h("progress", {max: 1, hidden: true, "aria-label": "进度"});
const doing = h("div", {role: "status", class: "doing"}, words, bar);
const behind = h("p", {class: "behind"});
const trouble = h("div");
const outcome = h("div", {class: "outcome"});
/** The step whose button was pressed last: what comes of it is told there. */
let from: HTMLElement | null = null;
let last = "";
let told = "";
let timer: ReturnType<typeof setTimeout> | undefined;
let closed = false;

const bench: Bench = {
  perform: action => {
    from = document.activeElement?.closest<HTMLElement>("section[id]") ?? null;
    return bench.during(async () => {
      await perform(action);
    });
  },
  edit: () => {},
  during: async work => {
    try {
      await work();
    } catch (error) {
      fail((error as Error).message);
    }
    // What another window has checked meanwhile.
    addEventListener("storage", () => void look());
    await look();
  }
};

const checking: Step = {
  ...section(
    "draft",
    "五、核稿",
    "逐个核对草稿里的数字，带批注的 Word 副本可以另存：",
    h("p", null, h("a", {class: "go", href: "/draft.html"}, "打开核稿"))
  ),
  show: () => {}
};
const steps = [
  exportsStep(bench),
  checkupStep(bench),
  tablesStep(bench),
  reportStep(bench),
  checking,
  keepStep(bench),
  notebooksStep(bench),
  membersStep(bench)
];

/** The list of steps, how each stands beside its name, and which comes next. */
const list = stepList();

/** Looks at what the program is doing, often while it is doing something. */
async function look(): Promise<void> {
  clearTimeout(timer);
  if (closed) return;
  const state = await stateNow().catch((error: Error) => {
    fail(error.message);
    return null;
  });
  if (state) show(state);
  clearTimeout(timer);
  timer = setTimeout(look, state?.busy || state?.behind ? often : seldom);
}

function show(state: State): void {
  version.textContent = state.version ? `版本 ${state.version}` : "";
  doing.classList.toggle("busy", state.busy !== null);
  words.textContent = state.busy ? `正在${state.busy} … ${state.lines.at(-1) ?? ""}` : "";
  bar.hidden = state.busy === null || state.share === null;
  bar.value = state.share ?? 0;
  behind.textContent = state.behind ? `后台正在更新（${state.behind}），可以接着做别的。` : "";
  if (state.trouble !== told) {
    told = state.trouble ?? "";
    trouble.replaceChildren(
      ...(told ? [h("p", {role: "alert", class: "fault"}, `数字和网站还是上一次的：\n${told}`)] : [])
    );
  }
  document.body.toggleAttribute("aria-busy", state.busy !== null);
  const all = standings(state, checkedIn(localStorage.getItem(checkedPlace)));
  for (const step of steps) {
    step.show(state);
    const standing = all[step.element.id as Stage];
    if (standing) step.tell?.(standing);
  }
  list.show(all);
  const came = JSON.stringify([state.fault, state.result]);
  if (state.busy || came === last) return;
  last = came;
  outcome.replaceChildren();
  if (state.fault) fail(state.fault);
  const {result} = state;
  if (!result) return;
  outcome.append(
    h(
      "section",
      {class: "result", "aria-label": "结果", tabindex: -1},
      h(from?.isConnected ? "h3" : "h2", null, result.title),
      result.lines.length > 0 &&
        h("div", {class: "lines", tabindex: 0, role: "region", "aria-label": "说明"}, ...saidLines(result.lines)),
      fileList(result.files, bench.during)
    )
  );
  tell();
}

function fail(words: string): void {
  outcome.replaceChildren(h("p", {role: "alert", class: "fault"}, words));
  tell();
}

/** Brings what was told to where the button was pressed, in sight. */
function tell(): void {
  if (!from?.isConnected) return;
  from.lastElementChild!.before(outcome);
  outcome.scrollIntoView({block: "nearest"});
}

const leave = () =>
  bench.during(async () => {
    await quit();
    closed = true;
    main.replaceChildren(h("h1", null, "程序已经关闭"), h("p", null, "可以关闭这个页面；下次双击启动文件再打开。"));
  });

main.replaceChildren(
  h(
    "header",
    null,
    h("h1", null, "工作台"),
    version,
    list.element,
    h(
      "p",
      {class: "ways"},
      h("a", {href: "#notebooks"}, "笔记"),
      h("a", {href: "#members"}, "委员履职"),
      h("a", {class: "go", href: "/"}, "看网站"),
      button("关闭程序", leave, {class: "action small"})
    )
  ),
  doing,
  behind,
  trouble,
  outcome,
  ...steps.map(({element}) => element)
);
// What another window has checked meanwhile.
addEventListener("storage", () => void look());
await look();
