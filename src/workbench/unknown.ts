import {h, verbatim} from "../components/h.js";
import type {Doubt} from "./doubts.js";
import type {Export} from "./state.js";
import {type Bench, button} from "./step.js";

/** What a header may be besides a field that we know: a column of the office's own by its type, or one that is not used. */
const others: Record<string, {to: string; type: string}> = {
  "自己的列（文字）": {to: "自定义", type: "文字"},
  "自己的列（数字）": {to: "自定义", type: "数字"},
  "自己的列（日期）": {to: "自定义", type: "日期"},
  "自己的列（是否）": {to: "自定义", type: "是否"},
  不用: {to: "不用", type: ""}
};

/** What a column of the office's own most likely holds, by its header: 经费(万元) numbers, 面复日期 days. */
const likely: readonly [RegExp, string][] = [
  [/日期|时间$/, "日期"],
  [/^是否|与否$/, "是否"],
  [
    /[(（][^()（）]*[元个件人次条篇户天亩公里%％][)）]|[数额率]$|数量|金额|经费|人次|场次|件次|得分|分值|面积|比例/,
    "数字"
  ]
];

/** A header that is not understood: one of the nearest fields, of the others, or a column of the office's own. */
export function unknownLine(
  {kind, what: {header, near, doubled}, files}: Doubt<Export["unknown"][number]>,
  fields: readonly string[],
  perform: Bench["perform"]
): HTMLElement {
  const type = likely.find(([words]) => words.test(header))?.[1];
  const own = Object.keys(others);
  const first = own.filter(name => others[name]!.type === (type ?? null));
  const options = (label: string, names: readonly string[]) =>
    names.length > 0 &&
    h(
      "optgroup",
      {label},
      names.map(name => h("option", null, verbatim(name)))
    );
  const select = h(
    "select",
    {"aria-label": `「${header}」是什么`},
    // A guess that stands there already is taken for an answer.
    h("option", {value: ""}, "请选择 …"),
    options("可能是", [...near, ...first]),
    options(
      "其他",
      own.filter(name => !first.includes(name))
    ),
    options(
      "已有的字段",
      fields.filter(field => !near.includes(field))
    )
  );
  const say = () => {
    if (!select.value) return select.focus();
    const {to, type} = others[select.value] ?? {to: select.value, type: ""};
    return perform({do: "column", kind, header, to, type});
  };
  return h(
    "p",
    {class: "choice"},
    h(
      "span",
      null,
      doubled ? "没有读的列「" : "不认识的列「",
      verbatim(header),
      `」${doubled ? "（与另一列是同一内容）" : ""}是 `
    ),
    select,
    " ",
    button("就是它", say, {"aria-label": `「${header}」就是它`}),
    " ",
    h("span", {class: "where"}, verbatim(files.join("、")))
  );
}
