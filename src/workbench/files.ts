import {h, verbatim} from "../components/h.js";
import {fileAddress, openWritten} from "./ask.js";
import {type Bench, button} from "./step.js";
import {titleOf} from "./titles.js";

/** What staff call the shapes of a document, in the order in which they are offered. */
const shapes: readonly [ending: string, label: string][] = [
  ["docx", "Word"],
  ["pdf", "PDF"],
  ["pptx", "演示稿"],
  ["html", "网页"]
];
const rank = (name: string) => Number(name.endsWith(".json"));
const isPicture = (name: string) => /\.(svg|png)$/.test(name);

/** What a machine opens in a program of its own. */
const opened = /\.(docx|pdf|pptx|html|xlsx|png)$/;

/** Files that were written, to be opened or saved: documents by their shapes, what else there is, pictures behind a click. */
export function fileList(names: readonly string[], during: Bench["during"]): (HTMLElement | false)[] {
  const pictures = names.filter(isPicture);
  const [documents, others] = [new Map<string, Map<string, string>>(), [] as string[]];
  for (const name of names.filter(name => !isPicture(name))) {
    const [, stem = name, ending = ""] = /^(.*)\.(\w+)$/.exec(name) ?? [];
    if (!shapes.some(([known]) => known === ending)) others.push(name);
    else documents.set(stem, (documents.get(stem) ?? new Map()).set(ending, name));
  }
  return [
    documents.size > 0 && documentTable(documents, during),
    // What programs read stands last.
    others.length > 0 &&
      plainList(
        others.sort((a, b) => rank(a) - rank(b)),
        during
      ),
    pictures.length > 0 &&
      h("details", null, h("summary", null, `图表（${pictures.length}个文件）`), plainList(pictures, during))
  ];
}

/** A line a document, a column a shape that some of them has. */
function documentTable(documents: ReadonlyMap<string, ReadonlyMap<string, string>>, during: Bench["during"]) {
  const there = shapes.filter(([ending]) => [...documents.values()].some(files => files.has(ending)));
  return h(
    "div",
    {class: "wide documents", tabindex: 0, role: "region", "aria-label": "写出的文件"},
    h(
      "table",
      null,
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          ["文稿", ...there.map(([, label]) => label)].map(label => h("th", {scope: "col"}, label))
        )
      ),
      h(
        "tbody",
        null,
        [...documents].map(([stem, files]) =>
          h(
            "tr",
            null,
            h("th", {scope: "row"}, verbatim(titleOf(stem))),
            there.map(([ending]) => h("td", null, files.has(ending) && openOrSave(files.get(ending)!, "保存", during)))
          )
        )
      )
    )
  );
}

const plainList = (names: readonly string[], during: Bench["during"]) =>
  h(
    "ul",
    {class: "files"},
    names.map(name => h("li", null, openOrSave(name, titleOf(name), during).reverse()))
  );

/** A button that opens a file, where a machine can, and a link of these words that saves it. */
function openOrSave(name: string, words: string, during: Bench["during"]) {
  const title = titleOf(name);
  const open = () =>
    during(async () => {
      await openWritten(name);
    });
  const save = h("a", {href: fileAddress(name), download: title, "aria-label": `保存 ${title}`}, verbatim(words));
  if (!opened.test(name)) return [save];
  return [button("打开", open, {"aria-label": `打开 ${title}`, class: "action small"}), " ", save];
}
