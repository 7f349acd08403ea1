import {existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {basename, join} from "node:path";
import {isDeepStrictEqual} from "node:util";
import {parse} from "csv-parse/sync";
import {decode, refusal} from "../../src/intake/decode.js";
import {delimiters, type Row, readTable} from "../../src/intake/rows.js";

/**
 * Reads public suites of messy CSV files, such as csv-spectrum or those of DuckDB: `npx tsx tests/bench/suites.ts DIR …`.
 * exact: as csv-parse reads the file, or as the JSON beside it says; told: a row is marked as damaged, mended or not as
 * wide as the first; refused: with a reason; silent: read otherwise, and nothing is said. Prints counts and the silent.
 */
type Fate = "exact" | "told" | "refused" | "silent";

function fateOf(path: string): Fate {
  const bytes = readFileSync(path);
  if (refusal(basename(path), bytes)) return "refused";
  const decoded = decode(bytes);
  if ("refused" in decoded) return "refused";
  const delimiter = likely(decoded.text);
  const [head] = readTable(decoded.text, {delimiter, quote: '"'}, 1);
  const rows = readTable(decoded.text, {delimiter, quote: '"', width: head?.cells.length});
  const expected = said(path) ?? strict(decoded.text, delimiter);
  const cells = rows.map(row => row.cells).filter(row => row.some(cell => cell !== ""));
  if (expected && isDeepStrictEqual(cells, expected)) return "exact";
  return doubtful(rows) ? "told" : "silent";
}

const doubtful = ([head, ...rows]: readonly Row[]) =>
  head?.damaged ||
  head?.mended ||
  rows.some(row => row.damaged || row.mended || row.cells.length !== head?.cells.length);

/** The separator that the first lines have most of. */
function likely(text: string): string {
  const start = text.slice(0, 20_000);
  const often = (delimiter: string) => start.split(delimiter).length;
  return [...delimiters].sort((a, b) => often(b) - often(a))[0]!;
}

/** The records of the JSON beside, where the suite has one: header and cells as texts. */
function said(path: string): string[][] | null {
  const json = path.replace("/csvs/", "/json/").replace(/\.csv$/, ".json");
  if (json === path || !existsSync(json)) return null;
  const records = JSON.parse(readFileSync(json, "utf8")) as Record<string, string>[];
  return [Object.keys(records[0]!), ...records.map(record => Object.values(record))];
}

/** As csv-parse reads it, null where it refuses. */
function strict(text: string, delimiter: string): string[][] | null {
  try {
    const options = {delimiter, record_delimiter: ["\r\n", "\n", "\r"], relax_column_count: true};
    const records: string[][] = parse(text, {...options, skip_empty_lines: true});
    return records.filter(row => row.some(cell => cell !== ""));
  } catch {
    return null;
  }
}

for (const folder of process.argv.slice(2)) {
  const counts = {files: 0, exact: 0, told: 0, refused: 0, silent: 0};
  const silent: string[] = [];
  const paths = readdirSync(folder, {recursive: true, encoding: "utf8"}).map(name => join(folder, name));
  for (const path of paths.sort()) {
    if (!statSync(path).isFile() || /\.(json|md)$|LICENSE$/.test(path)) continue;
    const fate = fateOf(path);
    counts.files++;
    counts[fate]++;
    if (fate === "silent") silent.push(path);
  }
  process.stdout.write(`${folder} ${JSON.stringify(counts)}\n${silent.map(path => `  ${path}\n`).join("")}`);
}
