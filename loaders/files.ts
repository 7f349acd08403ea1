import {createHash} from "node:crypto";
import {open, readdir, readFile, stat} from "node:fs/promises";
import {join, relative} from "node:path";
import {StaffError} from "../src/intake/problem.js";
import {dataPath, programPath} from "./paths.js";

export interface InputFile {
  /** Path below its folder, with `/`; what staff are told. */
  name: string;
  path: string;
  bytes: number;
  sha256: string;
  /** A table of the sample, in force only until the office has its own. */
  lent?: boolean;
}

export interface Inputs {
  /** In the order of their names, numbers by value. */
  exports: InputFile[];
  /** The office's reference tables first, then the defaults, then what the sample lends: the first of a kind wins. */
  reference: InputFile[];
  /** The sample is in use, since no export is there. */
  sample: boolean;
  /** The office is an upper level too: below it each place has its own. */
  places?: boolean;
}

/** How much there is to read. */
export const bytesOf = ({exports}: {exports: readonly InputFile[]}) => exports.reduce((sum, {bytes}) => sum + bytes, 0);

/** Files of editors and systems that are no data: README, hidden files, folder settings. */
const noise = /^(\..*|readme(\..+)?|thumbs\.db|desktop\.ini|__macosx)$/i;

/**
 * What the sample lends an office that has no such table: without plenaries nothing finds its year. Its targets, units
 * and categories are those of another office, and hold for the sample alone.
 */
const lent = ["sessions.csv"];

/**
 * The input files: of `data`/exports and `data`/reference where a folder is named; else of data/exports
 * if it holds any file; else the sample. `upper`: a folder of places may have no exports of its own. Throws StaffError
 * where there is nothing to read, or a file cannot be read.
 */
export async function inputs(data?: string, {upper = false}: {upper?: boolean} = {}): Promise<Inputs> {
  const sample = programPath("data", "sample");
  const own = async () => (await names(dataPath("exports"))).length > 0 || (upper && (await hasPlaces(dataPath())));
  const folder = data ?? ((await own()) ? dataPath() : sample);
  const exports = await inputFiles(join(folder, "exports"));
  if (exports.length === 0 && !(upper && (await hasPlaces(folder))))
    throw new StaffError(
      data
        ? `文件夹“${join(folder, "exports")}”中没有导出文件;请把系统导出的 CSV 或 xlsx 放进去,再运行一次。`
        : `${dataPath("exports")} 中没有导出文件,示例数据 ${sample} 也不存在;请把系统导出的 CSV 或 xlsx 放入 ${dataPath("exports")}。`
    );
  const tables = join(folder, "reference");
  const defaults = programPath("data", "reference");
  const reference = [
    ...(await inputFiles(tables)),
    ...(tables === defaults ? [] : await inputFiles(defaults)),
    ...(folder === sample ? [] : await lentTables())
  ];
  return {exports, reference, sample: folder === sample, places: await hasPlaces(folder)};
}

/** Whether a folder is an upper level's: below `places` each place has its own. */
export const hasPlaces = async (folder: string): Promise<boolean> =>
  (await readdir(join(folder, "places"), {withFileTypes: true}).catch(() => [])).some(
    entry => entry.isDirectory() && !noise.test(entry.name)
  );

/** The tables that the sample lends. */
export async function lentTables(): Promise<InputFile[]> {
  const files = await inputFiles(programPath("data", "sample", "reference"));
  return files.filter(({name}) => lent.includes(name)).map(file => ({...file, lent: true}));
}

/** Folders whose changes may change the figures. */
export function watchedFolders(data?: string): string[] {
  const folders = data ? [data] : [dataPath(), programPath("data", "sample")];
  return [
    ...folders.flatMap(folder => [join(folder, "exports"), join(folder, "reference"), join(folder, "places")]),
    programPath("data", "reference")
  ];
}

/** The digests of files by their paths, each with what the system said of the file when its bytes were read. */
export type Digests = Map<string, {state: string; sha256: string}>;

/** A file that was written so many ms ago may be written again without the system's saying anything else of it. */
const settled = 3000;

/**
 * The files of a folder and those below it, in the order of their names. Throws StaffError on one that cannot be read.
 * `known`: those of which the system says what it said are not read again; those that are read are added.
 */
export async function inputFiles(folder: string, known?: Digests): Promise<InputFile[]> {
  const files: InputFile[] = [];
  for (const name of await names(folder)) {
    const path = join(folder, name);
    try {
      const found = await stat(path);
      // To open a pipe or a device may wait for ever.
      if (!found.isFile()) throw new StaffError(noFile(name, found.isDirectory()));
      const {size: bytes, mtimeMs, ctimeMs, ino} = found;
      const state = `${bytes} ${mtimeMs} ${ctimeMs} ${ino}`;
      const last = known?.get(path);
      const sha256 = last?.state === state ? last.sha256 : await digest(path, bytes);
      files.push({name, path, bytes, sha256});
      if (Date.now() - Math.max(mtimeMs, ctimeMs) > settled) known?.set(path, {state, sha256});
      else known?.delete(path);
    } catch (error) {
      throw error instanceof StaffError ? error : new StaffError(unreadable(name, error));
    }
  }
  return files;
}

const noFile = (name: string, folder: boolean) =>
  folder
    ? `${name}：是指向文件夹的链接，不是文件；请把里面的文件复制进来，移走这个链接。`
    : `${name}：是管道或设备，不是文件，读不了；请移走它。`;

async function names(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true}).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
      throw new StaffError(unreadable(folder, error));
    }
  );
  return entries
    .filter(entry => !entry.isDirectory())
    .map(entry => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll("\\", "/"))
    .filter(name => !name.split("/").some(part => noise.test(part)))
    .sort(byName);
}

/** By name, numbers by value: `提案2.csv` before `提案10.csv`; the same on every machine. */
export function byName(a: string, b: string): number {
  const [left, right] = [a, b].map(name => name.split(/(\d+)/)) as [string[], string[]];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i]!, right[i]!];
    if (x === y) continue;
    const difference = i % 2 === 1 ? Number(x) - Number(y) : 0;
    return difference || (x < y ? -1 : 1);
  }
  return left.length - right.length;
}

/**
 * SHA-256 of a file's bytes; of a large one, or where it is not said how large, read piece by piece into the same
 * memory, which takes a quarter of the time of a stream's.
 */
export async function digest(path: string, bytes = Number.POSITIVE_INFINITY): Promise<string> {
  const hash = createHash("sha256");
  if (bytes <= 1 << 20) return hash.update(await readFile(path)).digest("hex");
  const piece = Buffer.allocUnsafeSlow(1 << 18);
  const file = await open(path);
  try {
    for (;;) {
      const {bytesRead} = await file.read(piece, 0, piece.length, null);
      if (bytesRead === 0) return hash.digest("hex");
      hash.update(piece.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

/** Why a file cannot be read, for staff. */
export function unreadable(name: string, error: unknown): string {
  const {code, message} = error as NodeJS.ErrnoException;
  const reason =
    {
      EACCES: "没有读取权限;请在文件属性中允许读取,或复制一份再放入",
      EPERM: "没有读取权限;请在文件属性中允许读取,或复制一份再放入",
      EBUSY: "正被其他程序占用;请关闭 Excel 或 WPS 后再运行",
      ENOENT: "刚才还在,现在找不到了;请确认没有被移走,再运行一次",
      EISDIR: "是文件夹,不是文件",
      EIO: "磁盘读取出错;请换一份副本",
      ELOOP: "是指向自己的链接;请放入文件本身"
    }[code ?? ""] ?? `读取出错(${code ?? message});请确认文件完好,再运行一次`;
  return `${name}:${reason}。`;
}
