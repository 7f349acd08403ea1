import {createHash} from "node:crypto";
import {open, readFile as readBytes, stat} from "node:fs/promises";
import {serialize} from "node:v8";
import type {DuckDBConnection} from "@duckdb/node-api";
import type {Context} from "../../src/intake/context.js";
import {isZip} from "../../src/intake/decode.js";
import {likelyKinds} from "../../src/intake/likely.js";
import {problemOf, StaffError} from "../../src/intake/problem.js";
import {type FileRead, ofSheet} from "../../src/intake/read.js";
import {noCounts} from "../../src/intake/reading.js";
import {kinds} from "../../src/kinds/index.js";
import {readExport} from "../../src/kinds/read.js";
import {type InputFile, unreadable} from "../files.js";
import {lasting} from "../lasting.js";
import {readLarge} from "./large.js";
import type {FileSummary} from "./summary.js";
import {RecordWriter} from "./tables.js";

/** What an office program puts beside a file that is open in it. */
export const isLock = (name: string) => /(^|\/)~\$/.test(name);

/**
 * Reads files into the tables of their kinds; text files of at least `large` bytes in bulk. A file that is refused stands
 * in what is given with the reason; of a workbook each sheet that is read stands there. They are numbered after `before`,
 * `onMore` is told before how many more there are than files; `writers` hold what `flushAll` writes. Throws StaffError where a file changed meanwhile, cannot be opened or the disk is full.
 */
export async function readFiles(
  connection: DuckDBConnection,
  exports: readonly InputFile[],
  context: Context,
  onProgress: (message: string, share: number) => void,
  large: number,
  {writers, before, onMore}: {writers: Writers; before: number; onMore?: (count: number) => Promise<unknown>}
): Promise<FileSummary[]> {
  const files: FileSummary[] = [];
  const known = new Map<string, FileSummary[]>();
  // Of a workbook each sheet that is read has a number of its own.
  const numbers = async (count: number) => {
    if (count > 1) await onMore?.(count - 1);
    return before + files.length + 1;
  };
  const total = exports.reduce((sum, {bytes}) => sum + bytes, 0) || 1;
  let done = 0;
  for (const [index, input] of exports.entries()) {
    const same = known.get(input.sha256);
    let tenths = 0;
    const part = (share: number) => {
      if (share * 10 < tenths + 1) return;
      tenths = Math.floor(share * 10);
      onProgress(
        `读取 ${index + 1}/${exports.length} ${input.name}：${tenths}0%`,
        (done + share * input.bytes) / total
      );
    };
    const first = same ? await numbers(same.length) : 0;
    const read = same
      ? same.map((file, i) => copyOf(file, input, first + i))
      : await told(input, () => readOne(connection, writers, input, numbers, context, large, part));
    if (read.every(({refused}) => refused === null)) known.set(input.sha256, same ?? read);
    done += input.bytes;
    files.push(...read);
    const rows = read.reduce((sum, {records}) => sum + records, 0);
    onProgress(`读取 ${index + 1}/${exports.length} ${input.name}：${rows} 行`, done / total);
  }
  return files;
}

/** By kind: records that are written together, of however many files and offices. */
export type Writers = Map<string, RecordWriter>;

/** Writes what is left, of the files up to `last`. */
export async function flushAll(writers: Writers, last: {name: string}): Promise<void> {
  for (const writer of writers.values()) await told(last, () => writer.flush());
}

const readAnew = ({name}: InputFile, bytes: Uint8Array, context: Context) => readExport(name, bytes, context);

/** Files of fewer bytes that were read lately, by the same tables, are not read again: of a change most stay as they are. */
const small = 200_000;
const readAgain = lasting(32, ({name, sha256}, _, context) => `${name} ${sha256} ${digestOf(context)}`, readAnew);

function digestOf(context: Context): string {
  const known = digests.get(context) ?? createHash("sha256").update(serialize(context)).digest("hex");
  digests.set(context, known);
  return known;
}

const digests = new WeakMap<Context, string>();

async function readOne(
  connection: DuckDBConnection,
  writers: Writers,
  input: InputFile,
  numbers: (count: number) => Promise<number>,
  context: Context,
  large: number,
  onProgress: (share: number) => void
): Promise<FileSummary[]> {
  const workbook = isZip(await readHeadOf(input.path));
  if (input.bytes >= large && !workbook) {
    const before = await stat(input.path);
    const file = await numbers(1);
    const read = await readLarge(connection, input, file, context, onProgress);
    const after = await stat(input.path);
    if (before.size !== input.bytes || after.size !== before.size || after.mtimeMs !== before.mtimeMs)
      throw changed(input);
    if (read !== "whole") return [summaryOf(input, file, read)];
  }
  const bytes = await readBytes(input.path);
  if (createHash("sha256").update(bytes).digest("hex") !== input.sha256) throw changed(input);
  const whole = await (bytes.length < small ? readAgain : readAnew)(input, bytes, context);
  const sheets = [whole, ...(whole.sheets ?? [])];
  const first = await numbers(sheets.length);
  for (const [i, read] of sheets.entries()) {
    if (!read.kind) continue;
    // Files of a kind are written together: a table is opened and closed once, not once a file.
    const {name} = read.kind;
    const writer = writers.get(name) ?? new RecordWriter(connection, read.kind, first + i);
    writers.set(name, writer);
    for (const record of read.records) await writer.write(record, first + i);
  }
  return sheets.map((read, i) => summaryOf(input, first + i, read));
}

/** Does what reads a file or writes what was read; what the machine refuses is told to staff. */
async function told<T>({name}: {name: string}, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === "ENOSPC") throw new StaffError("磁盘空间不足,读不完导出文件;请清理磁盘后再运行一次。");
    if (typeof code === "string" && /^E[A-Z]+$/.test(code)) throw new StaffError(unreadable(name, error));
    throw error;
  }
}

const changed = ({name}: InputFile) => new StaffError(`${name}:在读取时被改动;请等它保存完毕,再运行一次。`);

async function readHeadOf(path: string): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const {buffer, bytesRead} = await handle.read(new Uint8Array(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function summaryOf(input: InputFile, file: number, read: FileRead): FileSummary {
  return {
    file,
    name: read.sheet === undefined ? input.name : ofSheet(input.name, read.sheet),
    sheet: read.sheet ?? null,
    sha256: input.sha256,
    bytes: input.bytes,
    kind: read.kind?.name ?? null,
    encoding: read.encoding,
    refused: read.refused,
    likely: read.refused && !isLock(input.name) ? likelyKinds(read, kinds) : otherKinds(read),
    partly: read.unread.map(({what}) => what).join("；") || null,
    exported: read.exported,
    firstDate: null,
    lastDate: null,
    years: [],
    unknownColumns: [...(read.match?.unknown ?? [])],
    contactColumns: [...(read.match?.contact ?? [])],
    columns: (read.match?.columns ?? []).map(({field, header}) => ({field, header})),
    problems: [...read.problems],
    ...structuredClone(read.counts)
  };
}

/** The kinds of what was not read of a file that is of another. */
const otherKinds = ({unread, kind: own}: FileRead): string[] => [
  ...new Set(unread.map(({kind}) => kind).filter(kind => kind !== own?.name))
];

/** The same bytes twice count once: every record of the copy is a duplicate. */
function copyOf(original: FileSummary, input: InputFile, file: number): FileSummary {
  const fault = {code: "same-file", what: `与 ${original.name} 内容完全相同,只计一次`, remedy: "多余的一份可以删去"};
  const {dropped, records} = original;
  const counts = {
    ...noCounts(),
    records,
    dropped,
    warnings: 1,
    duplicates: records - Object.values(dropped).reduce((a, b) => a + b, 0)
  };
  const problem = problemOf(fault, {line: 0, column: "", found: "", severity: "warning"});
  const name = original.sheet === null ? input.name : ofSheet(input.name, original.sheet);
  return {...original, file, name, bytes: input.bytes, problems: [problem], ...counts};
}
