import {mkdtemp, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {explain} from "../../loaders/fault.js";
import type {WarehouseOptions} from "../../loaders/warehouse.js";
import {catalogueIn} from "../../src/figures/scope.js";
import type {FigureRow, Tables} from "../../src/figures/tables.js";
import {publishedName} from "../../src/intake/mask.js";
import {itemsOf, kinds} from "../../src/kinds/index.js";
import {exact} from "../../src/metrics/format.js";
import type {Catalogue} from "../../src/metrics/index.js";
import {plain} from "../../src/text/plain.js";
import {partsSaid} from "../diff/parts.js";
import {writeYear} from "../documents/year.js";
import {templates} from "../story/templates.js";
import {figuresFor} from "../views/index.js";
import {type Frozen, frozenTexts, type Manifest, madeFolder, parts, type Sealed, sealedFiles} from "./frozen.js";
import {present, type State, sha256, stories} from "./state.js";

/** One thing that was looked at: what is the same, or what differs, in words for staff. */
export interface Verdict {
  subject: string;
  same: boolean;
  words: string;
  /** The first of what differs, one line each. */
  details: string[];
}

/** What staff read: a line for each subject, then the sum. */
export function report({manifest, seal}: Frozen, verdicts: readonly Verdict[]): string {
  const lines = verdicts.flatMap(({subject, same, words, details}) => [
    `  ${same ? "相同" : "不同"}  ${subject}:${words}`,
    ...details.map(detail => `          ${detail}`)
  ]);
  const differing = verdicts.filter(({same}) => !same).map(({subject}) => subject);
  const sum = differing.length
    ? `与「${manifest.name}」不同的有:${differing.join("、")}。`
    : `核对通过:「${manifest.name}」的数据和文稿与重算的完全相同。`;
  return `核对「${manifest.name}」:${manifest.year}年,数据截至${manifest.as_of},核验码 ${seal}\n${lines.join("\n")}\n${sum}\n`;
}

/** Looks at the kept files, the inputs, the figures and the documents in turn; none keeps the next from being looked at. */
export async function verify(frozen: Frozen, options: WarehouseOptions = {}): Promise<Verdict[]> {
  const {manifest} = frozen;
  const {data = manifest.asked.data ?? undefined, asOf = manifest.asked.as_of ?? undefined, onProgress} = options;
  const verdicts = [await kept(frozen)];
  let state: State;
  try {
    state = await present({data, asOf, onProgress}, String(manifest.year));
  } catch (error) {
    return [...verdicts, failed("重算", error)];
  }
  verdicts.push(
    sealed("导出文件", manifest.exports.map(published), state.exports),
    sealed("参考表", numbered(manifest.reference), numbered(state.reference)),
    ...(await program(frozen, state)),
    await values(frozen, state.tables),
    await documents(frozen, state, {data, asOf}, onProgress ?? (() => {}))
  );
  return verdicts;
}

/** Freezes of old keep the folders of exports. */
const published = (file: Sealed): Sealed => ({...file, name: publishedName(file.name)});

async function kept({folder, manifest}: Frozen): Promise<Verdict> {
  const now = (await sealedFiles(folder)).filter(({name}) => name !== parts.manifest);
  return sealed("留存的文件", manifest.files, now);
}

function sealed(subject: string, before: readonly Sealed[], now: readonly Sealed[]): Verdict {
  const details = [
    ...before.flatMap(({name, sha256}) => {
      const other = now.find(file => file.name === name);
      return other ? (other.sha256 === sha256 ? [] : [`${name}:内容已改动`]) : [`${name}:没有了`];
    }),
    ...now.filter(({name}) => !before.some(file => file.name === name)).map(({name}) => `${name}:是后来加入的`)
  ];
  const words = details.length ? `${details.length} 个与冻结时不同` : `${before.length} 个,与冻结时一致`;
  return {subject, same: details.length === 0, words, details: first(details)};
}

/** A name may occur twice, the office's own table before the default: told apart by their order. */
function numbered(files: Manifest["reference"]): Sealed[] {
  return files.map((file, i) => {
    const before = files.slice(0, i).filter(({name}) => name === file.name).length;
    return {...file, name: before ? `${file.name}(默认)` : file.name};
  });
}

/** Other code, packages or templates are worth knowing; whether they matter is seen in the figures and documents. */
async function program(frozen: Frozen, {code, versions}: State): Promise<Verdict[]> {
  const {manifest} = frozen;
  const told: string[] = [];
  if (code.computing !== manifest.code.computing) told.push("计算程序已改动");
  if (code.documents !== manifest.code.documents) told.push("文稿程序已改动");
  for (const name of new Set([...Object.keys(manifest.versions), ...Object.keys(versions)]))
    if (manifest.versions[name] !== versions[name])
      told.push(`${name} ${manifest.versions[name] ?? "无"} → ${versions[name] ?? "无"}`);
  const now = await templates().catch(() => []);
  for (const {name, sha256: before} of manifest.templates) {
    const other = now.find(template => template.name === name);
    if (other && sha256(other.text) !== before) told.push(`模板「${name}」后来有改动,本次按冻结时的模板重写`);
  }
  if (!told.length) return [{subject: "程序", same: true, words: "与冻结时一致", details: []}];
  return [{subject: "程序", same: true, words: "有改动,是否影响结果看以下两项", details: first(told)}];
}

async function values({folder}: Frozen, now: Tables): Promise<Verdict> {
  const before = JSON.parse(await readFile(join(folder, parts.tables), "utf8")) as Tables;
  const catalogue = catalogueIn(now);
  const nameOf = (row: FigureRow) => figureName(catalogue, row);
  const said = (row: FigureRow) => figureValue(catalogue, row);
  const key = (row: FigureRow) => `${row.view} ${row.metric} ${row.year}`;
  const rows = new Map(now.figures.map(row => [key(row), row]));
  const details: string[] = [];
  for (const row of before.figures) {
    const other = rows.get(key(row));
    rows.delete(key(row));
    if (!other) details.push(`${nameOf(row)}:${said(row)} → 无数据`);
    else if (other.value !== row.value || other.numerator !== row.numerator || other.denominator !== row.denominator)
      details.push(`${nameOf(row)}:${said(row)} → ${said(other)}`);
  }
  for (const row of rows.values()) details.push(`${nameOf(row)}:无数据 → ${said(row)}`);
  const others = Object.entries(breakdowns)
    .filter(([key]) => {
      const name = key as keyof Tables;
      return JSON.stringify(before[name]) !== JSON.stringify(JSON.parse(JSON.stringify(now[name] ?? null)));
    })
    .map(([, label]) => label);
  const words = details.length
    ? `${details.length} 个与留存的不同`
    : others.length
      ? "合计相同,分项不同"
      : `${before.figures.length} 个,与留存的相同`;
  const told = [...first(details), ...(others.length ? [`分项有不同:${others.join("、")}`] : [])];
  return {subject: "数值", same: told.length === 0, words, details: told};
}

const breakdowns: Partial<Record<keyof Tables, string>> = {
  months: "按月的数据",
  ...Object.fromEntries(kinds.filter(kind => kind.dimensions).map(({name, label}) => [itemsOf(name), `${label}分类`])),
  days: "活动日历",
  replies: "答复用时",
  targets: "目标"
};

const figureName = ({has, get}: Catalogue, {metric, year, view}: FigureRow) =>
  `${year}年${has(metric) ? get(metric).label : metric}${view === "year" ? "" : `(截至${view})`}`;
const figureValue = ({has, get}: Catalogue, {metric, value, ...parts}: FigureRow) =>
  value === null ? "无数据" : `${has(metric) ? exact(get(metric), value) : plain(value)}${partsSaid(parts)}`;

/** Writes the documents anew from the frozen templates and compares them byte by byte. */
async function documents(
  frozen: Frozen,
  {book}: State,
  options: WarehouseOptions,
  say: (message: string) => void
): Promise<Verdict> {
  const subject = "文稿";
  const folder = await mkdtemp(join(tmpdir(), "yearbook-verify-"));
  try {
    const chosen = [...(await frozenTexts(frozen, "templates"))].map(([name, text]) => ({name, text}));
    await writeYear(stories(chosen, book, await figuresFor(chosen, book, options)), book, folder, say);
    const old = join(frozen.folder, parts.documents);
    const [before, now] = [await sealedFiles(await madeFolder(old)), await sealedFiles(folder)];
    const incomparable = await printers(old, folder, before, now);
    // What is read comes before the charts.
    const left = (files: Sealed[]) =>
      files
        .filter(({name}) => !(incomparable && name.endsWith(".pdf")))
        .sort((a, b) => Number(/\.(svg|png)$/.test(a.name)) - Number(/\.(svg|png)$/.test(b.name)));
    const verdict = sealed(subject, left(before), left(now));
    const words = verdict.same ? `${left(before).length} 个文件重写后逐字节相同` : verdict.words;
    return {...verdict, words: incomparable ? `${words};${incomparable}` : words};
  } catch (error) {
    return failed(subject, error);
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

/** Why PDFs cannot be compared here: without a browser there are none, and another browser prints other bytes. */
async function printers(old: string, fresh: string, before: Sealed[], now: Sealed[]): Promise<string | null> {
  const pdf = (files: Sealed[]) => files.find(({name}) => name.endsWith(".pdf"))?.name;
  const [was, is] = [pdf(before), pdf(now)];
  if (!was && !is) return null;
  if (!was || !is) return `${was ? "这台机器上没有浏览器" : "冻结时没有浏览器"},PDF 没有核对`;
  const [a, b] = await Promise.all([producer(join(old, was)), producer(join(fresh, is))]);
  return a === b ? null : `生成 PDF 的浏览器不同(${a}、${b}),PDF 没有核对`;
}

async function producer(path: string): Promise<string> {
  const text = await readFile(path, "latin1");
  return /\/Producer\s*\(([^)]*)\)/.exec(text)?.[1] ?? "不明";
}

function failed(subject: string, error: unknown): Verdict {
  const reason = explain(error);
  if (reason === null) throw error;
  return {subject, same: false, words: "没有做成", details: reason.split("\n")};
}

function first(details: string[]): string[] {
  return details.length > 12 ? [...details.slice(0, 12), `……共 ${details.length} 处`] : details;
}
