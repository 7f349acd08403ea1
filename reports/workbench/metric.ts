import type {DuckDBConnection} from "@duckdb/node-api";
import {catalogueOver} from "../../loaders/catalogue.js";
import {inputs} from "../../loaders/files.js";
import {type ReferenceTables, readReference} from "../../loaders/ingest/reference.js";
import {unknownIn} from "../../loaders/unknown.js";
import {openWarehouse} from "../../loaders/warehouse.js";
import {widen} from "../../src/intake/columns.js";
import {StaffError} from "../../src/intake/problem.js";
import type {Field} from "../../src/intake/source.js";
import {narrow} from "../../src/intake/text.js";
import {kindOf, kinds} from "../../src/kinds/index.js";
import type {Kind} from "../../src/kinds/kind.js";
import {exact} from "../../src/metrics/format.js";
import {type Catalogue, countedParts, type Metric} from "../../src/metrics/index.js";
import {facts, name, statement} from "../../src/metrics/sql/index.js";
import {namesItem} from "../../src/metrics/table/index.js";
import {typeset} from "../../src/text/typeset.js";
import type {Composed, FieldOffer, Offers, Preview} from "../../src/workbench/state.js";
import {spoken} from "./spoken.js";
import {addRow, sheetOf, trial, withRow} from "./tables.js";

/** So many years of a metric are shown before it is saved. */
const shownYears = 5;
/** A field of more words than these is no list to choose from. */
const fewWords = 40;

/** What a metric can be composed of, with the words that stand in the office's own exports. Throws StaffError. */
export async function offers(): Promise<Offers> {
  const read = await readReference((await inputs()).reference);
  return using(async connection => {
    const offered: Offers["kinds"] = [];
    const {all} = await catalogueOver(connection, read.metrics);
    for (const kind of kinds)
      if (kind.name !== "indicators") {
        const fields = await fieldOffers(connection, kind, read, all);
        offered.push({label: kind.label, unit: unitOf(all, kind.name, null) ?? "件", fields});
      }
    return {kinds: offered, metrics: all.map(({label, unit}) => ({label, unit}))};
  });
}

/** In what metrics give the sum of a field, or the number of items; the most of them, the first where as many. */
function unitOf(all: readonly Metric[], kind: string, field: string | null): string | null {
  const summed = ({count}: Metric) =>
    field === null ? count?.aggregate === "count" : count?.aggregate === "sum" && count.field?.name === field;
  const units = all.filter(metric => metric.kind === kind && summed(metric)).map(({unit}) => unit);
  const times = (unit: string) => units.filter(each => each === unit).length;
  return units.sort((a, b) => times(b) - times(a))[0] ?? null;
}

/** A unit that stands in a header: 捐款(万元), 建议条数, 服务人次. */
const inHeader = (label: string): string =>
  /[(（]([^()（）]{1,4})[)）]/.exec(label)?.[1] ??
  /(人次|场次|件次|批次|篇次|个数|人数|条数|件数|次数|天数|篇数|册数|户数)$/
    .exec(label)?.[1]
    ?.replace(/(?<=.)数$/, "") ??
  "";

async function fieldOffers(
  connection: DuckDBConnection,
  kind: Kind,
  read: ReferenceTables,
  all: readonly Metric[]
): Promise<FieldOffer[]> {
  const declared = Object.entries(kind.fields)
    .filter(([, {contact}]) => !contact)
    .map(([field, {names, type, personal = false}]) => ({field, label: names[0]!, type, names: personal}));
  const derived = Object.entries(kind.derived ?? {}).map(([field, {label, type}]) => ({
    ...{field, label, type, names: false}
  }));
  const own = read.metrics.own
    .filter(({kind: of}) => of === kind.name)
    .map(({field, label, type, personal = false}) => ({field, label, type, names: personal}));
  const offered: FieldOffer[] = [];
  for (const {field, label, type, names} of [...declared, ...derived, ...own]) {
    const words = names ? [] : await wordsOf(connection, kind, field, type, kind.fields[field]);
    const unit =
      type === "integer" || type === "number" ? inHeader(label) || (unitOf(all, kind.name, field) ?? "") : "";
    offered.push({label, type, words, unit, names, single: namesItem(kind, field)});
  }
  return offered;
}

/** The words of a field: of a code as declared, else as they stand in the office's exports where they are few. */
async function wordsOf(
  connection: DuckDBConnection,
  kind: Kind,
  field: string,
  type: Field["type"],
  declared: Field | undefined
): Promise<string[]> {
  if (type === "flag") return ["是", "否"];
  const coded = type === "code" ? Object.values(declared?.values ?? {}).map(([word]) => word!) : [];
  if (coded.length && !declared?.open) return coded;
  if (!["text", "list", "code"].includes(type)) return [];
  const each = type === "list" ? `unnest(${name(field)})` : name(field);
  const found = await rowsOf<{word: string}>(
    connection,
    `select distinct word from (select ${each} as word from ${facts[kind.name as keyof typeof facts]} where view = 'year') where word is not null order by word limit ${fewWords + 1}`
  );
  return found.length > fewWords ? coded : [...new Set([...coded, ...found.map(({word}) => word)])];
}

/** What a metric that is being composed would be; nothing is written. Throws StaffError where the exports cannot be read. */
export async function previewOf(said: Composed): Promise<Preview> {
  const nothing = {rule: "", replaces: false, years: []};
  if (said.label.trim() === "") return {...nothing, faults: ["先写指标的名称。"]};
  const {read, faults} = await trial(
    "own_metrics",
    withRow("own_metrics", await sheetOf("own_metrics"), cellsOf(said), inPlace)
  );
  if (!read) return {...nothing, faults: faults.map(fault => spoken(fault).replace(/^\S+?第\d+行：/, ""))};
  try {
    return await using(async connection => {
      const catalogue = await catalogueOver(connection, read.metrics);
      const metric = catalogue.byLabel(said.label)!;
      const key = narrow(said.label);
      return {
        faults: [],
        rule: typeset(metric.rule),
        replaces: read.metrics.rows[0]!.some(({cells}) => narrow(cells.label ?? "") === key),
        years: await yearsOf(connection, catalogue, metric, widen(kinds, read.context) as readonly Kind[])
      };
    });
  } catch (error) {
    if (!(error instanceof StaffError)) throw error;
    return {...nothing, faults: error.message.split("\n").map(spoken)};
  }
}

/** Adds the metric to the office's table. Throws StaffError on one that means nothing; then nothing is written. */
export async function addMetric(said: Composed): Promise<string> {
  await addRow("own_metrics", cellsOf(said), inPlace);
  return `指标「${said.label}」已保存`;
}

/** One that is composed again takes the place of the one of its name, under the code that it had. */
const inPlace = {instead: ["指标"], rest: true};

const cellsOf = ({label, unit, source, aggregate, conditions, dimension, year, print, phrases}: Composed) => ({
  ...{指标: label.trim(), 单位: unit.trim(), 来源: source, 统计: aggregate, 条件: conditions},
  ...{维度: dimension, 年度: year, 印法: print, 说法: phrases.trim()}
});

async function yearsOf(
  connection: DuckDBConnection,
  catalogue: Catalogue,
  metric: Metric,
  known: readonly Kind[]
): Promise<Preview["years"]> {
  const lacking = (await unknownIn(connection, catalogue, known)).unknown.filter(
    ({metric: of, basis, dimension}) => of === metric.id && basis === metric.basis && dimension === null
  );
  const years = await rowsOf<{year: number}>(
    connection,
    `select distinct year::integer as year from (${countedParts(catalogue, metric).map(recorded).join(" union all ")}) where year is not null order by year desc limit ${shownYears}`
  );
  const found: Preview["years"] = [];
  for (const {year} of years.reverse()) {
    const why = lacking.find(each => each.year === year)?.reason ?? null;
    const asked = {view: "year", basis: metric.basis === "mixed" ? undefined : metric.basis, year};
    const [row] = why ? [] : await rowsOf<{value: number | null}>(connection, statement(catalogue, metric, asked));
    const value = row?.value ?? null;
    found.push({
      year,
      value: value === null ? null : exact(metric, value),
      why: value === null ? typeset(why ?? "本年无数据") : null
    });
  }
  return found;
}

/** The years of which the exports have records, as a metric counts them. */
function recorded({kind, basis}: Metric): string {
  const counted = kindOf(kind).alternative ? ` and basis = '${basis}'` : "";
  return `select year from ${facts[kind as keyof typeof facts]} where view = 'year'${counted}`;
}

async function using<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const {connection, close} = await openWarehouse();
  try {
    return await work(connection);
  } finally {
    close();
  }
}

const rowsOf = async <T>(connection: DuckDBConnection, sql: string): Promise<T[]> =>
  (await connection.runAndReadAll(sql)).getRowObjectsJS() as T[];
