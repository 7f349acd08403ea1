import {fullDay} from "../figures/days.js";
import {type ChangedFigure, type Comparison, itemWords, summary} from "../figures/versions.js";
import {typeset} from "../text/typeset.js";
import {type Child, h} from "./h.js";
import {empty} from "./page.js";
import {leading, numbered} from "./said.js";
import {choices, type Input, select} from "./select.js";
import {type Row, table} from "./table.js";

/** A freeze compared with the data as they are, or why it could not be. */
export type Version = Comparison | {name: string; fault: string};

const nameOf = (version: Version) => ("fault" in version ? version.name : version.before.name);

/** A picker of the freeze, the newest first; the choice is kept in the address (`?frozen=送审稿`). Nothing to choose: null. */
export function versionInput(versions: readonly Version[]): Input<Version | null> {
  if (versions.length === 0) return Object.assign(h("div", {hidden: true}), {value: null});
  const asked = new URLSearchParams(location.search).get("frozen");
  const options = versions.map((version, i) => ({value: i, label: nameOf(version)}));
  const picker = select({
    label: "冻结稿",
    options,
    value: Math.max(
      0,
      versions.findIndex(version => nameOf(version) === asked)
    )
  });
  const element = choices(picker) as unknown as Input<Version | null>;
  Object.defineProperty(element, "value", {get: () => versions[picker.value] ?? null});
  element.addEventListener(
    "input",
    () => {
      const query = new URLSearchParams(location.search);
      query.set("frozen", nameOf(versions[picker.value]!));
      history.replaceState(null, "", `?${query}${location.hash}`);
    },
    true
  );
  return element;
}

/** The comparison in a sentence, then the changed figures. */
export function versionLead(version: Version | null): HTMLElement {
  if (!version) return empty("还没有冻结稿。按下面的方法留存一份,重新生成网站后,这里列出此后变化的每个数字。");
  if ("fault" in version) return empty(`「${version.name}」不能比较:${version.fault}`);
  const {before, after, notes} = version;
  return h(
    "div",
    null,
    h("p", {class: "lead"}, summary(version)),
    h(
      "p",
      null,
      `「${before.name}」数据截至${fullDay(before.as_of)},现在的数据截至${fullDay(after.as_of)};报告年度${after.year}年。`
    ),
    notes.map(note => h("p", null, note))
  );
}

/** A part of the page under its heading; nothing where no freeze is compared. */
const part = (name: string, version: Version | null, make: (version: Comparison) => HTMLElement): HTMLElement =>
  version && !("fault" in version)
    ? h("section", null, h("h2", null, name), make(version))
    : h("section", {hidden: true});

/** Every figure that changed, the report year's first. */
export const changedFigures = (version: Version | null): HTMLElement => part("变化的数字", version, changedFiguresOf);

function changedFiguresOf(version: Comparison): HTMLElement {
  if (!version.figures.length) return empty(`没有变化:${version.compared}个数字都与冻结时相同。`);
  return table({
    label: "变化的数字",
    columns: [
      {key: "label", label: "指标"},
      {key: "year", label: "年度", format: year => `${year}年`},
      {key: "before", label: "原来", align: "end", format: led},
      {key: "after", label: "现在", align: "end", format: led},
      {key: "words", label: "相差", align: "end", format: led},
      {
        key: "printed",
        label: "报告写法",
        format: (_, {printedBefore, printedAfter, ...row}) =>
          printedBefore === printedAfter
            ? "不变"
            : [led(printedBefore ?? "—", row), " → ", led(printedAfter ?? "—", row)]
      },
      {key: "causes", label: "原因", format: causes => (causes as string[]).join("、")}
    ],
    rows: version.figures
  });
}

/** A number that leads to the page of its metric. */
const led = (text: unknown, {metric, year}: Row): Child =>
  text === null || text === undefined ? "无数据" : leading(metric, year, String(text));

/** Sentences of the documents before and after. */
export const changedSentences = (version: Version | null): HTMLElement =>
  part("读法不同的句子", version, changedSentencesOf);

function changedSentencesOf(version: Comparison): HTMLElement {
  if (!version.sentences.length) return empty("文稿的每一句都与冻结时相同。");
  return table({
    label: "读法不同的句子",
    columns: [
      {
        key: "template",
        label: "文稿",
        format: (name, {edited}) => `${name}${edited ? "(模板有改动)" : ""}`
      },
      {key: "before", label: "原来", format: (before, {after}) => marked(before, after, version.figures)},
      {key: "after", label: "现在", format: (after, {before}) => marked(after, before, version.figures)}
    ],
    rows: version.sentences
  });
}

/** A number of a sentence leads to the page of the changed figure that the sentence has named last. */
function ledBy(before: string, words: string, figures: readonly ChangedFigure[]): Child {
  const last = (label: string) => before.lastIndexOf(typeset(label));
  const [nearest] = figures.toSorted((a, b) => last(b.label) - last(a.label) || b.year - a.year);
  return nearest && last(nearest.label) >= 0 ? leading(nearest.metric, nearest.year, words) : words;
}

/** The sentence with what the other one does not say set off. */
function marked(text: unknown, other: unknown, figures: readonly ChangedFigure[]): Child {
  if (text === null) return "(没有这一句)";
  const [a, b] = [[...String(text)], [...String(other)]];
  const linked = (start: number, end: number) =>
    numbered(a.slice(start, end).join(""), (words, before) =>
      ledBy(a.slice(0, start).join("") + before, words, figures)
    );
  if (other === null) return linked(0, a.length);
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  // A number is set off whole.
  while (start > 0 && /[\d.]/.test(a[start - 1]!)) start--;
  while (end > 0 && /[\d.]/.test(a.at(-end)!)) end--;
  return h(
    "span",
    null,
    linked(0, start),
    start < a.length - end && h("strong", null, linked(start, a.length - end)),
    linked(a.length - end, a.length)
  );
}

/** What went in: files with their items, rules and targets, the program. */
export const changedInputs = (version: Version | null): HTMLElement =>
  part("输入、口径和程序", version, changedInputsOf);

function changedInputsOf(version: Comparison): HTMLElement {
  const {files, settings, programs} = version;
  if (files.length + settings.length + programs.length === 0)
    return empty("输入文件、参考表、口径和程序都与冻结时相同。");
  return table({
    label: "输入、口径和程序的变化",
    columns: [
      {key: "what", label: "事项"},
      {key: "name", label: "名称"},
      {key: "words", label: "变化", align: "start"}
    ],
    rows: [
      ...files.map(file => ({
        what: "输入文件",
        name: file.name,
        words: `${file.status}，${itemWords(file).replace(/^(?=新增|移除|改动)/, "条目")}`
      })),
      ...settings.map(({what, before, after}) => ({what: "口径和参考表", name: what, words: `${before} → ${after}`})),
      ...programs.map(line => ({what: "程序", name: line, words: "与冻结时不同"}))
    ]
  });
}

/** Which items; only where the dataset has them, in the analyst edition. */
export function changedItems(version: Version | null): HTMLElement | null {
  if (!version || "fault" in version || !version.items?.length) return null;
  return h(
    "section",
    null,
    h("h2", null, "变化的条目"),
    table({
      label: "变化的条目",
      columns: [
        {key: "number", label: "编号", format: number => String(number ?? "无编号")},
        {key: "title", label: "标题(现在的)", format: title => String(title ?? "—")},
        {key: "status", label: "变化"},
        {key: "columns", label: "改动的列", format: columns => (columns as string[]).join("、") || "—"},
        {key: "kind", label: "种类"},
        {key: "year", label: "年度", format: year => `${year}年`},
        {key: "file", label: "文件"}
      ],
      rows: version.items
    })
  );
}

/** How to freeze, verify and compare. */
export function versionGuide(year: number): HTMLElement {
  return table({
    label: "留存和比较的命令",
    columns: [
      {key: "command", label: "命令", format: command => h("code", null, String(command))},
      {key: "what", label: "作用"}
    ],
    rows: [
      {command: `npm run freeze -- --year ${year} --name 送审稿`, what: "把现在的数字、文稿和计算口径留存为「送审稿」"},
      {command: "npm run verify -- 送审稿", what: "用同样的输入重算一遍,核对留存的数字和文稿"},
      {command: "npm run diff -- 送审稿", what: "与现在的数据比较,另写出Excel;两份冻结稿也可以互相比较"}
    ]
  });
}
