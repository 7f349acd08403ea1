import {kindOf} from "../kinds/index.js";
import {cubeKinds} from "../metrics/filters.js";
import type {Metric} from "../metrics/index.js";
import type {AxisChoice, Ground, PivotData} from "./data.js";
import {measures} from "./measures.js";
import {byYear, fromAddress, measureOf, type Question} from "./question.js";

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

/** The question of an address, whole. */
export function started(data: PivotData, query: URLSearchParams): Question {
  const asked = fromAddress(query);
  const {catalogue, known} = data.book;
  const kinds = known.map(({kind}) => kind);
  const kind =
    asked.kind && kinds.includes(asked.kind) ? asked.kind : (cubeKinds.find(name => kinds.includes(name)) ?? kinds[0]!);
  const first = catalogue.all.find(metric => metric.kind === kind && !metric.part)!;
  const same = asked.kind === undefined || asked.kind === kind;
  // An address that names one axis wants no other.
  const split = asked.rows !== undefined || asked.columns !== undefined ? {rows: null, columns: null} : {};
  return {...beginning(data, kind, first.id), ...(same ? {...split, ...asked} : {}), kind};
}

/** The measure of a question, the first of its kind where it asks for one that is not there. */
export function measured(data: PivotData, {kind, measure}: Question, ground: Ground): Metric {
  const {catalogue} = data.book;
  const offered = measures(data, kind, ground).flatMap(({options}) => options.map(({value}) => value));
  return measureOf(catalogue, kind, offered.includes(measure) ? measure : offered[0]!, data.numbers(kind));
}

/** A question after a choice: of another kind it begins anew. */
export function settled(data: PivotData, question: Question, next: Question): Question {
  if (next.kind === question.kind) return next;
  const first = data.book.catalogue.all.find(({kind, part}) => kind === next.kind && !part)!;
  return {...next, ...beginning(data, next.kind, first.id)};
}

/** What an address asks for that its ground cannot answer, each as it stands there; empty where all of it can. */
export function lost(asked: Partial<Question>, got: Question): string[] {
  const {kind, measure, rows, columns, against, filters = {}} = asked;
  return [
    ...(kind && kind !== got.kind ? [`种类“${kind}”`] : []),
    ...(measure && measure !== got.measure ? [`指标“${measure}”`] : []),
    ...(rows && rows !== got.rows ? [axisLost(got.kind, "行", rows)] : []),
    ...(columns && columns !== got.columns ? [axisLost(got.kind, "列", columns)] : []),
    ...(against && against !== got.against ? [`对照“${against}”`] : []),
    ...Object.keys(filters)
      .filter(axis => !got.filters[axis])
      .map(axis => axisLost(got.kind, "筛选", axis))
  ];
}

/** A column of people is said to be one. */
function axisLost(kind: Question["kind"], what: string, id: string): string {
  const field = kind === "multi" ? undefined : kindOf(kind).fields[id];
  return `${what}“${id}”${field?.personal || field?.contact ? `（「${field.names[0]}」是姓名或联系方式）` : ""}`;
}

/** What of a question its ground can answer: axes, filters, years and the other measure that there are. */
export function within(
  data: PivotData,
  asked: Question,
  measure: Metric,
  axes: readonly AxisChoice[],
  ground: Ground
): Question {
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
