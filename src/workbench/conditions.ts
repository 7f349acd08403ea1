import {h, verbatim} from "../components/h.js";
import type {FieldOffer} from "./state.js";
import {button} from "./step.js";

/** The conditions of a metric that is being composed. */
export interface Conditions {
  element: HTMLElement;
  /** As they stand in the cell of the table: `审查结果 = 立案;案由 含 养老`. */
  text: () => string;
  /** Of another kind there are other fields: the conditions begin anew. */
  offer: (fields: readonly FieldOffer[]) => void;
}

const tests: Record<string, {sign: string; bare?: boolean}> = {
  是: {sign: "="},
  不是: {sign: "!="},
  含: {sign: "含"},
  不含: {sign: "不含"},
  不少于: {sign: ">="},
  不多于: {sign: "<="},
  有内容: {sign: "有", bare: true},
  没有内容: {sign: "无", bare: true}
};

/** Which tests a field takes: names of people only whether there is one. */
function testsOf({type, names}: FieldOffer): string[] {
  const bare = ["有内容", "没有内容"];
  if (names) return bare;
  if (type === "flag") return ["是"];
  if (["integer", "number", "date"].includes(type)) return ["是", "不是", "不少于", "不多于", ...bare];
  return ["是", "不是", "含", "不含", ...bare];
}

let made = 0;

/** Conditions from lists: the field, how it is compared, the word. `changed` is called after every change. */
export function conditions(changed: () => void): Conditions {
  let fields: readonly FieldOffer[] = [];
  let parts: {text: () => string; element: HTMLElement}[] = [];
  const list = h("div", {class: "conditions"});
  const add = () => {
    const part = condition(fields, changed, () => {
      parts = parts.filter(each => each !== part);
      part.element.remove();
      more.focus();
      changed();
    });
    parts.push(part);
    list.append(part.element);
    part.element.querySelector("select")?.focus();
    changed();
  };
  const more = button("加一个条件", add);
  return {
    element: h("div", null, list, more),
    text: () =>
      parts
        .map(({text}) => text())
        .filter(Boolean)
        .join(";"),
    offer: offered => {
      fields = offered;
      parts = [];
      list.replaceChildren();
    }
  };
}

function condition(fields: readonly FieldOffer[], changed: () => void, remove: () => void) {
  const id = `condition-${++made}`;
  const of = h(
    "select",
    {"aria-label": "条件：哪一列"},
    fields.map(({label}) => h("option", {value: label}, verbatim(label)))
  );
  const test = h("select", {"aria-label": "条件：怎样比较"});
  const word = h("input", {type: "text", "aria-label": "条件：与什么比较", list: id, placeholder: "几个用顿号分开"});
  const words = h("datalist", {id});
  const open = h("span", {class: "said wrong"}, "还没有写与什么比较，这个条件不算");
  const arrange = () => {
    const field = fields.find(({label}) => label === of.value);
    if (!field) return;
    test.replaceChildren(...testsOf(field).map(name => h("option", {value: name}, name)));
    words.replaceChildren(...field.words.map(value => h("option", {value})));
    word.value = field.words[0] ?? "";
    bare();
  };
  const bare = () => {
    word.hidden = Boolean(tests[test.value]?.bare);
  };
  of.addEventListener("change", arrange);
  test.addEventListener("change", bare);
  for (const control of [of, test, word]) {
    control.addEventListener("input", changed);
    control.addEventListener("change", changed);
  }
  arrange();
  const element = h(
    "p",
    {class: "choice"},
    "只计 ",
    of,
    " ",
    test,
    " ",
    word,
    words,
    open,
    " ",
    button("去掉", remove, {"aria-label": "去掉这个条件"})
  );
  const text = () => {
    const {sign, bare} = tests[test.value] ?? {sign: ""};
    const said = word.value.trim();
    open.hidden = Boolean(bare) || said !== "";
    return bare ? `${of.value} ${sign}` : said && `${of.value} ${sign} ${said}`;
  };
  return {element, text};
}
