import type {Tables} from "../figures/tables.js";
import {answered} from "../pivot/answered.js";
import {PivotData, type PivotFiles} from "../pivot/data.js";
import {type Look, lookIn} from "../pivot/look.js";
import {fromAddress, measureOf, type Question, toAddress} from "../pivot/question.js";
import {lost, measured, settled, started, within} from "../pivot/settled.js";
import {carry} from "./carry.js";
import {edition} from "./edition.js";
import {h} from "./h.js";
import {empty} from "./page.js";
import {shownAnswer} from "./pivot-answer.js";
import {choices} from "./pivot-controls.js";
import type {rowsOf} from "./pivot-keep.js";

/**
 * 透视: a measure by rows and columns, chosen by clicking; its answer as chart and table, with rule and source. In the
 * analyst edition a cell opens the items behind it; elsewhere it is asked of what may be published. The question is
 * kept in the address.
 */
export function pivot(tables: Tables, files: PivotFiles): HTMLElement {
  const data = new PivotData(tables, files, edition());
  const query = new URLSearchParams(location.search);
  let question = started(data, query);
  const look: Look = lookIn(query);
  const controls = h("div", {class: "pivot-controls"});
  const result = h("div", {class: "pivot-result"}, h("p", {role: "status"}, "正在读取…"));
  const keeping = h("div", null);
  const element = h("div", {class: "pivot"}, controls, result, keeping);
  let turn = 0;
  // What of the link cannot be answered is told once, before anything is chosen.
  let link: Partial<Question> | null = fromAddress(query);
  let keepable = data.edition !== "published";
  let asked: Parameters<typeof rowsOf>[2] | null = null;

  const ask = (next: Partial<Question>) => {
    const focus = focusIn(controls);
    question = settled(data, question, {...question, ...next});
    look.sorted = null;
    void draw().then(() => focus(controls));
  };
  const restyle = (next: Partial<Look>) => {
    const focus = focusIn(element);
    Object.assign(look, next);
    void draw().then(() => focus(element));
  };

  const draw = async () => {
    const mine = ++turn;
    try {
      const ground = await data.ground(question);
      if (mine !== turn) return;
      const measure = measured(data, question, ground);
      const axes = data.axes(question.kind, measure, ground);
      question = within(data, question, measure, axes, ground);
      const missing = link ? lost(link, question) : [];
      link = null;
      remember(question, look);
      asked = {question, measure, label: id => axes.find(({value}) => value === id)?.label ?? id};
      controls.replaceChildren(...choices(data, question, measure, axes, ground, ask));
      const against = question.against
        ? measureOf(data.book.catalogue, question.kind, question.against, data.numbers(question.kind))
        : null;
      const shown = await answered(data, question, measure, against, ground);
      if (mine !== turn) return;
      result.replaceChildren(
        ...(missing.length ? [empty(`链接里的${missing.join("、")}在现在的数据里没有，已略去。`)] : []),
        ...shownAnswer(data, question, look, axes, shown, restyle)
      );
      if (keepable) void keep();
      keepable = false;
    } catch (error) {
      if (mine === turn) result.replaceChildren(empty("数据读取失败，请刷新页面再试。"));
      throw error;
    }
  };
  void draw();
  return element;

  async function keep() {
    const {keepForm, rowsOf} = await import("./pivot-keep.js");
    keeping.replaceChildren(
      keepForm(name => ({
        address: `pivot.html${location.search}`,
        suggestion: result.querySelector(".subtitle, h2")?.textContent ?? "透视",
        ...(asked ? rowsOf(name, data, asked) : {})
      }))
    );
  }
}

function remember(question: Question, {show, shape, heat}: Look) {
  const query = toAddress(question);
  if (show !== "value") query.set("show", show);
  if (shape) query.set("shape", shape);
  if (!heat) query.set("heat", "0");
  history.replaceState(null, "", `?${query}${location.hash}`);
  // The links of the navigation open other pages, which know nothing of this question.
  carry("");
}

/** Remembers which control has the focus, by its place, to give it back when the controls are made anew. */
function focusIn(element: HTMLElement): (after: HTMLElement) => void {
  const all = (within: HTMLElement) => [...within.querySelectorAll<HTMLElement>("select, button, input, summary")];
  const active = document.activeElement as HTMLElement | null;
  const place = active ? all(element).indexOf(active) : -1;
  const open = [...element.querySelectorAll<HTMLDetailsElement>("details[open][data-field]")].map(
    ({dataset}) => dataset.field
  );
  return after => {
    for (const details of after.querySelectorAll<HTMLDetailsElement>("details[data-field]"))
      if (open.includes(details.dataset.field)) details.open = true;
    if (place >= 0) all(after)[place]?.focus({preventScroll: true});
  };
}
