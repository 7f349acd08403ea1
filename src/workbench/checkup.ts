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
    ({exports, doubts, kinds, words}: State) => ({exports, doubts, kinds, words}),
    ({exports, doubts, kinds, words}) => {
      const wrong = exports.filter(file => kindsOf(file) > 0 || file.refused);
      return [
        button("写出问题清单（每个文件一张表，可以发还）", () => perform({do: "problems"})),
        wrong.length + doubts.length === 0 && h("p", {class: "lead"}, "没有发现问题。"),
        doubts.length > 0 && h("h3", null, "参考表"),
        h(
          "ul",
          null,
          doubts.map(line => h("li", null, line))
        ),
        wrong.map(file => section(file, kinds.find(({label}) => label === file.kind)?.fields ?? [], words, perform))
      ];
    }
  );
}

/** How many kinds of problem a file has. */
const kindsOf = ({causes, unlisted, unknown}: Export) => causes.length + unlisted.length + unknown.length;

/** A word that a table does not have: it is added as it is, or as another name of one that is there. */
function unlistedLine(
  {table, word, near, times}: Export["unlisted"][number],
  known: readonly string[],
  perform: Bench["perform"]
) {
  const label = {units: "单位", categories: "类别"}[table];
  const is = (name: string) => h("option", {value: name}, "就是「", verbatim(name), "」");
  const select = h(
    "select",
    {"aria-label": `${label}「${word}」是哪一个`},
    near && is(near),
    h("option", {value: word}, "照原样补入"),
    known.filter(each => each !== near).map(is)
  );
  const say = () => perform({do: "word", table, word, to: select.value});
  return h(
    "p",
    {class: "choice"},
    `${label}「`,
    verbatim(word),
    `」不在${label}表（${times}处） `,
    select,
    " ",
    button("补入", say, {"aria-label": `补入${label}「${word}」`})
  );
}

function section(file: Export, fields: readonly string[], words: State["words"], perform: Bench["perform"]) {
  const {name, kind, refused, causes, unlisted, unknown} = file;
  return h(
    "details",
    {open: refused !== null || unknown.length + unlisted.length > 0},
    h("summary", null, verbatim(name), `：${refused ? "没有读" : `${kindsOf(file)}类问题`}`),
    refused && h("p", null, refused),
    unlisted.map(each => unlistedLine(each, words[each.table], perform)),
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
