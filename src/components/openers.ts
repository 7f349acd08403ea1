import {type Child, h} from "./h.js";

export interface Opener {
  /** The word that opens it. */
  label: string;
  class: string;
  /** What it opens, made when it is first opened. */
  make: () => Node | Promise<Node>;
}

/** A line with words at its end, of which each opens something beneath the line and closes it again. */
export function openers(line: Child, items: readonly Opener[]): HTMLElement[] {
  const panels = items.map(item => h("div", {class: `opened ${item.class}`, hidden: true}));
  const buttons = items.map((item, i) =>
    h(
      "button",
      {type: "button", class: "opener", "aria-expanded": "false", onclick: () => toggle(item, panels[i]!, buttons[i]!)},
      item.label
    )
  );
  return [h("div", {class: "openers"}, h("span", null, line), h("span", {class: "openers-words"}, buttons)), ...panels];
}

async function toggle({make}: Opener, panel: HTMLElement, button: HTMLElement) {
  const open = panel.hidden;
  button.setAttribute("aria-expanded", String(open));
  panel.hidden = !open;
  if (open && !panel.childElementCount) panel.replaceChildren(await make());
}
