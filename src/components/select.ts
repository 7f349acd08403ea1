import {h} from "./h.js";

export interface Option<T> {
  value: T;
  label: string;
}

/** An element whose `value` is what is chosen and that dispatches `input`: what Framework's `view()` takes. */
export type Input<T> = HTMLElement & {value: T};

/** A native select with its label. Throws where nothing can be chosen. */
export function select<T extends string | number>(options: {
  label: string;
  options: (T | Option<T>)[];
  value?: T;
}): Input<T> {
  const items = options.options.map(item => (typeof item === "object" ? item : {value: item, label: String(item)}));
  if (items.length === 0) throw new Error(`invalid options of ${options.label}: none`);
  const control = h(
    "select",
    null,
    items.map((item, i) => h("option", {value: i}, item.label))
  );
  const element = h("label", {class: "choice"}, h("span", null, options.label), control);
  const choose = (value: T | undefined) => {
    control.selectedIndex = Math.max(
      0,
      items.findIndex(item => item.value === value)
    );
  };
  choose(options.value);
  Object.defineProperty(element, "value", {get: () => items[control.selectedIndex]!.value, set: choose});
  return element as unknown as Input<T>;
}

/** A select of years: 2024年. */
export function yearPicker({
  label = "年份",
  years,
  value
}: {
  label?: string;
  years: number[];
  value?: number;
}): Input<number> {
  return select({label, options: years.map(year => ({value: year, label: `${year}年`})), value});
}

/** Choices side by side above what they govern. */
export function choices(...items: HTMLElement[]): HTMLElement {
  return h("div", {class: "choices"}, items);
}
