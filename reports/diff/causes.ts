import {spawn} from "node:child_process";
import {createHash} from "node:crypto";
import {cp, mkdtemp, rm, writeFile} from "node:fs/promises";
import {join, resolve} from "node:path";
import {assemble} from "../../loaders/assemble.js";
import type {InputFile} from "../../loaders/files.js";
import {makeFolder} from "../../loaders/folder.js";
import {cachePath} from "../../loaders/paths.js";
import {warehouse} from "../../loaders/query.js";
import type {FigureRow} from "../../src/figures/tables.js";
import type {Cause} from "../../src/figures/versions.js";
import type {ReferenceFile} from "../freeze/state.js";
import {sameFiles, type Version} from "./version.js";

/** Figures by metric and year, in whole years. */
export type Figures = Map<string, FigureRow>;

export const figureKey = ({metric, year}: Pick<FigureRow, "metric" | "year">) => `${metric} ${year}`;

/** The figures of whole years, the unfinished one to date. */
export const wholeYears = (rows: readonly FigureRow[]): Figures =>
  new Map(rows.filter(({view}) => view === "year").map(row => [figureKey(row), row]));

export const sameFigure = (a: FigureRow | undefined, b: FigureRow | undefined) =>
  a?.value === b?.value && a?.numerator === b?.numerator && a?.denominator === b?.denominator;

/** What a computation is made of. */
interface Setup {
  exports: InputFile[] | null;
  codeFolder: string | null;
  /** Tables that say how is counted, and the others. */
  counting: ReferenceFile[];
  other: ReferenceFile[];
  asked: string | null;
}

/** Tables that say how is counted: 口径. */
const countingKinds = new Set(["rules", "codes", "activity_types", "rule_changes"]);

/** One kind of change between two versions, with the figures before and after it alone. */
interface Step {
  causes: Cause[];
  before: Figures;
  after: Figures;
}

/**
 * Why each figure differs: inputs, code, reference tables, counting rules and date are exchanged one after another, in
 * this order (inputs last where only the earlier ones are left), and the figures computed anew in between, the frozen code run for what it alone can tell;
 * then each is taken back alone, for what changes a figure only together with another. Where that
 * cannot be done (an export is gone, old code does not run any more) the causes stay together, and `notes` says so.
 */
export async function causes(
  before: Version,
  after: Version
): Promise<{of: (metric: string, year: number) => Cause[]; changed: Cause[]; notes: string[]}> {
  const first = setupOf(before);
  const last = setupOf(after);
  const differing: [Cause, boolean, Partial<Setup>][] = [
    ["输入", !sameFiles(before.exports, after.exports), {exports: last.exports}],
    ["程序", before.code !== after.code, {codeFolder: last.codeFolder}],
    ["参考表", !sameTables(first.other, last.other), {other: last.other}],
    ["口径", !sameTables(first.counting, last.counting), {counting: last.counting}],
    ["截至日期", before.asked !== after.asked, {asked: last.asked}]
  ];
  // Where the later exports are gone, all else is exchanged while the earlier ones are still there to compute with.
  if (first.exports && !last.exports) differing.push(differing.shift()!);
  const changed = differing.filter(([, differs]) => differs);
  const steps: Step[] = [];
  const notes: string[] = [];
  const end = wholeYears(after.tables.figures);
  let setup = first;
  let at = wholeYears(before.tables.figures);
  let together: Cause[] = [];
  const keys = new Set([...at.keys(), ...end.keys()]);
  const any = [...keys].some(key => !sameFigure(at.get(key), end.get(key)));
  for (const [i, [cause, , exchange]] of any ? changed.entries() : []) {
    setup = {...setup, ...exchange};
    together.push(cause);
    const figures = i === changed.length - 1 ? end : await compute(setup);
    if (!figures) continue;
    if (together.length > 1)
      notes.push(`${together.join("、")}的变化不能分开:${inseparable(before, after)},以下按共同的原因列出。`);
    steps.push({causes: together, before: at, after: figures});
    at = figures;
    together = [];
  }
  const separate = steps.slice(0, -1).filter(({causes}) => causes.length === 1);
  for (const {causes} of separate) {
    const without = await compute({...setupOf(after), ...takenBack(first, causes[0]!)});
    if (without) steps.push({causes, before: without, after: end});
  }
  return {
    changed: changed.map(([cause]) => cause),
    notes,
    of: (metric, year) => {
      const key = figureKey({metric, year});
      const found = steps.filter(step => !sameFigure(step.before.get(key), step.after.get(key)));
      // Same inputs, rules and code: what is left is another version of Node or of a package.
      const causes = new Set(found.flatMap(step => step.causes));
      return causes.size ? changed.map(([cause]) => cause).filter(cause => causes.has(cause)) : ["程序"];
    }
  };
}

/** What a setup was before one kind of change. */
function takenBack({exports, codeFolder, other, counting, asked}: Setup, cause: Cause): Partial<Setup> {
  switch (cause) {
    case "输入":
      return {exports};
    case "程序":
      return {codeFolder};
    case "参考表":
      return {other};
    case "口径":
      return {counting};
    case "截至日期":
      return {asked};
  }
}

function inseparable(before: Version, after: Version): string {
  return before.sources || after.sources
    ? "换用其中一部分重算没有做成"
    : `「${before.name}」和「${after.name}」的导出文件都已不在原处或已改动,无法重算`;
}

function setupOf({sources, codeFolder, reference, asked}: Version): Setup {
  const firsts = reference.filter(
    (file, i) => file.kind === null || reference.findIndex(({kind}) => kind === file.kind) === i
  );
  return {
    exports: sources,
    codeFolder,
    counting: firsts.filter(({kind}) => countingKinds.has(kind ?? "")),
    other: firsts.filter(({kind}) => !countingKinds.has(kind ?? "")),
    asked
  };
}

function sameTables(a: readonly ReferenceFile[], b: readonly ReferenceFile[]): boolean {
  const said = (files: readonly ReferenceFile[]) =>
    files
      .map(({kind, sha256}) => `${kind} ${sha256}`)
      .sort()
      .join("\n");
  return said(a) === said(b);
}

/** The figures of a setup; null where they cannot be computed. */
async function compute({exports, codeFolder, counting, other, asked}: Setup): Promise<Figures | null> {
  if (!exports) return null;
  await makeFolder(cachePath());
  const folder = await mkdtemp(resolve(cachePath("compare-")));
  const found = {
    exports: exports.map(file => ({...file, path: resolve(file.path)})),
    reference: [...counting, ...other],
    sample: false
  };
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  const path = join(folder, `warehouse-${name}.duckdb`);
  try {
    if (codeFolder) return wholeYears(await runFrozen(codeFolder, join(folder, "code"), {path, found, asOf: asked}));
    await assemble(path, found, asked ?? undefined, () => {});
    const open = await warehouse({path});
    try {
      return wholeYears(await open.dataset<FigureRow>("figures"));
    } finally {
      open.close();
    }
  } catch {
    // Old tables need not fit new exports, nor old code today's packages: that is no fault of staff.
    return null;
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

const runner = `
import {assemble} from "./loaders/assemble.js";
import {warehouse} from "./loaders/query.js";
const {path, found, asOf} = JSON.parse(process.argv[2]);
await assemble(path, found, asOf ?? undefined, () => {});
const open = await warehouse({path});
process.stdout.write(JSON.stringify(await open.dataset("figures")));
open.close();
`;

/** Runs the code of a freeze, from a copy, in a process of its own. */
async function runFrozen(code: string, copy: string, task: unknown): Promise<FigureRow[]> {
  await cp(code, copy, {recursive: true});
  await writeFile(join(copy, "compare.ts"), runner);
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("YEARBOOK_")));
  const child = spawn(process.execPath, ["--import", "tsx", "compare.ts", JSON.stringify(task)], {
    cwd: copy,
    env,
    stdio: ["ignore", "pipe", "ignore"]
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", chunk => {
    said += chunk;
  });
  const exit = await new Promise<number | null>((done, fail) => child.on("close", done).on("error", fail));
  if (exit !== 0) throw new Error(`frozen code: exit ${exit}`);
  return JSON.parse(said) as FigureRow[];
}
