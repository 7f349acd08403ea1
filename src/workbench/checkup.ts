import {h, verbatim} from "../components/h.js";
import {problemsAddress} from "./ask.js";
import type {Export, State} from "./state.js";
import {type Bench, button, type Step, stands, step} from "./step.js";
import {unlistedLine} from "./unlisted.js";

/** What a header may be besides a field that we know: a column of the office's own by its type, or one that is not used. */
const others: Record<string, {to: string; type: string}> = {
  "自己的列（文字）": {to: "自定义", type: "文字"},
  "自己的列（数字）": {to: "自定义", type: "数字"},
  "自己的列（日期）": {to: "自定义", type: "日期"},
  "自己的列（是否）": {to: "自定义", type: "是否"},
  不用: {to: "不用", type: ""}
};

/** 体检: what is wrong, a line a cause, and headers and words that are not understood, to be said what they are. */
export function checkupStep(bench: Bench): Step {
  const {perform} = bench;
  return step(
    "checkup",
    "二、体检",
    "先把不认识的列和说法说清楚，再看每一类问题；要别人改的，把问题清单发给交文件的人，改好后在上面重新放入。",
    ({exports, doubts, tables, kinds, words}: State) => ({exports, doubts, tables, kinds, words}),
    ({exports, doubts, tables, kinds, words}) => {
      const wrong = exports.filter(file => problemKinds(file) > 0 || file.refused);
      return [
        standing(exports, wrong, doubts),
        wrong.length > 0 &&
          h("p", null, h("a", {class: "go", href: problemsAddress(), download: ""}, "保存全部问题清单（按文件排列）")),
        doubts.length > 0 && h("h3", null, "参考表"),
        doubts.length > 0 &&
          h(
            "ul",
            null,
            doubts.map(line => {
              const table = tables.find(({file}) => line.startsWith(file));
              const open = table && button(`打开${table.label}`, () => bench.edit(table.name, table.label));
              return h("li", null, line, " ", open);
            })
          ),
        wrong.map(file => section(file, kinds, words, perform))
      ];
    }
  );
}

function standing(exports: readonly Export[], wrong: readonly Export[], doubts: readonly string[]) {
  if (exports.length === 0) return stands("读出文件以后，这里列出问题。");
  if (wrong.length + doubts.length === 0) return stands("没有发现问题；接着核对“口径”。");
  const sum = (count: (file: Export) => number) => wrong.reduce((all, file) => all + count(file), 0);
  const open = sum(({unknown, unlisted}) => unknown.length + unlisted.length);
  const all = sum(problemKinds);
  const parts = [
    ["列", sum(({unknown}) => unknown.length)],
    ["说法", sum(({unlisted}) => unlisted.length)]
  ].flatMap(([what, count]) => (count ? [`不认识的${what}${count}个`] : []));
  return open > 0
    ? stands(`还有${open}处要说清楚：${parts.join("，")}。`, true)
    : wrong.length > 0
      ? stands(
          `${wrong.length}个文件有${all}类问题：与届次、单位、类别有关的，在“口径”的表里补上；其余请交文件的人改。`,
          wrong.some(({causes}) => causes.some(cause => cause.wrong))
        )
      : stands(`文件没有问题，参考表有${doubts.length}处要核对；接着核对“口径”。`);
}

/** How many kinds of problem a file has. */
const problemKinds = ({causes, unlisted, unknown}: Export) => causes.length + unlisted.length + unknown.length;

function section(file: Export, kinds: State["kinds"], words: State["words"], perform: Bench["perform"]) {
  const {name, kind, refused, causes, unlisted, unknown} = file;
  const offer = kinds.find(({label}) => label === kind);
  return h(
    "details",
    {open: refused !== null || unknown.length + unlisted.length > 0},
    h("summary", null, verbatim(name), `：${refused ? "没有读" : `${problemKinds(file)}类问题`}`),
    refused && h("p", null, refused),
    h(
      "p",
      null,
      h(
        "a",
        {href: problemsAddress(name), download: "", "aria-label": `保存这个文件的问题清单（${name}）`},
        "保存这个文件的问题清单"
      ),
      "，发给交文件的人"
    ),
    unknown.map(header => unknownLine(header, kind, offer?.fields ?? [], perform)),
    unlisted.map(each => unlistedLine(each, kind, offer, words, perform)),
    h(
      "ul",
      null,
      causes.map(({words, wrong}) => h("li", {class: wrong ? "wrong" : null}, words))
    )
  );
}

/** A header that is not understood: one of the nearest fields, of the others, or a column of the office's own. */
function unknownLine(
  {header, near}: Export["unknown"][number],
  kind: string,
  fields: readonly string[],
  perform: Bench["perform"]
) {
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
    options("可能是", near),
    options("其他", Object.keys(others)),
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
    "不认识的列「",
    verbatim(header),
    "」是 ",
    select,
    " ",
    button("就是它", say, {"aria-label": `「${header}」就是它`})
  );
}
