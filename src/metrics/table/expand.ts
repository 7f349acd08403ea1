import {narrow} from "../../intake/text.js";
import {ratioOf} from "../../intake/units.js";
import {type Catalogue, catalogueOf} from "../catalogue.js";
import type {Operand} from "../count.js";
import type {Metric} from "../metric.js";
import {ledgerCount, type ParsedMetric} from "./rows.js";
import {ledgerWords} from "./words.js";

/** A value that stands in a field of a kind's items, with its label. */
export interface FieldValue {
  kind: string;
  field: string;
  value: string | boolean;
  label: string;
  /** Other words by which drafts speak of it: A类. */
  called?: readonly string[];
}

/** A line of the ledger of the last year that an indicator stands in. */
export interface LedgerIndicator {
  indicator: string;
  unit: string | null;
  rule: string | null;
  /** All units that its years are written in. */
  units?: readonly string[] | null;
}

/** The fields of which a catalogue needs the values: those that are a metric's 维度. */
export const fieldsSplit = (metrics: readonly ParsedMetric[]): {kind: string; field: Operand}[] => {
  const found = new Map<string, {kind: string; field: Operand}>();
  for (const {kind, by} of metrics) if (by) found.set(`${kind} ${by.name}`, {kind, field: by});
  return [...found.values()];
};

/**
 * The catalogue of an office: the metrics of its tables, for a metric with 维度 one for each value with its share of the
 * whole, and the indicators of its ledger that no table names. `elsewhere`: the ledgers are of several offices, and the
 * tables say in what unit they are compared.
 */
export function expanded(
  metrics: readonly ParsedMetric[],
  values: readonly FieldValue[],
  ledger: readonly LedgerIndicator[],
  elsewhere = false
): Catalogue {
  // What an office has renamed is still meant by its former name: no value may take it.
  const known = new Set(metrics.flatMap(({label, formerly = []}) => [label, ...formerly].map(narrow)));
  const split = metrics.flatMap(metric =>
    metric.by ? [whole(metric), ...itemsOf(metric, metric.by, values, known)] : [metric]
  );
  const lines = new Map(ledger.map(line => [line.indicator, line]));
  const named = split.map(metric => {
    const line = metric.kind === "indicators" && metric.count ? lines.get(metric.label) : undefined;
    if (!line) return metric;
    const rule = line.rule && metric.rule === ledgerWords(metric.label) ? ruleOf(line.rule) : metric.rule;
    return inItsUnit({...metric, rule}, line, elsewhere);
  });
  const own = ledger
    .filter(({indicator}) => !known.has(narrow(indicator)))
    .map(line => inItsUnit(ofLedger(line), line, elsewhere));
  return catalogueOf(unique([...named, ...own]));
}

/** Of values that give the same label the first has a figure. */
function unique(metrics: readonly Metric[]): Metric[] {
  const rows = metrics.filter(({item}) => !item);
  const labels = new Set(rows.flatMap(({label, formerly = []}) => [label, ...formerly].map(narrow)));
  const dropped = new Set<string>();
  return metrics.filter(({id, item, label}) => {
    if (!item) return true;
    const taken = labels.has(narrow(label)) || dropped.has(id.replace(/:share$/, ""));
    if (taken) dropped.add(id);
    labels.add(narrow(label));
    return !taken;
  });
}

const filled = (text: string, value: string) => text.replace(/[{\uff5b]值[}\uff5d]/g, value);
const hasPlace = (text: string) => /[{\uff5b]值[}\uff5d]/.test(text);

/** All values together: what the shares are of. */
function whole({by, ...metric}: ParsedMetric): Metric {
  const label = hasPlace(metric.label) ? filled(metric.label, `全部${by!.label}`) : metric.label;
  const {phrases, ...rest} = metric;
  return {...rest, label, part: true, split: by!.name};
}

/** `taken`: the labels of rows; a value that would give one of them says that it is that alone, …（仅区领导）. */
function itemsOf(
  {by: _, formerly: __, ...metric}: ParsedMetric,
  by: Operand,
  values: readonly FieldValue[],
  taken: ReadonlySet<string>
): Metric[] {
  return values
    .filter(({kind, field}) => kind === metric.kind && field === by.name)
    .flatMap(({value, label: said, called = []}) => {
      const id = `${metric.id}:${value}`;
      const plain = hasPlace(metric.label) ? filled(metric.label, said) : `${metric.label}：${said}`;
      const label = taken.has(narrow(plain)) ? `${plain}（仅${said}）` : plain;
      const phrases = [
        ...(metric.phrases ?? [])
          .filter(hasPlace)
          .flatMap(phrase => [said, ...called].map(each => filled(phrase, each))),
        ...called
      ];
      const {name: field} = by;
      const test = {field: by, test: "is" as const, values: [value], ...(value === said ? {} : {words: [said]})};
      const count = metric.count!;
      const one: Metric = {
        ...metric,
        id,
        name: id.slice(id.indexOf(".") + 1),
        label,
        rule: `${metric.rule}${by.label}为${said}的。`,
        count: {...count, where: [...count.where, test]},
        subsetOf: metric.id,
        item: {of: metric.id, dimension: field, value: said},
        minor: true,
        phrases
      };
      const share: Metric = {
        ...one,
        id: `${id}:share`,
        name: `${one.name}:share`,
        label: `${label}占比`,
        unit: "%",
        rule: `${label}除以${whole({...metric, by}).label}。`,
        count: null,
        formula: {type: "ratio", numerator: id, denominator: metric.id},
        at: null,
        adds: false,
        subsetOf: undefined,
        print: undefined,
        phrases: phrases.map(phrase => `${phrase}占比`)
      };
      return count.aggregate === "count" || count.aggregate === "sum" ? [one, share] : [one];
    });
}

/**
 * A line of the ledger in one unit: its metric's, or that of its last year where the office measures something else than
 * our table does.
 */
function inItsUnit(metric: Metric, {unit: last, units}: LedgerIndicator, elsewhere: boolean): Metric {
  const other = last !== null && !elsewhere && ratioOf(last, metric.unit) === null;
  const unit = narrow(other ? last : metric.unit);
  const others = (units ?? []).filter(each => each !== unit);
  if (others.length === 0) return unit === metric.unit ? metric : {...metric, unit};
  const worth = others.flatMap(each => {
    const times = ratioOf(each, unit);
    return times === null ? [] : [[each, times]];
  });
  return {...metric, unit, units: Object.fromEntries(worth)};
}

const ruleOf = (rule: string) => `${rule.replace(/[。.]$/, "")}。`;

/** An indicator that stands in the ledger is a metric by that alone. */
function ofLedger({indicator, unit, rule}: LedgerIndicator): Metric {
  const name = narrow(indicator);
  return {
    id: `indicators.${name}`,
    kind: "indicators",
    name,
    label: indicator,
    unit: unit ?? "",
    rule: rule ? ruleOf(rule) : ledgerWords(indicator),
    count: ledgerCount(indicator),
    formula: null,
    basis: "calendar",
    bases: ["calendar"],
    at: null,
    adds: false,
    part: false,
    settings: []
  };
}
