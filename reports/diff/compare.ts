import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {WarehouseOptions} from "../../loaders/warehouse.js";
import {catalogueIn} from "../../src/figures/scope.js";
import type {FigureRow} from "../../src/figures/tables.js";
import type {
  ChangedFigure,
  ChangedFile,
  ChangedItem,
  ChangedSetting,
  Comparison,
  Side
} from "../../src/figures/versions.js";
import {isOfFile} from "../../src/intake/read.js";
import {differenceOf} from "../../src/metrics/change.js";
import {exact, printed, printedTarget} from "../../src/metrics/format.js";
import {kindLabels, type Metric} from "../../src/metrics/index.js";
import {rounded} from "../../src/metrics/round.js";
import {plain} from "../../src/text/plain.js";
import {type Frozen, whole} from "../freeze/frozen.js";
import {compareItems, type ItemChange, type ItemCount, titlesOf} from "../freeze/items.js";
import {secret} from "../freeze/secret.js";
import {codeHash, computing, openPresent} from "../freeze/state.js";
import {templates} from "../story/templates.js";
import {causes, type Figures, figureKey, sameFigure, wholeYears} from "./causes.js";
import {partsSaid} from "./parts.js";
import {changedSentences} from "./sentences.js";
import {type Version, versionFrozen, versionNow} from "./version.js";

export interface CompareOptions extends WarehouseOptions {
  /** With every item that is new, gone or changed. */
  items?: boolean;
}

/**
 * Everything that differs between a freeze and another one, or what is computed now. Throws StaffError where the
 * inputs of now cannot be read.
 */
export async function compare(
  frozen: Frozen,
  other: Frozen | null,
  {items = false, ...options}: CompareOptions = {}
): Promise<Comparison> {
  for (const each of other ? [frozen, other] : [frozen]) await whole(each);
  const scratch = await mkdtemp(join(tmpdir(), "yearbook-compare-"));
  try {
    const {year, asked} = frozen.manifest;
    const now = await codeHash(computing);
    const before = await versionFrozen(frozen, now);
    const after = other
      ? {...(await versionFrozen(other, now)), faults: []}
      : await versionNow(options, {year, template: asked.template, scratch});
    const comparable = before.key !== null && before.key === after.key;
    const differences = comparable ? await compareItems(before.items, after.items) : {counts: [], items: []};
    const why = await causes(before, after);
    const figures = changedFigures(before, after, why.of);
    const elsewhere = other || !asked.template ? [] : (await templates()).map(({name}) => name);
    const texts = [...new Set([...before.texts.keys(), ...after.templates.keys(), ...elsewhere])].sort();
    const uncompared = texts.filter(
      name => before.year !== after.year || !(before.texts.has(name) && after.texts.has(name))
    );
    return {
      before: side(before),
      after: side(after),
      figures,
      compared: new Set([...wholeYears(before.tables.figures).keys(), ...wholeYears(after.tables.figures).keys()]).size,
      files: changedFiles(before, after, differences.counts),
      settings: changedSettings(before, after),
      programs: changedPrograms(before, after),
      sentences: before.year === after.year ? changedSentences(before, after) : [],
      uncompared,
      notes: [
        ...(figures.length ? why.notes : []),
        ...after.faults,
        ...absent(before, after),
        ...(comparable
          ? []
          : ["两边的条目摘要不是用同一把密钥算的（data/freeze-key.txt 换过，或是旧版留存的），没有逐条比较。"]),
        ...(before.year === after.year ? [] : ["两份冻结稿的报告年度不同,文稿不作比较。"])
      ],
      ...(items ? {items: await named(differences.items, other ? null : options)} : {})
    };
  } finally {
    await rm(scratch, {recursive: true, force: true});
  }
}

/** Why documents were not compared that only one side has. */
function absent(before: Version, after: Version): string[] {
  const only = (a: Version, b: Version) => [...a.templates.keys()].filter(name => !b.templates.has(name)).join("、");
  const told = (names: string, {name}: Version) => (names ? [`「${name}」里没有文稿 ${names},没有比较。`] : []);
  return [...told(only(after, before), before), ...told(only(before, after), after)];
}

const side = ({name, year, as_of, sample}: Version): Side => ({name, year, as_of, sample});

/** The metrics of now in their order, then those that only the earlier one has. */
function both(before: Version, after: Version): Metric[] {
  const now = catalogueIn(after.tables);
  return [...now.all, ...catalogueIn(before.tables).all.filter(({id}) => !now.has(id))];
}

function changedFigures(
  before: Version,
  after: Version,
  why: (metric: string, year: number) => ChangedFigure["causes"]
): ChangedFigure[] {
  const [was, is] = [wholeYears(before.tables.figures), wholeYears(after.tables.figures)];
  const years = [...new Set([...was.values(), ...is.values()].map(({year}) => year))].sort((a, b) => b - a);
  const ordered = [after.year, ...years.filter(year => year !== after.year)];
  return ordered.flatMap(year =>
    both(before, after).flatMap(metric => {
      const key = figureKey({metric: metric.id, year});
      const [a, b] = [was.get(key), is.get(key)];
      return sameFigure(a, b) ? [] : [changedFigure(metric, year, a, b, was, is, why(metric.id, year))];
    })
  );
}

function changedFigure(
  metric: Metric,
  year: number,
  a: FigureRow | undefined,
  b: FigureRow | undefined,
  was: Figures,
  is: Figures,
  causes: ChangedFigure["causes"]
): ChangedFigure {
  const rate = metric.unit === "%";
  const [from, to] = [a?.value ?? null, b?.value ?? null];
  const difference = from !== null && to !== null ? (to - from) * (rate ? 100 : 1) : null;
  const asPrinted = (row: FigureRow | undefined, all: Figures) =>
    row?.said ? row.said : row ? printed(metric, row.value, id => all.get(figureKey({metric: id, year}))?.value) : null;
  return {
    metric: metric.id,
    label: metric.label,
    unit: metric.unit,
    year,
    before: said(metric, a),
    after: said(metric, b),
    difference,
    words: !b ? "不再有数据" : difference === null ? "原来没有数据" : differenceWords(metric, difference, from!, to!),
    printedBefore: asPrinted(a, was),
    printedAfter: asPrinted(b, is),
    causes
  };
}

function said(metric: Metric, row: FigureRow | undefined): string | null {
  if (!row) return null;
  const value = exact(metric, row.value);
  return metric.unit === "%" ? `${value}${partsSaid(row)}` : value;
}

/** How far a figure has moved, with as many decimals as its values print with. */
export function differenceWords(metric: Metric, difference: number, from: number, to: number): string {
  if (difference === 0) return "比率未变,分子分母有变";
  const rate = metric.unit === "%";
  const size = rate ? rounded(Math.abs(difference), 2) : differenceOf(metric, to, from);
  return `${difference > 0 ? "+" : "−"}${size === 0 ? "不足0.01" : plain(size)}${rate ? "个百分点" : metric.unit}`;
}

function changedFiles(before: Version, after: Version, counts: readonly ItemCount[]): ChangedFile[] {
  const read = [...(before.tables.files ?? []), ...(after.tables.files ?? [])];
  const was = renamed(before, after);
  const names = [...new Set([...after.exports, ...before.exports].map(({name}) => name))]
    .filter(name => ![...was.values()].includes(name))
    .sort();
  return names
    .map(name => {
      const old = was.get(name);
      const own = counts.filter(({file}) => isOfFile(file, name) || (old !== undefined && isOfFile(file, old)));
      const sum = (of: "added" | "removed" | "changed") => own.reduce((total, count) => total + count[of], 0);
      const kinds = [...new Set(read.flatMap(file => (file.kind && isOfFile(file.name, name) ? [file.kind] : [])))];
      return {
        name: old ? `${old} → ${name}` : name,
        kind: kinds.map(kind => kindLabels[kind as keyof typeof kindLabels]).join("、") || null,
        status: old ? "改名" : status(name, before, after),
        added: sum("added"),
        removed: sum("removed"),
        changed: sum("changed")
      };
    })
    .filter(({status, added, removed, changed}) => status !== "内容未变" || added + removed + changed > 0);
}

function status(name: string, before: Version, after: Version): ChangedFile["status"] {
  const [a, b] = [before, after].map(({exports}) => exports.find(file => file.name === name)?.sha256);
  if (a && b) return a === b ? "内容未变" : "有改动";
  return a ? "移除" : "新增";
}

/** Files with the same bytes under another name, new → old, one to one. */
function renamed(before: Version, after: Version): Map<string, string> {
  const only = (a: Version, b: Version) => a.exports.filter(file => !b.exports.some(({name}) => name === file.name));
  const left = only(before, after);
  const found = new Map<string, string>();
  for (const {name, sha256} of only(after, before)) {
    const i = left.findIndex(file => file.sha256 === sha256);
    if (i >= 0) found.set(name, left.splice(i, 1)[0]!.name);
  }
  return found;
}

/** Rules, targets, and how rules are worded; of the other tables only that they changed. */
function changedSettings(before: Version, after: Version): ChangedSetting[] {
  const list = (what: string, a: Map<string, string>, b: Map<string, string>) =>
    [...new Set([...b.keys(), ...a.keys()])]
      .filter(key => a.get(key) !== b.get(key))
      .map(key => ({what: `${what}${key}`, before: a.get(key) ?? "无", after: b.get(key) ?? "无"}));
  const rules = ({tables}: Version) => new Map((tables.rules ?? []).map(({rule, value}) => [rule, value]));
  const targets = ({tables}: Version) => {
    const {byLabel} = catalogueIn(tables);
    return new Map(
      (tables.targets ?? []).map(({year, label, target, comparison}) => {
        const metric = byLabel(label);
        return [
          `${year}年${label}`,
          metric ? printedTarget(metric, target, comparison) : `${plain(target)}${comparison}`
        ];
      })
    );
  };
  const table = ({reference}: Version, kind: string) => reference.find(file => file.kind === kind)?.sha256;
  return [
    ...list("口径:", rules(before), rules(after)),
    ...list("目标:", targets(before), targets(after)),
    ...Object.entries(otherTables)
      .filter(([kind]) => table(before, kind) !== table(after, kind))
      .map(([, what]) => ({what: `参考表:${what}`, before: "冻结时的内容", after: "有改动"}))
  ];
}

const otherTables = {sessions: "届次", units: "单位", categories: "类别"};

function changedPrograms(before: Version, after: Version): string[] {
  const names = [...new Set([...Object.keys(before.versions), ...Object.keys(after.versions)])];
  return [
    ...(before.code === after.code ? [] : ["计算程序有改动"]),
    ...names
      .filter(name => before.versions[name] !== after.versions[name])
      .map(name => `${name} ${before.versions[name] ?? "无"} → ${after.versions[name] ?? "无"}`)
  ];
}

const statuses = {added: "新增", removed: "移除", changed: "有改动"} as const;

async function named(items: readonly ItemChange[], options: WarehouseOptions | null): Promise<ChangedItem[]> {
  const titles = new Map<string, string>();
  if (options && items.length) {
    const open = await openPresent(options);
    try {
      for (const [key, title] of await titlesOf(open, items, await secret())) titles.set(key, title);
    } finally {
      open.close();
    }
  }
  return items.map(({kind, status, file, year, number, key, columns}) => ({
    kind: kindLabels[kind as keyof typeof kindLabels],
    status: statuses[status],
    file,
    year,
    number,
    title: titles.get(key) ?? null,
    columns
  }));
}
