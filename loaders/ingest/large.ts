import {isUtf8} from "node:buffer";
import {type FileHandle, mkdtemp, open, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {widen} from "../../src/intake/columns.js";
import type {Context} from "../../src/intake/context.js";
import {big5, binary, broken, decode, type Encoding, refusal} from "../../src/intake/decode.js";
import {type Match, shownHeader} from "../../src/intake/match.js";
import {looksMerged, mergedAtAll} from "../../src/intake/merged.js";
import {type FileRead, type Head, headSize, readHead, refuse} from "../../src/intake/read.js";
import {TableReader} from "../../src/intake/reading.js";
import {RowSplitter} from "../../src/intake/repair.js";
import {readTable} from "../../src/intake/rows.js";
import {kinds} from "../../src/kinds/index.js";
import {text} from "../../src/metrics/sql/text.js";
import type {InputFile} from "../files.js";
import {typeRaw} from "./bulk.js";
import {bomOf, boundary, labels, pieces, readAt, transcode} from "./pieces.js";
import {Scanner} from "./scan.js";
import {RecordWriter} from "./tables.js";

/**
 * Read a large text export in bounded memory into the table of its kind: what `readFile` gives, without the records.
 * A regular file is read by DuckDB, as text, while its bytes are counted independently; a file in another encoding is
 * first written as UTF-8 beside; one that is not regular (cells too many or too few, stray quotes) is read row by row.
 * "whole": the file looks like a print-out with merged cells, and is for `readFile`.
 */
export async function readLarge(
  connection: DuckDBConnection,
  input: InputFile,
  file: number,
  context: Context,
  onProgress: (share: number) => void
): Promise<FileRead | "whole"> {
  const handle = await open(input.path);
  try {
    const bytes = await readAt(handle, 0, 1 << 20);
    const refused = refusal(input.name, bytes, input.bytes);
    if (refused) return refuse(input.name, refused);
    const start = input.bytes > bytes.length ? bytes.subarray(0, boundary(bytes)) : bytes;
    const decoded = decode(start);
    if ("refused" in decoded) return refuse(input.name, decoded.refused);
    const {encoding, text} = decoded;
    const sources = widen(kinds, context);
    const head = readHead(input.name, text, sources);
    if ("refused" in head) return {...refuse(input.name, big5(start, encoding) ?? head.refused, head.like), encoding};
    const top = topOf(text, head);
    const reader = () => new TableReader(input.name, head.match, context, {titles: top.titles, sources});
    if (encoding.startsWith("UTF-8") || encoding === "GB18030") {
      const read = await readRegular(
        connection,
        input,
        file,
        context,
        encoding,
        head,
        top,
        reader(),
        handle,
        onProgress
      );
      if (read) return read;
    }
    return await readRows(connection, input, file, encoding, head, top, reader(), handle, onProgress);
  } finally {
    await handle.close();
  }
}

interface Top {
  titles: string[];
  /** Physical lines of titles and header, and the records among them. */
  lines: number;
  records: number;
  /** A cell of it holds a line break. */
  broken: boolean;
}

function topOf(text: string, {dialect, match}: Head): Top {
  const top: Top = {titles: [], lines: 0, records: match.row + match.levels, broken: false};
  for (const [i, row] of readTable(text.slice(0, headSize), dialect, top.records).entries()) {
    if (i < match.row) top.titles.push(...row.cells);
    top.lines += row.lines;
    top.broken ||= row.lines > 1;
  }
  return top;
}

/** Null where the file is not regular; "whole" where it can only be understood as a whole. */
async function readRegular(
  connection: DuckDBConnection,
  input: InputFile,
  file: number,
  context: Context,
  encoding: Encoding,
  {dialect: {delimiter, quote}, match}: Head,
  top: Top,
  reader: TableReader,
  handle: FileHandle,
  onProgress: (share: number) => void
): Promise<FileRead | "whole" | null> {
  const code = delimiter.charCodeAt(0);
  // In GB18030 the second byte of a character may be a bar, never one of the other delimiters or a quote.
  if (top.broken || quote !== '"' || code > 127 || (encoding === "GB18030" && delimiter === "|")) return null;
  const scanner = new Scanner(code, match.header.length, top.lines);
  const folder = await mkdtemp(join(tmpdir(), "intake-"));
  try {
    let path = input.path;
    if (encoding === "GB18030") {
      path = join(folder, "utf8.csv");
      const bad = await transcode(handle, path);
      if (bad !== null) return {...refuse(input.name, broken("UTF-8 或 GB18030", bad).refused), encoding: null};
    }
    const raw = connection.run(rawStatement(path, delimiter, match, top.lines)).then(
      () => true,
      () => false
    );
    let valid = true;
    let done = 0;
    let carry: Buffer = Buffer.alloc(0);
    for await (const bytes of pieces(handle, 0)) {
      done += bytes.length;
      onProgress((0.4 * done) / input.bytes);
      if (!encoding.startsWith("UTF-8")) {
        if (!scanner.push(bytes)) break;
        continue;
      }
      const whole = carry.length > 0 ? Buffer.concat([carry, bytes]) : bytes;
      const end = done === input.bytes ? whole.length : boundary(whole);
      carry = whole.subarray(end);
      valid = isUtf8(whole.subarray(0, end));
      if (!valid || !scanner.push(whole.subarray(0, end))) break;
    }
    const regular = valid && scanner.finish();
    const loaded = await raw;
    if (!valid) return {...refuse(input.name, broken("UTF-8", scanner.line).refused), encoding: null};
    if (!regular || !loaded) return null;
    const count = await connection.runAndReadAll("select count(*)::integer from raw");
    if (count.getRows()[0]![0] !== scanner.records) return null;
    if (await anyMerged(connection, match)) return "whole";
    onProgress(0.5);
    await typeRaw(connection, file, reader, context, scanner.shifts);
    // A second table below: which rows are above it is known only now, so that it is read again in order.
    if (reader.other) {
      await connection.run(`delete from ${match.source.name} where file = ${file}`);
      return null;
    }
    const {counts, problems, exported, unread} = reader.finish();
    counts.records += scanner.blank;
    counts.dropped.blank += scanner.blank;
    return {
      name: input.name,
      refused: null,
      encoding,
      kind: match.source,
      match,
      records: [],
      counts,
      problems,
      exported,
      unread
    };
  } finally {
    await connection.run("drop table if exists temp.raw");
    await rm(folder, {recursive: true, force: true});
  }
}

/** Whether a column that staff merge looks it, so that the file is to be understood as a whole. */
async function anyMerged(connection: DuckDBConnection, match: Match): Promise<boolean> {
  for (const {index} of mergedAtAll(match)) {
    const c = `c${index}`;
    const counted = await connection.runAndReadAll(
      `select count(*)::integer as rows, count(${c})::integer as filled, count(distinct ${c})::integer as distinct_,
  first(${c} order by rowid) is not null as begins from raw`
    );
    const [rows, filled, distinct, begins] = counted.getRows()[0] as [number, number, number, boolean];
    if (looksMerged({rows, filled, distinct, begins})) return true;
  }
  return false;
}

/** Every column as text, but those of contact data, which are never read. */
function rawStatement(path: string, delimiter: string, match: Match, skip: number): string {
  const contact = new Set(match.contact);
  const names = match.header.map((_, i) => `c${i}`);
  const kept = names.filter((_, i) => !contact.has(shownHeader(match.header[i]!)));
  const declared = names.map(name => `'${name}': 'VARCHAR'`).join(", ");
  return `create or replace temp table raw as select ${kept.join(", ")} from read_csv(${text(path)},
    auto_detect = false, header = false, skip = ${skip}, delim = '${delimiter}', quote = '"', escape = '"',
    strict_mode = true, max_line_size = 20000000, columns = {${declared}})`;
}

/** Row by row, as a small file is read, in memory that does not grow with the file. */
async function readRows(
  connection: DuckDBConnection,
  input: InputFile,
  file: number,
  encoding: Encoding,
  {dialect, match}: Head,
  top: Top,
  reader: TableReader,
  handle: FileHandle,
  onProgress: (share: number) => void
): Promise<FileRead> {
  const decoder = new TextDecoder(labels[encoding], {fatal: true});
  const splitter = new RowSplitter(dialect);
  const writer = new RecordWriter(connection, match.source, file);
  let count = 0;
  let done = 0;
  let line = 0;
  const take = async (text: string, last: boolean) => {
    for (const row of splitter.push(text, last)) {
      line = row.line + row.lines - 1;
      if (count++ < top.records) continue;
      const record = reader.read(row);
      if (record) await writer.write(record);
    }
  };
  for await (const bytes of pieces(handle, bomOf(encoding))) {
    done += bytes.length;
    let text: string;
    try {
      text = decoder.decode(bytes, {stream: true});
    } catch {
      await writer.discard();
      return {...refuse(input.name, broken(encoding.replace(" BOM", ""), line + 1).refused), encoding: null};
    }
    if (binary.test(text)) {
      await writer.discard();
      return refuse(input.name, `第 ${line + 1} 行以后有不可见的控制字符,文件不是文本或已损坏;请重新从系统导出。`);
    }
    await take(text, false);
    onProgress(done / input.bytes);
  }
  try {
    await take(decoder.decode(), true);
  } catch {
    await writer.discard();
    return {...refuse(input.name, broken(encoding.replace(" BOM", ""), line + 1).refused), encoding: null};
  }
  await writer.flush();
  return {name: input.name, refused: null, encoding, kind: match.source, match, records: [], ...reader.finish()};
}
