import type {Group} from "../pivot/measures.js";
import {h} from "./h.js";

/** A native select whose options stand in groups; the first choice where the value is none of them. */
export function groupedSelect(label: string, groups: readonly Group[], value: string, choose: (value: string) => void) {
  const option = (each: {value: string; label: string}) =>
    h("option", {value: each.value, selected: each.value === value}, each.label);
  const filled = groups.filter(({options}) => options.length > 0);
  const control = h(
    "select",
    {onchange: () => choose(control.value)},
    filled.length > 1
      ? filled.map(({label, options}) => h("optgroup", {label}, options.map(option)))
      : filled.flatMap(({options}) => options.map(option))
  );
  return h("label", {class: "choice"}, h("span", null, label), control);
}

/** A row of buttons of which each is on or off. */
export function toggles<T extends string | number>(
  label: string,
  options: readonly {value: T; label: string}[],
  on: readonly T[],
  press: (value: T) => void
): HTMLElement {
  return h(
    "div",
    {class: "choice toggles", role: "group", "aria-label": label},
    h("span", {"aria-hidden": "true"}, label),
    options.map(each =>
      h(
        "button",
        {
          type: "button",
          class: "chip",
          "aria-pressed": String(on.includes(each.value)),
          onclick: () => press(each.value)
        },
        each.label
      )
    )
  );
}

/** A list to tick behind its name, with how many are ticked; filled when it is opened. */
export function tickList(
  id: string,
  label: string,
  items: () => readonly string[],
  chosen: readonly string[],
  choose: (items: string[]) => void
): HTMLElement {
  const count = chosen.length ? `已选${chosen.length}项` : "全部";
  const fieldset = h("fieldset", null, h("legend", null, label));
  const field = h(
    "details",
    {class: "filter-field", "data-field": id},
    h("summary", null, label, " ", h("span", {class: "filter-count"}, count)),
    fieldset
  );
  const box = (item: string) => {
    const input = h("input", {type: "checkbox", name: id, value: item, checked: chosen.includes(item)});
    input.addEventListener("change", () =>
      choose(input.checked ? [...chosen, item] : chosen.filter(other => other !== item))
    );
    return h("label", null, input, item);
  };
  const fill = () => {
    if (fieldset.childElementCount === 1) fieldset.append(...items().map(box));
  };
  field.addEventListener("toggle", fill);
  return field;
}
