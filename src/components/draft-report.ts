import {type Checked, checkedPlace} from "../check/checked.js";
import {
  type Answers,
  answersFile,
  around,
  checkDraft,
  commentDocx,
  type DraftFile,
  type Finding,
  findingsPage,
  knownTo,
  parseAnswers,
  readDraft,
  splitsOf,
  tallyWords,
  unreadNotes
} from "../check/index.js";
import type {Book} from "../figures/book.js";
import type {ItemRow, MonthRow} from "../figures/tables.js";
import {StaffError} from "../intake/problem.js";
import {itemSets} from "../kinds/index.js";
import {typeset} from "../text/typeset.js";
import {download} from "./download.js";
import {h} from "./h.js";
import {inWorkbench} from "./in-workbench.js";
import {table} from "./table.js";

const classes = {不一致: "wrong", 请核对: "ask", 无法核对: "open", 一致: "right", 不是数据: "none"} as const;
const docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The figures by item and month that are fetched with the first draft. */
export interface Parts {
  items: readonly ItemRow[];
  months: readonly MonthRow[];
  /** Other names of items, by the table of units. */
  names: readonly {item: string; name: string}[];
}

/** Checks drafts against a book, and shows in `results` what each number is compared with. */
export function checker(
  book: Book,
  parts: Parts,
  {status, results}: {status: HTMLElement; results: HTMLElement}
): {text: (name: string, text: string) => void; file: (name: string, bytes: Uint8Array) => void} {
  const shown = itemSets.flatMap(name => book.tables[name] ?? []);
  const splits = splitsOf(book, [...shown, ...parts.items], [...(book.tables.months ?? []), ...parts.months]);
  const {figures, unread, ...known} = knownTo(book, splits, parts.names);
  const show = (name: string, read: DraftFile) => {
    const draft = {...read, notes: [...unreadNotes(unread), ...read.notes]};
    const answers = answersOf(name);
    const paragraphs = draft.docx !== null;
    const findings = checkDraft(draft.text, figures, {year: book.year, ...known, answers, paragraphs});
    const answer = (key: string, metric: string, is: boolean) => {
      keep(name, {...answers, [key]: {metric, is}});
      show(name, read);
    };
    results.replaceChildren(...report(name, draft, findings, book, answers, answer));
    note(name, findings);
    status.textContent = typeset(`${name}按${book.year}年的数据核对:${tallyWords(findings)}。`);
    results.querySelector("h2")?.focus();
  };
  /** The workbench says how the last draft stood. */
  const note = (name: string, findings: readonly Finding[]) => {
    if (!inWorkbench()) return;
    const count = (of: Finding["verdict"]) => findings.filter(({verdict}) => verdict === of).length;
    const checked: Checked = {
      ...{name, year: book.year, wrong: count("不一致"), ask: count("请核对")},
      fingerprint: book.tables.about[0]?.fingerprint ?? ""
    };
    localStorage.setItem(checkedPlace, JSON.stringify(checked));
  };
  return {
    text: (name, text) => show(name, {text, docx: null, notes: []}),
    file(name, bytes) {
      try {
        show(name, readDraft(name, bytes));
      } catch (error) {
        if (!(error instanceof StaffError)) throw error;
        results.replaceChildren();
        status.textContent = typeset(error.message);
      }
    }
  };
}

const place = (name: string) => `核稿:${name}`;

/** What was said of the draft's numbers before, kept in this browser only. */
function answersOf(name: string): Answers {
  return parseAnswers(localStorage.getItem(place(name)) ?? "{}") ?? {};
}

function keep(name: string, answers: Answers): void {
  localStorage.setItem(place(name), JSON.stringify(answers));
}

type Answer = (key: string, metric: string, is: boolean) => void;

/** 这是, 不是这个指标: for numbers that may be a figure. */
function choices({key, metric, label, verdict}: Finding, answer: Answer): HTMLElement | null {
  if (!key || !metric || (verdict !== "请核对" && verdict !== "不一致")) return null;
  const button = (words: string, is: boolean) =>
    h("button", {type: "button", "aria-label": `${words}:${label}`, onclick: () => answer(key, metric, is)}, words);
  return h(
    "span",
    {class: "answers"},
    verdict === "请核对" ? button("这是这个指标", true) : null,
    button("不是这个指标", false)
  );
}

function report(
  name: string,
  draft: DraftFile,
  findings: readonly Finding[],
  book: Book,
  answers: Answers,
  answer: Answer
): HTMLElement[] {
  const base = name.replace(/\.\w+$/, "");
  const order = Object.keys(classes);
  const listed = findings
    .map((finding, i) => ({finding, i}))
    .filter(({finding}) => finding.verdict !== "不是数据")
    .sort(
      (a, b) => order.indexOf(a.finding.verdict) - order.indexOf(b.finding.verdict) || a.finding.start - b.finding.start
    );
  const page = () => new Blob([findingsPage(name, draft.text, findings, book.year, draft.notes)], {type: "text/html"});
  const {docx} = draft;
  return [
    h("h2", {tabindex: "-1"}, `核对结果:${tallyWords(findings)}`),
    ...draft.notes.map(note => h("p", null, note)),
    h(
      "div",
      {class: "findings"},
      table({
        label: "逐个数字的核对结果",
        columns: [
          {key: "verdict", label: "结论"},
          {
            key: "place",
            label: "原文",
            align: "start",
            format: (_, {i, finding}) => h("a", {href: `#number-${i}`}, around(draft.text, finding))
          },
          {key: "label", label: "指标"},
          {key: "should", label: "应为", align: "start"},
          {
            key: "reason",
            label: "说明",
            align: "start",
            format: (_, {finding}) => h("span", null, finding.reason, choices(finding, answer))
          }
        ],
        rows: listed.map(({finding, i}) => ({
          i,
          finding,
          verdict: finding.verdict,
          label: finding.label,
          should: finding.should_read,
          reason: finding.reason
        }))
      })
    ),
    h(
      "div",
      {class: "downloads"},
      docx
        ? download(
            "下载带批注的副本",
            `${base}_核稿.docx`,
            () => new Blob([commentDocx(docx, [...findings]) as Uint8Array<ArrayBuffer>], {type: docxType})
          )
        : null,
      download("下载核对结果", `${base}_核稿.html`, page),
      Object.keys(answers).length > 0
        ? download(
            "下载答复",
            answersFile(name),
            () => new Blob([JSON.stringify(answers, null, 2)], {type: "application/json"})
          )
        : null
    ),
    h("h2", null, "草稿全文"),
    h("div", {class: "draft-text"}, ...marked(draft.text, findings))
  ];
}

/** The draft, a paragraph a line, with every number marked by its verdict. The draft's text stays text. */
function marked(text: string, findings: readonly Finding[]): HTMLElement[] {
  let at = 0;
  return text.split("\n").flatMap(line => {
    const [from, to] = [at, at + line.length];
    at = to + 1;
    if (!line.trim()) return [];
    const children: (string | HTMLElement)[] = [];
    let done = from;
    for (const [i, finding] of findings.entries()) {
      if (finding.start < done || finding.start >= to) continue;
      const end = Math.min(finding.end, to);
      children.push(shown(done, finding.start), mark(finding, i, shown(finding.start, end)));
      done = end;
    }
    return [h("p", null, ...children, shown(done, to))];
  });

  /** A break within a paragraph is a line feed on the page. */
  function shown(start: number, end: number): string {
    return text.slice(start, end).replaceAll("\v", "\n");
  }
}

function mark(finding: Finding, i: number, text: string): HTMLElement {
  const said = [
    finding.verdict,
    finding.label,
    finding.should_read ? `应为${finding.should_read}` : "",
    finding.reason
  ];
  return h(
    "mark",
    {class: `verdict-${classes[finding.verdict]}`, id: `number-${i}`, title: said.filter(Boolean).join(",")},
    text
  );
}
