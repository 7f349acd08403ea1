import {mistyped} from "../../intake/nearest.js";
import {narrow} from "../../intake/text.js";
import {converted, differ, ratioOf} from "../../intake/units.js";
import type {Aggregate, Count, Operand} from "../count.js";
import {type Formula, references} from "../formula.js";
import type {Metric} from "../metric.js";
import {parseConditions} from "./conditions.js";
import {fail, TableFault, unknown} from "./fault.js";
import {
  basesOf,
  type CountedKind,
  fieldFinder,
  type NamedField,
  noneOwn,
  type OwnField,
  refuseItems,
  refuseNames,
  refuseParts
} from "./fields.js";
import {formulaText, parseFormula} from "./formula.js";
import {metricOf} from "./metric-of.js";
import {parsePrint} from "./print.js";
import {parseYears, type YearRule} from "./span.js";

/** A row of a table of metrics: its cells by field, as text, and where it stands. */
export interface MetricRow {
  file: string;
  line: number;
  cells: Readonly<Record<MetricColumn, string | null | undefined>>;
  /** What it is called where the office's level has another name; what names it so means it. */
  formerly?: string;
}

export type MetricColumn =
  | ("label" | "unit" | "source" | "aggregate" | "conditions" | "dimension" | "year" | "print" | "phrases" | "rule")
  | ("name" | "subset" | "month" | "side" | "shown" | "weight" | "settings");

/** A metric as its row says it; `by` is the field whose values each give a figure of their own. */
export interface ParsedMetric extends Metric {
  by?: Operand;
}

/** What a table of metrics is read against. */
export interface TableContext {
  kinds: readonly CountedKind[];
  own?: readonly OwnField[];
  /** The indicators that stand in the ledger. Before it is read, a formula may name what the tables do not. */
  ledger?: readonly string[];
  /** The units of the ledger's last years. */
  units?: ReadonlyMap<string, string>;
  /** There is no ledger: a name of a formula that is near one that is known is that one, written wrong. */
  noLedger?: boolean;
}

/**
 * Reads tables of metrics, ours first: a later table adds rows or replaces an entry by its label, or by its 代号 under
 * another label; what names the entry by the label before means it still.
 */
export function parseMetrics(
  tables: readonly (readonly MetricRow[])[],
  context: TableContext
): {metrics: ParsedMetric[]; faults: string[]} {
  const faults: string[] = [];
  const drafts = new Map<string, Draft>();
  const at = <T>({file, line}: {file: string; line: number}, make: () => T): T | null => {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof TableFault)) throw error;
      faults.push(`参考表 ${file} 第 ${line} 行：${error.message}。`);
      return null;
    }
  };
  for (const rows of tables) {
    const seen = new Map<string, MetricRow>();
    const before = new Map([...drafts].map(([key, {id}]) => [id, key]));
    const called = new Map([...drafts].flatMap(([key, {formerly = []}]) => formerly.map(old => [narrow(old), key])));
    for (const row of rows) {
      const draft = at(row, () => {
        const label = row.cells.label ?? fail("没有写指标的名称");
        const key = narrow(label);
        const same = seen.get(key);
        if (same) fail(`指标「${label}」与第 ${same.line} 行重复，请只保留一行`);
        seen.set(key, row);
        const entry = drafts.get(key) ?? drafts.get(before.get(row.cells.name ?? "") ?? called.get(key) ?? "");
        return entry
          ? draftOf(row.cells.source ? row : amended(entry.row, row), label, drafts.get(key), context)
          : first(row, label, context);
      });
      if (!draft) continue;
      const key = narrow(draft.label);
      const renamed = drafts.has(key) ? undefined : before.get(draft.id);
      if (renamed === undefined || seen.has(renamed)) drafts.set(key, draft);
      else {
        const {label, formerly = []} = drafts.get(renamed)!;
        drafts.set(renamed, {...draft, formerly: [...formerly, label]});
        seen.set(renamed, row);
      }
    }
  }
  const byId = new Map<string, Draft>();
  for (const draft of drafts.values()) {
    const other = byId.get(draft.id);
    if (other) at(draft.row, () => fail(`「${draft.label}」与「${other.label}」的代号相同（${draft.id}）`));
    byId.set(draft.id, draft);
  }
  const ledger = (label: string) => {
    if (context.noLedger && mistyped(label, labels.keys())) return unknown("指标", label, [...labels.keys()]);
    const draft = ofLedger(label, context);
    if (byId.has(draft.id)) return draft.id;
    byId.set(draft.id, draft);
    return draft.id;
  };
  const labels = new Map([...drafts].map(([key, {id}]) => [key, id]));
  for (const {label, id, formerly = []} of drafts.values())
    for (const each of [...formerly, label]) labels.set(narrow(each), id);
  for (const label of context.ledger ?? []) if (!labels.has(narrow(label))) labels.set(narrow(label), ledger(label));
  const inFormulas = new Map([...labels].map(([key, id]) => [formulaText(key), id]));
  const named = (label: string) => labels.get(narrow(label)) ?? unknown("指标", label, [...labels.keys()]);
  for (const draft of drafts.values())
    at(draft.row, () => {
      if (draft.formulaText)
        draft.formula = parseFormula(
          draft.formulaText,
          inFormulas,
          context.ledger ? undefined : ledger,
          draft.years.span !== undefined
        );
      if (draft.formula && references(draft.formula).includes(draft.id)) fail(`公式里不能有「${draft.label}」自己`);
      draft.print = parsePrint(draft.row.cells.print ?? "", named);
      if (draft.row.cells.subset) draft.subsetOf = named(draft.row.cells.subset);
    });
  // What leads into a circle is told by the first of its rows alone.
  const circled = new Set<string>();
  for (const draft of drafts.values()) at(draft.row, () => noCircle(draft, byId, circled));
  if (faults.length) return {metrics: [], faults};
  for (const draft of drafts.values()) at(draft.row, () => oneUnit(draft, byId, context));
  const metrics = [...drafts.values()].flatMap(draft => at(draft.row, () => metricOf(draft, byId)) ?? []);
  return {metrics: settled(metrics), faults};
}

export interface Draft
  extends Pick<ParsedMetric, "id" | "label" | "unit" | "count" | "formula" | "by" | "print" | "subsetOf" | "formerly"> {
  row: MetricRow;
  kind: CountedKind | null;
  formulaText: string | null;
  years: YearRule;
  at: string | null;
}

/** An indicator of the ledger that no table names. */
const ofLedger = (label: string, {kinds}: TableContext): Draft => ({
  row: {file: "", line: 0, cells: {} as MetricRow["cells"]},
  id: `indicators.${narrow(label)}`,
  label,
  unit: "",
  kind: kinds.find(({name}) => name === "indicators")!,
  formulaText: null,
  formula: null,
  count: ledgerCount(label),
  years: {},
  at: null
});

/** A row without 来源 changes of the entry that it names only what it says. */
function amended({cells}: MetricRow, row: MetricRow): MetricRow {
  const said = Object.entries(row.cells).filter(([, text]) => text !== null && text !== undefined);
  return {...row, cells: {...cells, ...Object.fromEntries(said)}};
}

/** The drafts of rows that change no other, with what they were read against: the same tables are read several times. */
const known = new WeakMap<MetricRow, {kinds: TableContext["kinds"]; own: TableContext["own"]; draft: Draft}>();

function first(row: MetricRow, label: string, context: TableContext): Draft {
  const {kinds, own} = context;
  const before = known.get(row);
  if (before?.kinds === kinds && before.own === own) return {...before.draft};
  const draft = draftOf(row, label, undefined, context);
  known.set(row, {kinds, own, draft: {...draft}});
  return draft;
}

const aggregates: Record<string, Aggregate> = {
  合计: "sum",
  求和: "sum",
  去重: "distinct",
  中位数: "median",
  平均: "mean",
  平均数: "mean",
  最大: "max",
  最大值: "max"
};

const ledgerNames = ["台账", "其他指标台账"];

function draftOf(row: MetricRow, label: string, before: Draft | undefined, context: TableContext): Draft {
  const {cells} = row;
  const source = cells.source ?? fail("没有写来源（提案、社情民意、履职活动、台账或指标）");
  const unit = (cells.unit ?? "").normalize("NFKC");
  const years = parseYears(cells.year ?? "");
  const old = row.formerly && row.formerly !== label ? {formerly: [row.formerly]} : {};
  const base = {row, label, unit, years, formula: null, formulaText: null, count: null, at: null, ...old};
  const id = (kind: string) =>
    before?.id ?? (cells.name?.includes(".") ? cells.name : `${kind}.${cells.name ?? narrow(label)}`);
  if (source === "指标") {
    const formulaText = cells.aggregate ?? fail("没有写公式，来源为指标时「统计」写 A ÷ B、A + B、A − B 或 较低(A, B)");
    if (cells.conditions || cells.dimension) fail("来源为指标的，不写条件和维度；请写在公式里的指标上");
    return {...base, id: id("multi"), kind: null, formulaText};
  }
  const kind = context.kinds.find(
    kind =>
      kind.label === source || kind.name === source || (ledgerNames.includes(source) && kind.name === "indicators")
  );
  if (!kind) {
    const known = context.kinds.map(({name, label}) => (name === "indicators" ? "台账" : label));
    return unknown("来源", source, [...known, "指标"]);
  }
  if (kind.name === "indicators") {
    if (cells.conditions || cells.dimension) fail("来源为台账的，不写条件和维度");
    if (years.basis === "session") fail("台账没有届次，年度只能按自然年");
    const named = cells.aggregate?.replace(/^(合计|求和)\s*[·:： ]?\s*/, "");
    if (!years.span && (!named || narrow(named) === narrow(label)))
      return {...base, id: id(kind.name), kind, count: ledgerCount(label)};
    if (!named || narrow(named) === narrow(label))
      fail("累计几年的要另起名称，「统计」写台账里的指标；台账里的指标本身是一年的数");
    if (!years.span) fail(`台账的指标不写统计；取台账里的「${named}」的，来源写“指标”，要累计的在「年度」写明几年`);
    return {...base, id: id("multi"), kind: null, formulaText: named};
  }
  if (years.basis && !basesOf(kind).includes(years.basis)) fail(`${kind.label}没有届次，年度只能按自然年`);
  const find = fieldFinder(kind, context.own ?? noneOwn);
  const {aggregate, field} = aggregateOf(cells.aggregate ?? "件数", find, unit);
  const where = cells.conditions ? parseConditions(cells.conditions, find) : [];
  if (cells.dimension) refuseParts(kind);
  const by = cells.dimension ? dimensionOf(kind, find(cells.dimension)) : undefined;
  const at = monthOf(cells.month ?? "", kind, find);
  return {...base, id: id(kind.name), kind, count: {aggregate, field, where}, ...(by ? {by} : {}), at};
}

/** The ledger's value of a label; of several lines, of which a check complains, the largest. */
export const ledgerCount = (label: string): Count => ({
  aggregate: "max",
  field: {name: "value", label: "数值", type: "number"},
  where: [{field: {name: "indicator", label: "指标", type: "text"}, test: "is", values: [label]}]
});

function aggregateOf(
  text: string,
  find: (header: string) => NamedField,
  unit: string
): {aggregate: Aggregate; field: Operand | null} {
  const plain = text.trim();
  if (/^(件数|篇数|项数|条数|计数|次数|数量)$/.test(plain)) return {aggregate: "count", field: null};
  const [, word, header] = /^(\S+?)\s*[·:： ]\s*(\S.*)$/.exec(plain) ?? [];
  const known = Object.keys(aggregates).find(each => plain.startsWith(each));
  const name = word && aggregates[word] ? word : known;
  if (!name)
    fail(
      `看不懂的统计“${text}”，可写：件数、合计 字段、去重 字段、中位数 字段、平均 字段、最大 字段；算式的来源写“指标”`
    );
  const of = name === word && header ? header : plain.slice(name.length).replace(/^[·:：\s]+/, "");
  if (!of) fail(`“${text}”没有写字段，如：${name} 字段`);
  const field = find(of);
  const aggregate = aggregates[name]!;
  const numeric = field.type === "integer" || field.type === "number";
  if (aggregate !== "distinct" && !numeric) fail(`「${field.label}」不是数，不能${name}；可以写“去重 ${field.label}”`);
  const times = aggregate === "distinct" ? 1 : timesOf(field, unit);
  const more = {...(field.unsaid ? {unsaid: true} : {}), ...(times === 1 ? {} : {times})};
  return {aggregate, field: {name: field.name, label: field.label, type: field.type, ...more}};
}

/** How many of a metric's unit one of the column is. */
function timesOf({label, unit: own = ""}: NamedField, unit: string): number {
  if (differ(own, unit)) fail(`「${label}」以${own}计，不能换算成单位“${unit}”；请把单位写成${own}或能与它换算的`);
  return (own && unit && ratioOf(own, unit)) || 1;
}

function dimensionOf(kind: CountedKind, field: NamedField): Operand {
  const {name, label, type} = field;
  refuseNames(field, "不能作维度");
  refuseItems(kind, field);
  if (type === "date" || type === "number" || type === "integer") fail(`「${label}」是数或日期，不能作维度`);
  return {name, label, type};
}

/** The date by which items fall into months: as named, 不分月, or the kind's own. */
function monthOf(text: string, {date}: CountedKind, find: (header: string) => NamedField): string | null {
  if (text === "") return date;
  if (text === "不分月") return null;
  const {name, label, type} = find(text);
  return type === "date" ? name : fail(`「${label}」不是日期，不能按它分月`);
}

function noCircle(draft: Draft, byId: ReadonlyMap<string, Draft>, circled: Set<string>) {
  const visit = (id: string, path: string[]): void => {
    const {formula, label} = byId.get(id)!;
    if (circled.has(id)) return;
    if (path.includes(id)) {
      for (const each of path) circled.add(each);
      fail(`公式成了一个圈：${[...path, id].map(each => byId.get(each)!.label).join(" → ")}`);
    }
    if (formula) for (const other of references(formula)) visit(other, [...path, id]);
    else if (label === "") return;
  };
  visit(draft.id, []);
}

/** Terms in other units are converted to that of their sum; what does not convert is no term of it. */
function oneUnit(draft: Draft, byId: ReadonlyMap<string, Draft>, {units}: TableContext): void {
  const {formula} = draft;
  if (!formula || formula.type === "ratio") return;
  const unitIn = ({count, unit, label}: Draft) => {
    const last = count?.field?.name === "value" ? units?.get(label) : undefined;
    // What the ledger writes otherwise than the table does is in the ledger's unit.
    return last !== undefined && (unit === "" || ratioOf(last, unit) === null) ? last : unit;
  };
  const ids = references(formula);
  const terms = ids.map(id => byId.get(id)!);
  const all = [draft, ...terms].map(each => ({label: each.label, unit: unitIn(each)})).filter(({unit}) => unit !== "");
  const [first, ...others] = all;
  const other = others.find(({unit}) => !addable(first!.unit, unit));
  if (other)
    fail(
      `「${first!.label}」的单位是${first!.unit}，「${other.label}」的单位是${other.unit}，不能换算，不能${formula.type === "least" ? "比大小" : "相加减"}；请改正公式或单位`
    );
  if (!first || first.unit === "%") return;
  const times = ids.flatMap((id, i) => {
    const ratio = ratioOf(unitIn(terms[i]!) || first.unit, first.unit) ?? 1;
    return ratio === 1 ? [] : [[id, ratio] as const];
  });
  if (times.length === 0) return;
  if (formula.type === "least") fail(`公式里的指标单位不同，不能比大小；请写成同一个单位`);
  draft.formula = {...formula, times: Object.fromEntries(times)};
}

/** What staff count together whatever it is called: 提案 of 件 and 信息 of 篇, 场 and 次. */
const together = [/^(件|篇|条|份|项|个|期)$/, /^(场|场次|次|个)$/];

const addable = (one: string, other: string) =>
  (one === "%") === (other === "%") &&
  (converted(1, one, other) !== null || together.some(units => units.test(one) && units.test(other)));

/** A formula over one kind is of that kind: its id says so, wherever it is named. */
function settled(metrics: ParsedMetric[]): ParsedMetric[] {
  const moved = new Map(
    metrics
      .filter(({id, kind}) => id.startsWith("multi.") && kind !== "multi")
      .map(({id, kind, name}) => [id, `${kind}.${name}`])
  );
  const to = (id: string) => moved.get(id) ?? id;
  const formula = (formula: Formula): Formula => {
    if (formula.type === "ratio")
      return {...formula, numerator: to(formula.numerator), denominator: to(formula.denominator)};
    if (formula.type === "least") return {...formula, of: formula.of.map(to)};
    const {of, minus, times} = formula;
    const moved = times && Object.fromEntries(Object.entries(times).map(([id, each]) => [to(id), each]));
    return {
      ...formula,
      of: of.map(to),
      ...(minus ? {minus: minus.map(to)} : {}),
      ...(moved ? {times: moved} : {})
    };
  };
  return metrics.map(metric => ({
    ...metric,
    id: to(metric.id),
    formula: metric.formula && formula(metric.formula),
    ...(metric.subsetOf ? {subsetOf: to(metric.subsetOf)} : {}),
    ...(metric.print?.all ? {print: {...metric.print, all: to(metric.print.all)}} : {})
  }));
}
