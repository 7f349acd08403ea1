import {h, verbatim} from "../components/h.js";
import {problemsAddress} from "./ask.js";
import {unknownHeaders, unlistedWords} from "./doubts.js";
import type {Export, State} from "./state.js";
import {type Bench, button, type Step, stands, step} from "./step.js";
import {unknownLine} from "./unknown.js";
import {restLines, unlistedLine} from "./unlisted.js";

/** 体检: what is wrong, a line a cause, and headers and words that are not understood, to be said what they are. */
export function checkupStep(bench: Bench): Step {
  const {perform} = bench;
  return step(
    "checkup",
    "二、体检",
    "先把不认识的列和说法说清楚，再看每一类问题；要别人改的，把问题清单发给交文件的人，改好后在上面重新放入。",
    ({exports, doubts, tables, kinds, words, sample}: State) => ({exports, doubts, tables, kinds, words, sample}),
    ({exports, doubts, tables, kinds, words, sample}) => {
      const wrong = exports.filter(file => problemKinds(file) > 0 || file.refused);
      const headers = unknownHeaders(exports);
      const said = unlistedWords(exports);
      const offer = (kind: string) => kinds.find(({label}) => label === kind);
      return [
        standing(exports, wrong, doubts, [headers.length, said.length]),
        wrong.length > 0 &&
          h("p", null, h("a", {class: "go", href: problemsAddress(), download: ""}, "保存全部问题清单（按文件排列）")),
        doubts.length > 0 && h("h3", null, "参考表"),
        doubts.length > 0 &&
          h(
            "ul",
            null,
            doubts.map(line => {
              const table = tables.find(({label}) => line.startsWith(label));
              const open = table && button(`打开${table.label}`, () => bench.edit(table.name, table.label));
              return h("li", null, line, " ", open);
            })
          ),
        headers.length + said.length > 0 && h("h3", null, "要说清楚的"),
        sample &&
          headers.length + said.length > 0 &&
          stands("这些是示例数据里的，在这里只看不改；自己的文件放入以后再说。"),
        h(
          "fieldset",
          {class: "doubts", disabled: sample, "aria-label": "要说清楚的"},
          headers.map(doubt => unknownLine(doubt, offer(doubt.kind)?.fields ?? [], perform)),
          said.map(doubt => unlistedLine(doubt, offer(doubt.kind), words, perform)),
          restLines(said, perform)
        ),
        wrong.length > 0 && h("h3", null, "各文件的问题"),
        wrong.map(section)
      ];
    }
  );
}

function standing(
  exports: readonly Export[],
  wrong: readonly Export[],
  doubts: readonly string[],
  [headers, said]: readonly [headers: number, said: number]
) {
  if (exports.length === 0) return stands("读出文件以后，这里列出问题。");
  if (wrong.length + doubts.length === 0) return stands("没有发现问题；接着核对“口径”。");
  const sum = (count: (file: Export) => number) => wrong.reduce((all, file) => all + count(file), 0);
  const open = headers + said;
  const all = sum(problemKinds);
  const parts = [
    ["列", headers],
    ["说法", said]
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

/** What else is wrong in a file, for the person who delivered it. */
function section(file: Export) {
  const {name, refused, causes} = file;
  const what = refused ? "没有读" : causes.length ? `${causes.length}类问题` : "只有上面要说清楚的";
  return h(
    "details",
    {open: refused !== null || causes.some(({wrong}) => wrong)},
    h("summary", null, verbatim(name), `：${what}`),
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
    h(
      "ul",
      null,
      causes.map(({words, wrong}) => h("li", {class: wrong ? "wrong" : null}, words))
    )
  );
}
