import {h, verbatim} from "../components/h.js";
import {problemsAddress} from "./ask.js";
import {unknownHeaders, unlistedWords} from "./doubts.js";
import {problemKinds} from "./standing.js";
import type {Export, State} from "./state.js";
import {type Bench, button, type Step, step} from "./step.js";
import {unknownLine} from "./unknown.js";
import {restLines, unlistedLine} from "./unlisted.js";

/** 体检: what is wrong, a line a cause, and headers and words that are not understood, to be said what they are. */
export function checkupStep(bench: Bench): Step {
  const {perform} = bench;
  return step(
    "checkup",
    "二、体检",
    "先把不认识的列和说法说清楚，再看每一类问题；要别人改的，把问题清单发给交文件的人，改好后在上面重新放入。",
    ({exports, doubts, hints, tables, kinds, words, sample}: State) => ({
      exports,
      doubts,
      hints,
      tables,
      kinds,
      words,
      sample
    }),
    ({exports, doubts, hints, tables, kinds, words, sample}) => {
      const wrong = exports.filter(file => problemKinds(file) > 0 || file.refused);
      const headers = unknownHeaders(exports);
      const said = unlistedWords(exports);
      const offer = (kind: string) => kinds.find(({label}) => label === kind);
      return [
        wrong.length + hints.length > 0 &&
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
        h(
          "fieldset",
          {class: "doubts", disabled: sample, "aria-label": "要说清楚的"},
          headers.map(doubt => unknownLine(doubt, offer(doubt.kind)?.fields ?? [], perform)),
          said.map(doubt => unlistedLine(doubt, offer(doubt.kind), words, perform)),
          restLines(said, perform)
        ),
        hints.length > 0 && h("h3", null, "对不上的数"),
        hints.length > 0 &&
          h(
            "ul",
            null,
            hints.map(line => h("li", null, verbatim(line)))
          ),
        wrong.length > 0 && h("h3", null, "各文件的问题"),
        wrong.map(section)
      ];
    }
  );
}

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
