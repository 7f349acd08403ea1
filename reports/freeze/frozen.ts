import {createHash} from "node:crypto";
import {readdir, readFile, stat} from "node:fs/promises";
import {join, resolve} from "node:path";
import {digest} from "../../loaders/files.js";
import {makeFolder} from "../../loaders/folder.js";
import {frozenPath} from "../../loaders/paths.js";
import {isThere} from "../../loaders/publish.js";
import {catalogueIn} from "../../src/figures/scope.js";
import type {Tables} from "../../src/figures/tables.js";
import {StaffError} from "../../src/intake/problem.js";
import {itemSets} from "../../src/kinds/index.js";
import {alike} from "../../src/text/alike.js";

/** Where freezes are kept, one folder each. */
export const frozenFolder = () => frozenPath();

/** A file as it was read or kept: name, size, SHA-256. */
export interface Sealed {
  name: string;
  bytes: number;
  sha256: string;
}

/** A reference table; `kind` says which (rules, codes, targets …). Several of one kind: the first was in force. */
export interface SealedReference extends Sealed {
  kind: string | null;
}

/** What a freeze says of itself, `manifest.json`. It holds no time of its making: the same inputs give the same bytes. */
export interface Manifest {
  format: 1;
  name: string;
  /** The how manieth freeze of its folder it is: their order, which the times of files lose when copied. */
  order?: number;
  /** By which secret of the office the digests of items were made; freezes of old have none. */
  key?: string;
  year: number;
  as_of: string;
  sample: boolean;
  /** What the command was told; null where it was told nothing. */
  asked: {data: string | null; as_of: string | null; template: string | null};
  exports: Sealed[];
  reference: SealedReference[];
  /** The counting rules in force, as the page 口径 lists them. */
  rules: {rule: string; value: string}[];
  /** SHA-256 over the code that computes figures, and over the code that draws and writes documents. */
  code: {computing: string; documents: string};
  /** Of Node, this program and the packages it stands on. */
  versions: Record<string, string>;
  templates: {name: string; sha256: string}[];
  /** Every file of the freeze but this one. */
  files: Sealed[];
}

/** A freeze as it lies on disk. */
export interface Frozen {
  folder: string;
  manifest: Manifest;
  /** Short SHA-256 of the manifest, to be noted elsewhere: with it, nothing in the freeze can change unseen. */
  seal: string;
}

/** The parts of a freeze's folder. */
export const parts = {
  manifest: "manifest.json",
  figures: "figures.json",
  tables: "tables.json",
  items: "items",
  documents: "文稿",
  texts: "文字",
  templates: "模板",
  reference: "参考表",
  code: "程序"
} as const;

/** The folder of a freeze. Throws StaffError on a name that is none, or that leads elsewhere. */
export function placeOf(name: string, folder = frozenFolder()): string {
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
  if (!name.trim()) throw new StaffError("冻结稿要有名称,如 --name 送审稿。");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no file name may hold
  if (/[\\/:*?"<>|\u0000-\u001f]/.test(name) || /^[.\s]|[.\s]$/.test(name) || reserved.test(name) || name.length > 60)
    throw new StaffError(
      `“${name}”不能作冻结稿的名称:名称里不能有 / \\ : * ? " < > | 这些字符，不能以点或空格开头结尾,不超过 60 个字;请改成如“送审稿”“送审稿2”。`
    );
  return join(resolve(folder), name);
}

/** A freeze whose record cannot be read: its name, and what staff should do. */
export interface Damaged {
  name: string;
  fault: string;
}

/** The freezes whose record cannot be read, by name. */
export async function damagedFreezes(folder = frozenFolder()): Promise<Damaged[]> {
  const found: Damaged[] = [];
  for (const name of await namesIn(folder)) {
    const path = join(resolve(folder), name);
    if (!(await looksFrozen(path)) || (await load(path))) continue;
    found.push({name, fault: damaged(name, path, parts.manifest, "没有或读不出").message});
  }
  return found;
}

/** Every freeze in a folder, the newest first; those whose record cannot be read are left out. */
export async function freezes(folder = frozenFolder()): Promise<Frozen[]> {
  const found: {frozen: Frozen; time: number}[] = [];
  for (const name of await namesIn(folder)) {
    const path = join(resolve(folder), name);
    const frozen = await load(path);
    if (frozen) found.push({frozen, time: (await stat(join(path, parts.manifest))).mtimeMs});
  }
  return found
    .sort(
      (a, b) => orderOf(b) - orderOf(a) || b.time - a.time || (a.frozen.manifest.name < b.frozen.manifest.name ? -1 : 1)
    )
    .map(({frozen}) => frozen);
}

/** Whether a folder has a part of a freeze: staff may keep folders of their own beside. */
async function looksFrozen(path: string): Promise<boolean> {
  const own: string[] = [parts.manifest, parts.tables, parts.figures, parts.items];
  return (await readdir(path)).some(name => own.includes(name));
}

async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {withFileTypes: true}).catch(() => []);
  return entries.filter(entry => entry.isDirectory() && !noise.test(entry.name)).map(({name}) => name);
}

const orderOf = ({frozen}: {frozen: Frozen}) => frozen.manifest.order ?? 0;

/** The freeze of a name. Throws StaffError where there is none, or none that can be read. */
export async function frozenOf(name: string, folder = frozenFolder()): Promise<Frozen> {
  const place = placeOf(name, folder);
  const frozen = await load(place);
  if (frozen) {
    await whole(frozen);
    return frozen;
  }
  const known = (await freezes(folder)).map(({manifest}) => manifest.name);
  if (await isThere(place)) throw damaged(name, place, parts.manifest, "没有或读不出");
  throw new StaffError(
    known.length
      ? `没有叫“${name}”的冻结稿,现有:${alike(name, known, 5).join("、")}。`
      : `还没有冻结稿;请先运行 npm run freeze -- --year 2024 --name ${name}。`
  );
}

/** The record itself is damaged: only a copy of it brings it back, a new freeze would be another one. */
function damaged(name: string, folder: string, file: string, how: string): StaffError {
  return new StaffError(
    `冻结稿“${name}”不完整:${join(folder, file)} ${how}。请从备份中找回整个“${name}”文件夹放回原处,再运行一次;不要用 --replace（那会以现在的数据代替留存的记录）。`
  );
}

/** What a text says as JSON; undefined, which no JSON is, where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Throws StaffError where a part that everything reads is missing or is not what it should be. */
export async function whole({folder, manifest}: Frozen): Promise<void> {
  const {name} = manifest;
  const json = async (file: string, right: (value: unknown) => boolean) => {
    const text = await readFile(join(folder, file), "utf8").catch(() => null);
    if (text === null) throw damaged(name, folder, file, "没有或读不出");
    if (!right(parsed(text))) throw damaged(name, folder, file, "内容不对");
  };
  await json(parts.tables, value => {
    const {figures, about} = (value ?? {}) as Partial<Tables>;
    return Array.isArray(figures) && Array.isArray(about) && about.length > 0;
  });
  await json(parts.figures, Array.isArray);
  // All that the manifest lists of what is read again; documents and texts are told by verify, one by one.
  for (const file of manifest.files) {
    const items = /\.parquet$/.test(file.name);
    if (!items && !file.name.startsWith(`${parts.reference}/`)) continue;
    const now = await digest(join(folder, file.name)).catch(() => null);
    if (now === null) throw damaged(name, folder, file.name, "没有了");
    if (items && now !== file.sha256) throw damaged(name, folder, file.name, "内容已改动或损坏");
  }
}

const isComplete = ({name, year, as_of, asked, code, versions, ...lists}: Manifest) =>
  [name, as_of].every(each => typeof each === "string") &&
  typeof year === "number" &&
  [asked, code, versions].every(each => typeof each === "object" && each !== null) &&
  [lists.files, lists.exports, lists.reference, lists.rules, lists.templates].every(Array.isArray);

async function load(folder: string): Promise<Frozen | null> {
  try {
    const text = await readFile(join(folder, parts.manifest), "utf8");
    const manifest = JSON.parse(text) as Manifest;
    if (manifest?.format !== 1 || !isComplete(manifest)) return null;
    return {folder, manifest, seal: createHash("sha256").update(text).digest("hex").slice(0, 12)};
  } catch {
    return null;
  }
}

/** The datasets as they were frozen, without metrics that the catalogue no longer has. */
export async function frozenTables({folder}: Frozen): Promise<Tables> {
  const tables = JSON.parse(await readFile(join(folder, parts.tables), "utf8")) as Tables;
  const {has} = catalogueIn(tables);
  const known = <T extends {metric: string}>(rows: T[] | undefined) => rows?.filter(row => has(row.metric));
  return {
    ...tables,
    figures: known(tables.figures)!,
    months: known(tables.months),
    ...Object.fromEntries(itemSets.map(name => [name, known(tables[name])]))
  };
}

/** Text files of a part of the freeze, by name without ending. */
export async function frozenTexts({folder}: Frozen, part: "texts" | "templates"): Promise<Map<string, string>> {
  const place = join(folder, parts[part]);
  const names = (await readdir(place).catch(() => [])).sort();
  const read = async (name: string) => [name.replace(/\.\w+$/, ""), await readFile(join(place, name), "utf8")] as const;
  return new Map(await Promise.all(names.map(read)));
}

/** Files that systems leave in folders that are looked at. */
const noise = /^(\..*|thumbs\.db|desktop\.ini)$/i;

/** Every file below a folder with its SHA-256, by name; none where there is no folder. */
export async function sealedFiles(folder: string): Promise<Sealed[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true}).catch(() => []);
  const files = entries
    .filter(entry => entry.isFile() && !noise.test(entry.name))
    .map(entry => join(entry.parentPath ?? entry.path, entry.name));
  const sealed = files.map(async path => ({
    name: path.slice(resolve(folder).length + 1).replaceAll("\\", "/"),
    bytes: (await stat(path)).size,
    sha256: await digest(path)
  }));
  return (await Promise.all(sealed)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Makes a folder and gives its path. */
export async function madeFolder(...path: string[]): Promise<string> {
  const folder = join(...path);
  await makeFolder(folder);
  return folder;
}
