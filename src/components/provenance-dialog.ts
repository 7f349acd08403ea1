import type {Book} from "../figures/book.js";
import {kindsOf, undatedNote, unreadNote} from "../figures/caption.js";
import {fullDay} from "../figures/days.js";
import type {Origin} from "../figures/figure.js";
import {covered} from "../figures/periods.js";
import type {SourceRow} from "../figures/tables.js";
import {targetsOf} from "../figures/targets.js";
import {kindOf} from "../kinds/index.js";
import {dimensionOf, exceeds} from "../metrics/dimensions.js";
import {applies, type CubeKind, type Filter, noFilter} from "../metrics/filters.js";
import {printedTarget} from "../metrics/format.js";
import {basisLabels, countedParts, type Metric} from "../metrics/index.js";
import {written} from "../metrics/round.js";
import {type Part, statement} from "../metrics/sql/index.js";
import {type Child, h} from "./h.js";
import {metricHref, named, partWords} from "./part-words.js";
import {itemRows, ledgerOf} from "./rows.js";
import {table} from "./table.js";

/** Opens what is to be said of a number; the focus goes back to `from` when it is closed. */
export function show(book: Book, at: Origin, text: string, from: HTMLElement) {
  const metric = book.metric(at.metric);
  const title = `${named(book, at)}${book.only}`;
  const heading = at.versus !== undefined ? text : at.part ? `${text}${metric.unit}` : book.exact(metric.id, at.year);
  const years = at.versus === undefined ? [at.year] : [at.year, at.versus];
  const dialog = h(
    "dialog",
    {class: "provenance", "aria-label": `${title}的出处`},
    h("h2", null, `${title}:${heading}`),
    h("button", {type: "button", class: "link close", onclick: () => dialog.close()}, "关闭"),
    h("p", null, h("a", {href: metricHref(metric.id, at.year)}, "这个指标的全部")),
    at.versus === undefined ? null : h("p", null, `${book.change(metric.id).words}。`),
    years.map(year => [
      years.length > 1 ? h("h3", {class: "year"}, `${year}年:${book.exact(metric.id, year)}`) : null,
      section(book, metric, year, at.part)
    ])
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    from.focus();
  });
  // A click beside the dialog closes it, as Esc does.
  dialog.addEventListener("click", event => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** What a figure of a year is, where it comes from, and what gives it. */
export function section(book: Book, metric: Metric, year: number, part?: Part): Child[] {
  return [
    facts(book, metric, year, part),
    h("h3", null, "算自哪些文件"),
    files(book, metric, year),
    h("h3", null, "得出这个数的 SQL"),
    query(book, metric, year, part),
    analyst() ? [h("h3", null, "数字背后的条目"), itemRows(book, metric, year, part)] : null
  ];
}

const analyst = () => document.querySelector<HTMLMetaElement>("meta[name=yearbook-edition]")?.content === "analyst";

function facts(book: Book, metric: Metric, year: number, part?: Part): HTMLElement {
  const figure = book.figure(metric.id, year);
  const {filtered} = book.tables;
  const range = covered(book, year, book.basisOf(metric.id));
  const undated = undatedNote(book, [metric.id]);
  const reason = book.reason(metric.id, year);
  const unread = unreadNote(book, [metric.id], [year]);
  const entries: [string, Child][] = [
    ...(reason ? [["无数据", `${reason}。`] as [string, Child]] : []),
    ...(unread ? [["不完整", `${unread}。`] as [string, Child]] : []),
    ["口径", `${book.rule(metric.id)}${undated ? `${undated}。` : ""}`],
    ["年度", `${basisLabels[book.basisOf(metric.id)]},${range}${book.isCut(metric.id) ? "(同期)" : ""}`],
    ...(part ? [["只计", partNote(metric, part)] as [string, Child]] : partsOf(book, metric, year)),
    ...ledgerFacts(book, metric, year),
    ...targetFacts(book, metric, year, range),
    ["截至", figure ? fullDay(figure.as_of) : "—"],
    ...(filtered ? [["筛选", filtered.words] as [string, Child]] : [])
  ];
  return h(
    "dl",
    null,
    entries.map(([term, text]) => [h("dt", null, term), h("dd", null, text)])
  );
}

/** What the ledger itself says of its figures: how they are counted and where they come from. */
function ledgerFacts(book: Book, metric: Metric, year: number): [string, Child][] {
  return ledgerOf(book, countedParts(book.catalogue, metric), year).flatMap(
    ({rule, origin: source}): [string, Child][] => [
      ["台账口径", rule || "台账没有填写"],
      ["台账来源", source || "台账没有填写"]
    ]
  );
}

/** The target of a metric in a year, with how far it is and how much of the year was over. */
function targetFacts(book: Book, metric: Metric, year: number, range: string): [string, Child][] {
  return targetsOf(book, year)
    .filter(target => target.metric.id === metric.id)
    .flatMap(({target, comparison, said, accrues, elapsed}): [string, Child][] => [
      ["目标", `${printedTarget(metric, target, comparison)},在 reference 文件夹的 targets.csv 中填写`],
      ["进度", said],
      ...(accrues ? [["时间已过", `${Math.floor(elapsed * 100 + 1e-9)}%(${range})`] as [string, Child]] : [])
    ]);
}

/** What a part is, and that items with several values are counted under each. */
function partNote(metric: Metric, part: Part): string {
  const several = "dimension" in part && exceeds(metric, dimensionOf(metric.kind, part.dimension));
  return `${partWords(metric, part)}${several ? "(可有几项,各项各计一次,各项之和大于总数)" : ""}`;
}

/** Numerator, denominator and the unrounded ratio; the terms of a sum; nothing for a count. */
function partsOf(book: Book, metric: Metric, year: number): [string, Child][] {
  const {formula} = metric;
  if (!formula) return [];
  const worded = (id: string) => `${book.metric(id).label} ${book.exact(id, year)}`;
  if (formula.type === "sum") {
    const minus = (formula.minus ?? []).map(id => ` − ${worded(id)}`);
    return [[minus.length ? "加减" : "相加", `${formula.of.map(worded).join(" + ")}${minus.join("")}`]];
  }
  if (formula.type === "least") {
    const all = formula.of.map(id => book.metric(id));
    const least = all.find(({id}) => book.value(id, year) === book.value(metric.id, year)) ?? all[0]!;
    return [...partsOf(book, least, year), ["取低者", `${all.map(({label}) => label).join("、")}中较低的一方`]];
  }
  const figure = book.figure(metric.id, year);
  return [
    ["分子", worded(formula.numerator)],
    ["分母", worded(formula.denominator)],
    ...(figure?.value != null
      ? [
          ["未取整", metric.unit === "%" ? `${written(figure.value * 100)}%` : String(written(figure.value))] as [
            string,
            Child
          ]
        ]
      : [])
  ];
}

function files(book: Book, metric: Metric, year: number): HTMLElement {
  const kinds = new Set<string>(kindsOf(book, [metric]));
  const basis = (kind: Metric["kind"]) => {
    if (kind === "multi") return "calendar";
    const {basis: own, alternative} = kindOf(kind);
    return alternative && book.basisOf(metric.id) === alternative ? alternative : own;
  };
  const rows = (book.tables.sources ?? []).filter(
    row => kinds.has(row.kind) && row.year === year && row.basis === basis(row.kind)
  );
  return table({
    label: `${year}年来源文件`,
    columns: [
      {key: "name", label: "文件"},
      {key: "rows", label: `${year}年采用(行)`},
      {key: "sha256", label: "SHA-256(前12位)", align: "start"}
    ],
    rows: rows satisfies SourceRow[]
  });
}

function query(book: Book, metric: Metric, year: number, part?: Part): HTMLElement {
  const basis = book.basisOf(metric.id) === "calendar" ? "calendar" : "session";
  const sql = statement(book.catalogue, metric, {
    view: book.viewOf(book.basisOf(metric.id)),
    basis,
    year,
    filter: filterOf(book, metric),
    part
  });
  const said = h("span", {role: "status"});
  const copy = async () => {
    await navigator.clipboard.writeText(sql);
    said.textContent = " 已复制";
  };
  return h(
    "div",
    null,
    h("pre", {tabindex: 0, "aria-label": `${year}年的 SQL`}, h("code", null, sql)),
    h("button", {type: "button", class: "link", onclick: copy}, "复制 SQL"),
    said
  );
}

/** The filter in force on the metric's own kind. */
export function filterOf(book: Book, metric: Metric): Filter {
  const filter = book.tables.filtered?.filter ?? noFilter;
  return metric.kind === "multi" || applies(filter, metric.kind as CubeKind) ? filter : noFilter;
}
