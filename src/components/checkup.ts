import {type Checkup, type ReferenceRow, verdict} from "./checkup-read.js";
import {csvFile, download} from "./download.js";
import {dropZone, tableFiles} from "./drop.js";
import {h} from "./h.js";
import {banner} from "./page.js";
import {kindLabel, type Listed, listColumns} from "./problem-list.js";
import {table} from "./table.js";

/** So many problems are shown on the page; the download has all. */
const shown = 100;

export interface CheckupOptions {
  reference: ReferenceRow[];
  /** The reference tables are those of the sample. */
  sample: boolean;
}

/** The page's title with what happens to the file. */
export function checkupHeading({sample}: CheckupOptions): HTMLElement {
  const text = "文件只在这台电脑的浏览器里读,不上传,也不保存";
  return h(
    "header",
    {class: "page-heading"},
    h("h1", null, "导入体检"),
    banner({badge: sample ? "示例数据" : null, text: sample ? `${text} · 对照的是示例的届次表、单位表` : text})
  );
}

/** Where files are dropped or chosen, and below what the check of each says. */
export function checkupForm({reference}: CheckupOptions): HTMLElement {
  const status = h("p", {class: "checkup-status", role: "status", "aria-live": "polite"});
  const results = h("div", {class: "checkup-results"});
  const read = reader(reference);
  const check = async (files: readonly File[]) => {
    if (files.length === 0) return;
    zone.setAttribute("aria-busy", "true");
    results.replaceChildren();
    const said: string[] = [];
    for (const [i, file] of files.entries()) {
      status.textContent = `正在读 ${file.name}${files.length > 1 ? `（${i + 1}/${files.length}）` : ""} …`;
      const result = await read(file).catch((error: Error) => failure(file.name, error));
      results.append(...(result instanceof HTMLElement ? [result] : result.map(section)));
      if (result instanceof HTMLElement) said.push(`${file.name}没有读完。`);
      else said.push(...result.map(found => `${found.name}:${verdict(found)}`));
    }
    // What a screen reader says at once stands in the results for the eye.
    status.replaceChildren(`读完了${files.length}个文件。`, h("span", {class: "unseen"}, said.join("")));
    zone.removeAttribute("aria-busy");
    results.querySelector("h2")?.focus();
  };
  const zone = dropZone("把 CSV 或 xlsx 文件拖到这里", "，可以一次选几个", {accept: tableFiles, multiple: true}, check);
  return h("div", {class: "checkup"}, zone, status, results);
}

/** Files → what the worker says of them, one after another. */
function reader(reference: ReferenceRow[]): (file: File) => Promise<Checkup[]> {
  let worker: Worker | undefined;
  let id = 0;
  return async file => {
    worker ??= new Worker(import.meta.resolve("./checkup-worker.js"), {type: "module"});
    const own = worker;
    const asked = ++id;
    const bytes = await file.arrayBuffer();
    return new Promise((done, fail) => {
      own.onmessage = ({data}) => {
        if (data.id !== asked) return;
        if (data.found) done(data.found);
        else fail(new Error(data.failed));
      };
      own.onerror = event => {
        event.preventDefault();
        own.terminate();
        worker = undefined;
        fail(new Error(event.message || "内存不足"));
      };
      own.postMessage({id: asked, name: file.name, bytes, reference}, [bytes]);
    });
  };
}

function failure(name: string, error: Error): HTMLElement {
  return h(
    "section",
    {class: "checkup-file"},
    h("h2", {tabindex: -1}, name),
    h("p", {class: "lead"}, "这个文件没有读完。"),
    h(
      "p",
      null,
      `原因:${error.message}。请把文件关闭或另存一份再试;过大的文件请放入 exports 文件夹,用 npm run ingest 读。`
    )
  );
}

/** What the check of one file says. */
function section(found: Checkup): HTMLElement {
  const facts: [string, string][] = [
    ["种类", kindLabel(found.kind)],
    ["编码", found.encoding ?? "—"],
    ["导出日期", found.exported ?? "没有写明"],
    ["计入", found.years.length ? found.years.map(({year, count}) => `${year}年 ${count}条`).join(",") : "没有"],
    ["未识别的列", found.unknownColumns.join("、") || "没有"],
    ["联系方式,不读内容", found.contactColumns.join("、") || "没有"]
  ];
  return h(
    "section",
    {class: "checkup-file"},
    h("h2", {tabindex: -1}, found.name),
    h("p", {class: "lead"}, found.refused ?? verdict(found)),
    found.refused === null
      ? h(
          "dl",
          {class: "facts"},
          facts.map(([term, text]) => h("div", null, h("dt", null, term), h("dd", null, text)))
        )
      : null,
    found.refused === null ? problems(found) : null,
    found.matched.length
      ? [h("h3", null, `识别的列(${found.matched.length})`), h("p", {class: "remark"}, matchedWords(found))]
      : null,
    found.preview.rows.length
      ? [
          h("h3", null, `计入的前${found.preview.rows.length}条`),
          h("p", {class: "remark"}, "请看日期、单位是否读对。姓名不显示;与其他文件是否重复,要到正式读取时才知道。"),
          table({
            label: "计入的记录",
            columns: found.preview.columns.map((label, i) => ({key: String(i), label})),
            rows: found.preview.rows.map(cells => Object.fromEntries(cells.map((cell, i) => [i, cell])))
          })
        ]
      : null
  );
}

/** `编号、社情民意标题(读作标题)`: the columns, with what they are read as where that is another word. */
const matchedWords = ({matched}: Checkup): string =>
  matched.map(({header, label}) => (header === label ? header : `${header}(读作${label})`)).join("、");

function problems({name, lines}: Checkup): HTMLElement {
  if (lines.length === 0) return h("p", {class: "empty"}, "没有发现问题。");
  const columns = listColumns.filter(({key}) => key !== "file" && (key !== "cell" || lines.some(({cell}) => cell)));
  const base = `${name.replace(/\.[^.]*$/, "")}-问题清单`;
  return h(
    "div",
    null,
    h("h3", null, `问题${lines.length}处`),
    table({
      label: `${name}的问题`,
      columns: columns.map(column => ({...column, align: "start" as const})),
      rows: lines.slice(0, shown)
    }),
    lines.length > shown ? h("p", {class: "remark"}, `只显示前${shown}处,全部在下载的清单里。`) : null,
    h(
      "p",
      {class: "checkup-downloads"},
      download("下载清单 CSV", `${base}.csv`, () => csvFile(listColumns, lines)),
      " ",
      download("下载清单 xlsx", `${base}.xlsx`, () => workbook(name, lines))
    )
  );
}

async function workbook(name: string, lines: readonly Listed[]): Promise<Blob> {
  const {problemBook} = await import("./problem-book.js");
  return problemBook(name, lines);
}
