import {mkdir, mkdtemp, rename, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import {bar} from "../loaders/bar.js";
import {commonHelp, main, readArguments} from "../loaders/command.js";
import {inputs} from "../loaders/files.js";
import {type IngestSummary, ingest} from "../loaders/ingest.js";
import {problemWorkbook} from "./problems.js";
import {summaryJson, summaryText} from "./problems-summary.js";

const help = `用法:npm run ingest

读一遍全部导出文件,说明每个文件读了多少、哪些没有采用、为什么,并写出 reports/out/问题清单.xlsx,
每个有问题的文件一张工作表,可以单独发还给提供的人。网站和年报的数据不受影响。

  --json              把各文件的数目以 JSON 写到标准输出,供其他程序使用
  --out 文件夹        问题清单写到该文件夹;不写则为 reports/out
${commonHelp}
`;

/** Reads all exports and says what of each counts. Exit code 1 when a file was refused, with the reasons. */
export async function run(args: string[]): Promise<number> {
  const {help: wanted, values, flags, data} = readArguments(args, ["out"], ["json"]);
  if (wanted) {
    process.stdout.write(help);
    return 0;
  }
  const summary = await readExports(data);
  const path = await writeProblemList(summary, values.out);
  const print = (stream: NodeJS.WriteStream, text: string) => stream.write(`${text}\n`);
  if (flags.has("json")) print(process.stdout, JSON.stringify(summaryJson(summary), null, 2));
  else print(process.stdout, summaryText(summary));
  print(flags.has("json") ? process.stderr : process.stdout, `\n问题清单:${path}`);
  const refused = refusedFiles(summary);
  for (const file of refused) print(process.stderr, `${file.name}:${file.refused}`);
  return refused.length > 0 ? 1 : 0;
}

/** Files that staff must mend; not the lock files of Excel. */
export const refusedFiles = ({files}: IngestSummary) =>
  files.filter(({name, refused}) => refused !== null && !/(^|\/)~\$/.test(name));

/** Writes `问题清单.xlsx` beside and puts it in place; returns its path. */
export async function writeProblemList({files}: IngestSummary, out = "reports/out"): Promise<string> {
  const folder = resolve(out);
  const path = join(folder, "问题清单.xlsx");
  const dates = files.flatMap(file => [file.lastDate, file.exported]).filter(date => date !== null);
  await mkdir(folder, {recursive: true});
  await writeFile(`${path}.${process.pid}.tmp`, await problemWorkbook(files, dates.sort().at(-1) ?? "2000-01-01"));
  await rename(`${path}.${process.pid}.tmp`, path);
  return path;
}

/** Reads all exports into a database of its own, thrown away afterwards, so that the warehouse is left as it is. */
export async function readExports(data: string | undefined): Promise<IngestSummary> {
  const found = await inputs(data);
  const folder = await mkdtemp(join(tmpdir(), "yearbook-ingest-"));
  const progress = bar();
  const instance = await DuckDBInstance.create(join(folder, "ingest.duckdb"));
  const connection = await instance.connect();
  progress.show("读取参考表", 0);
  try {
    return await ingest(connection, found, progress.show, {keepGoing: true});
  } finally {
    progress.clear();
    connection.closeSync();
    instance.closeSync();
    await rm(folder, {recursive: true, force: true});
  }
}

await main(import.meta.url, run);
