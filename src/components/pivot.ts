import type {Tables} from "../figures/tables.js";
import {kindOf} from "../kinds/index.js";
import {cubeKinds} from "../metrics/filters.js";
import type {Metric} from "../metrics/index.js";
import {chartRow} from "../pivot/own-chart.js";
import {metricRow} from "../pivot/own-metric.js";
import {byYear, fromAddress, measureOf, type Question, toAddress} from "../pivot/question.js";
import {type Shape, shapes} from "../pivot/shape.js";
import {carry} from "./carry.js";
import {csvCell} from "./download.js";
import {edition} from "./edition.js";
import {h} from "./h.js";
import type {KeptRows} from "./kept.js";
import {empty} from "./page.js";
import {answered, type Look, shownAnswer} from "./pivot-answer.js";
import {choices, measures} from "./pivot-controls.js";
import {type AxisChoice, type Ground, PivotData, type PivotFiles} from "./pivot-data.js";
import {type Show, shows} from "./pivot-table.js";

/**
 * 透视: a measure by rows and columns, chosen by clicking; its answer as chart and table, with rule and source. In the
 * analyst edition a cell opens the items behind it; elsewhere it is asked of what may be published. The question is
 * kept in the address.
 */
export function pivot(tables: Tables, files: PivotFiles): HTMLElement {
  const data = new PivotData(tables, files, edition());
  let question = started(data);
  const look: Look = {...lookIn(new URLSearchParams(location.search)), sorted: null};
  const controls = h("div", {class: "pivot-controls"});
  const result = h("div", {class: "pivot-result"}, h("p", {role: "status"}, "正在读取…"));
  const keeping = h("div", null);
  const element = h("div", {class: "pivot"}, controls, result, keeping);
  let turn = 0;
  let keepable = data.edition !== "published";
  let rows: (name: string) => KeptRows = () => ({});

  const ask = (next: Partial<Question>) => {
    const focus = focusIn(controls);
    question = settled({...question, ...next});
    look.sorted = null;
    void draw().then(() => focus(controls));
  };
  const restyle = (next: Partial<Look>) => {
    const focus = focusIn(element);
    Object.assign(look, next);
    void draw().then(() => focus(element));
  };

  const draw = async () => {
    const mine = ++turn;
    try {
      const ground = await data.ground(question);
      if (mine !== turn) return;
      const measure = measured(data, question, ground);
      const axes = data.axes(question.kind, measure, ground);
      question = within(question, measure, axes, ground);
      remember(question, look);
      const [asked, label] = [question, (id: string) => axes.find(({value}) => value === id)?.label ?? id];
      rows = name => {
        const metric = metricRow(asked, measure, data.columns, data.book.catalogue);
        const chart = chartRow(asked, measure, label, metric === null ? null : csvCell(name));
        return {...(metric === null ? {} : {metric}), ...(chart === null ? {} : {chart})};
      };
      controls.replaceChildren(...choices(data, question, measure, axes, ground, ask));
      const against = question.against
        ? measureOf(data.book.catalogue, question.kind, question.against, data.numbers(question.kind))
        : null;
      const shown = await answered(data, question, measure, against, ground);
      if (mine !== turn) return;
      result.replaceChildren(...shownAnswer(data, question, look, axes, shown, restyle));
      if (keepable) void keep();
      keepable = false;
    } catch (error) {
      if (mine === turn) result.replaceChildren(empty("数据读取失败，请刷新页面再试。"));
      throw error;
    }
  };
  void draw();
  return element;

  async function keep() {
    const {keepForm} = await import("./kept.js");
    keeping.replaceChildren(
      keepForm(name => ({
        address: `pivot.html${location.search}`,
        suggestion: result.querySelector(".subtitle, h2")?.textContent ?? "透视",
        ...rows(name)
      }))
    );
  }

  function settled(next: Question): Question {
    if (next.kind === question.kind) return next;
    const first = data.book.catalogue.all.find(({kind, part}) => kind === next.kind && !part)!;
    return {...next, ...beginning(data, next.kind, first.id)};
  }

  function within(asked: Question, measure: Metric, axes: readonly AxisChoice[], ground: Ground): Question {
    const has = (id: string | null) => id !== null && axes.some(({value}) => value === id);
    const basis = measure.bases.includes(asked.basis)
      ? asked.basis
      : measure.basis === "calendar"
        ? "calendar"
        : "session";
    const filters = Object.fromEntries(Object.entries(asked.filters).filter(([axis]) => has(axis)));
    const rows = has(asked.rows) ? asked.rows : null;
    const columns = has(asked.columns) && asked.columns !== rows ? asked.columns : null;
    const offered = data.years(rows, measure, ground);
    const years = asked.years.filter(year => offered.includes(year));
    const others = measures(data, asked.kind, ground).flatMap(({options}) => options.map(({value}) => value));
    const against =
      columns === null && rows !== null && rows !== byYear && others.includes(asked.against ?? "")
        ? asked.against!
        : null;
    return {...asked, basis, filters, rows, columns, against, years: years.length ? years : offered.slice(-1)};
  }
}

/** A question to begin with: what a reader most likely wants to see of a kind. */
function beginning({book, edition}: PivotData, kind: Question["kind"], measure: string) {
  const [first] = kind === "multi" ? [] : (kindOf(kind).dimensions ?? []);
  const complete = book.tables.years.filter(period => period.view === "year" && period.complete).map(({year}) => year);
  return {
    ...{
      kind,
      measure,
      rows: edition === "filters" ? null : (first?.id ?? null),
      columns: byYear,
      filters: {},
      view: "year"
    },
    years: book.years.filter(year => complete.includes(year)).slice(-5),
    basis: kind === "multi" ? ("calendar" as const) : kindOf(kind).basis
  };
}

function started(data: PivotData): Question {
  const asked = fromAddress(new URLSearchParams(location.search));
  const {catalogue, known} = data.book;
  const kinds = known.map(({kind}) => kind);
  const kind =
    asked.kind && kinds.includes(asked.kind) ? asked.kind : (cubeKinds.find(name => kinds.includes(name)) ?? kinds[0]!);
  const first = catalogue.all.find(metric => metric.kind === kind && !metric.part)!;
  const same = asked.kind === undefined || asked.kind === kind;
  return {...beginning(data, kind, first.id), ...(same ? asked : {}), kind};
}

function lookIn(query: URLSearchParams): Omit<Look, "sorted"> {
  const [show, shape] = [query.get("show"), query.get("shape")];
  return {
    show: show && Object.hasOwn(shows, show) ? (show as Show) : "value",
    shape: shape && Object.hasOwn(shapes, shape) ? (shape as Shape) : null,
    heat: query.get("heat") !== "0"
  };
}

function remember(question: Question, {show, shape, heat}: Look) {
  const query = toAddress(question);
  if (show !== "value") query.set("show", show);
  if (shape) query.set("shape", shape);
  if (!heat) query.set("heat", "0");
  history.replaceState(null, "", `?${query}${location.hash}`);
  // The links of the navigation open other pages, which know nothing of this question.
  carry("");
}

/** The measure of a question, the first of its kind where it asks for one that is not there. */
function measured(data: PivotData, {kind, measure}: Question, ground: Ground): Metric {
  const {catalogue} = data.book;
  const offered = measures(data, kind, ground).flatMap(({options}) => options.map(({value}) => value));
  return measureOf(catalogue, kind, offered.includes(measure) ? measure : offered[0]!, data.numbers(kind));
}

/** Remembers which control has the focus, by its place, to give it back when the controls are made anew. */
function focusIn(element: HTMLElement): (after: HTMLElement) => void {
  const all = (within: HTMLElement) => [...within.querySelectorAll<HTMLElement>("select, button, input, summary")];
  const active = document.activeElement as HTMLElement | null;
  const place = active ? all(element).indexOf(active) : -1;
  const open = [...element.querySelectorAll<HTMLDetailsElement>("details[open][data-field]")].map(
    ({dataset}) => dataset.field
  );
  return after => {
    for (const details of after.querySelectorAll<HTMLDetailsElement>("details[data-field]"))
      if (open.includes(details.dataset.field)) details.open = true;
    if (place >= 0) all(after)[place]?.focus({preventScroll: true});
  };
}
