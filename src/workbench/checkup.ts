import {h, verbatim} from "../components/h.js";
import type {Export, State} from "./state.js";
import {type Bench, button, type Step, step} from "./step.js";

/** What a header may be besides a field that we know: a column of the office's own by its type, or one that is not used. */
const others: Record<string, {to: string; type: string}> = {
  "自己的列（文字）": {to: "自定义", type: "文字"},
  "自己的列（数字）": {to: "自定义", type: "数字"},
  "自己的列（日期）": {to: "自定义", type: "日期"},
  "自己的列（是否）": {to: "自定义", type: "是否"},
  不用: {to: "不用", type: ""}
};

/** 体检: what is wrong, a line a cause, and headers that are not understood, to be said what they are. */
export function checkupStep({perform}: Bench): Step {
  return step(
    "checkup",
    "二、体检",
    "先把不认识的列说清楚，再看每一类问题；改好原文件后在上面重新放入。",
    ({exports, doubts, kinds}: State) => ({exports, doubts, kinds}),
    ({exports, doubts, kinds}) => {
      const wrong = exports.filter(({causes, unknown, refused}) => causes.length + unknown.length > 0 || refused);
      return [
        button("写出问题清单（每个文件一张表，可以发还）", () => perform({do: "problems"})),
        wrong.length + doubts.length === 0 && h("p", {class: "lead"}, "没有发现问题。"),
        doubts.length > 0 && h("h3", null, "参考表"),
        h(
          "ul",
          null,
          doubts.map(line => h("li", null, line))
        ),
        wrong.map(file => section(file, kinds.find(({label}) => label === file.kind)?.fields ?? [], perform))
      ];
    }
  );
}

function section({name, kind, refused, causes, unknown}: Export, fields: readonly string[], perform: Bench["perform"]) {
  return h(
    "details",
    {open: refused !== null || unknown.length > 0},
    h("summary", null, verbatim(name), `：${refused ? "没有读" : `${causes.length + unknown.length}类问题`}`),
    refused && h("p", null, refused),
    unknown.map(({header, near}) => {
      const select = h(
        "select",
        {"aria-label": `「${header}」是什么`},
        near.length > 0 &&
          h(
            "optgroup",
            {label: "可能是"},
            near.map(field => h("option", null, verbatim(field)))
          ),
        h(
          "optgroup",
          {label: "其他"},
          Object.keys(others).map(label => h("option", null, label))
        ),
        h(
          "optgroup",
          {label: "已有的字段"},
          fields.filter(field => !near.includes(field)).map(field => h("option", null, verbatim(field)))
        )
      );
      const say = () => {
        const {to, type} = others[select.value] ?? {to: select.value, type: ""};
        return perform({do: "column", kind, header, to, type});
      };
      return h(
        "p",
        {class: "choice"},
        "不认识的列「",
        verbatim(header),
        "」是 ",
        select,
        " ",
        button("就是它", say, {"aria-label": `「${header}」就是它`})
      );
    }),
    h(
      "ul",
      null,
      causes.map(({words, wrong}) => h("li", {class: wrong ? "wrong" : null}, words))
    )
  );
}
