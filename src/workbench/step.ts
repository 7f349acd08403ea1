import {type Child, h, held} from "../components/h.js";
import type {Standing} from "./standing.js";
import type {Action, State} from "./state.js";

/** What the steps of the workbench are given. */
export interface Bench {
  /** Has the program do something, and shows what comes of it. */
  perform: (action: Action) => Promise<void>;
  /** Opens a table of the office to be edited. */
  edit: (name: string, label: string) => void;
  /** Runs what asks the program for more; a refusal is shown. */
  during: (work: () => Promise<void>) => Promise<void>;
}

/** A step: its part of the page, and what draws it anew. */
export interface Step {
  element: HTMLElement;
  show: (state: State) => void;
  /** Tells how the step stands, at its top. */
  tell?: (standing: Standing) => void;
}

/**
 * A step of the workbench. It is drawn anew only where what it shows has changed; what was opened or filled in stays so,
 * and the button that was pressed keeps the focus; where there is none any more, what comes next has it.
 */
export function step<T>(
  id: string,
  title: string,
  about: string,
  part: (state: State) => T,
  draw: (shown: T) => Child[]
): Step {
  const body = h("div");
  const {element, line, tell} = section(id, title, about, body);
  let last = "";
  const show = (state: State) => {
    const shown = part(state);
    const now = JSON.stringify(shown);
    if (now === last) return;
    last = now;
    const focus = body.contains(document.activeElement) ? document.activeElement : null;
    const opened = foldsOf(body).filter(({open}) => open);
    const filled = [...body.querySelectorAll<Control>(controls)].filter(isChanged);
    body.replaceChildren(h("div", null, ...draw(shown)));
    const again = new Set(opened.map(titleOf));
    for (const fold of foldsOf(body)) fold.open ||= again.has(titleOf(fold));
    for (const before of filled) {
      const control = sameAs(body, before);
      if (control) fillAs(control as Control, before);
    }
    // What stayed was taken out and put back: it has lost the focus as well.
    if (focus && focus !== document.activeElement)
      (focus.isConnected ? (focus as HTMLElement) : (sameAs(body, focus) ?? line)).focus();
  };
  return {element, show, tell};
}

/** A part of the page with its heading and what stands below: how the step stands, what it is for, what is done in it. */
export function section(id: string, title: string, about: string, ...rest: Child[]) {
  const line = h("p", {class: "stands", tabindex: -1});
  line.hidden = true;
  const element = h(
    "section",
    {id, "aria-labelledby": `${id}-title`},
    h("h2", {id: `${id}-title`}, title),
    line,
    h("p", null, about),
    ...rest
  );
  let told = "";
  const tell = ({is, words}: Standing) => {
    line.hidden = false;
    line.className = `stands ${is}`;
    if (told !== words) line.replaceChildren(...(held(words) as Node[]));
    told = words;
  };
  return {element, line, tell};
}

type Control = HTMLInputElement | HTMLSelectElement;

/** What staff fill in; the choice of a year looks after itself. */
const controls = "input:not([type=file]), select:not([data-proposed])";

const isChanged = (control: Control): boolean =>
  "defaultValue" in control
    ? control.value !== control.defaultValue || control.checked !== control.defaultChecked
    : control.selectedIndex > 0;

/** Fills a control in as one that was drawn before; a list that no longer has what was chosen stays as it is. */
function fillAs(control: Control, before: Control): void {
  if ("checked" in control && "checked" in before) control.checked = before.checked;
  if ("defaultValue" in control || [...control.options].some(({value}) => value === before.value))
    control.value = before.value;
}

const foldsOf = (body: HTMLElement) => [...body.querySelectorAll("details")];

/** What a fold is of, whatever else its line says. */
const titleOf = (fold: HTMLDetailsElement) => fold.querySelector("summary")?.firstChild?.textContent;

/** The control that is called as one that was drawn before. */
function sameAs(body: HTMLElement, before: Element): HTMLElement | undefined {
  const called = (control: Element) => control.getAttribute("aria-label") ?? (control.id || control.textContent);
  return [...body.querySelectorAll<HTMLElement>("button, select, input, a")].find(
    control => called(control) === called(before)
  );
}

/** What is done in a step, what is wrong, what comes next. */
export const stands = (words: string, wrong = false) => h("p", {class: wrong ? "stands wrong" : "stands"}, words);

/** The years to choose from: the last that is over, until somebody has chosen another. */
export function yearChoice(id: string, {years, lastWhole}: Pick<State, "years" | "lastWhole">) {
  const shown = document.getElementById(id) as HTMLSelectElement | null;
  const before = shown && shown.value !== shown.dataset.proposed ? Number(shown.value) : null;
  const chosen = before !== null && years.includes(before) ? before : lastWhole;
  return h(
    "select",
    {id, "data-proposed": lastWhole},
    years.map(year => h("option", {selected: year === chosen}, String(year)))
  );
}

/** A control with its label above. */
export const field = (id: string, label: string, control: HTMLElement) =>
  h("div", {class: "field"}, h("label", {for: id}, label), control);

/** A button of the workbench. */
export const button = (label: string, onclick: () => unknown, more: Record<string, string> = {}) =>
  h("button", {type: "button", class: "action", onclick, ...more}, label);
