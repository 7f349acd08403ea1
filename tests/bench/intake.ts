import {execFile} from "node:child_process";
import {once} from "node:events";
import {createReadStream, createWriteStream, existsSync} from "node:fs";
import {mkdir, mkdtemp, readFile as readBytes, rename, rm, stat} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs, promisify} from "node:util";
import {DuckDBInstance} from "@duckdb/node-api";
import {parse} from "csv-parse";
import {encodeGb18030} from "../../data/sample/generate/gb18030.js";
import {digest} from "../../loaders/files.js";
import {ingest} from "../../loaders/ingest.js";
import {readExport} from "../../src/kinds/read.js";

const header = [
  ...["流水号", "提案编号", "届次", "案由", "提案者类型", "第一提案人", "类别"],
  ...["提交日期", "审查结果", "主办单位", "交办日期", "答复日期", "委员意见"]
].join(",");

const kinds = ["委员个人", "委员联名", "党派", "人民团体", "界别"];
const categories = ["经济发展", "科技创新", "农业农村", "城乡建设", "教育", "卫生健康", "社会治理"];
const units = ["区教育局", "区财政局", "区商务局", "区卫生健康委", "区教育局、区财政局", "区商务局、区公安分局"];
const ratings = ["满意", "满意", "满意", "基本满意", ""];
const places = ["示例甲街道", "示例乙街道", "示例丙街道", "示例丁镇", "示例戊镇", "老城片区", "沿江片区"];
const topics = ["停车难", "养老服务", "学前教育", "河道治理", "示例产业园招商", "夜间经济", "社区食堂", "历史建筑保护"];

/** One made-up proposal as a line of an export, about 220 bytes in UTF-8; the same for the same number. */
export function line(i: number): string {
  const pick = (list: readonly string[], by: number) => list[((i * 2654435761) >>> by) % list.length]!;
  const day = (from: number, span: number) => {
    const date = new Date(Date.UTC(2024, 0, 8 + from + ((i * 7919) % span)));
    return date.toISOString().slice(0, 10);
  };
  const title = `关于进一步加强${pick(places, 3)}${pick(topics, 5)}工作第${i}号的建议(示例数据)`;
  const cells = [
    `TA${String(i).padStart(8, "0")}`,
    String(i).padStart(7, "0"),
    "十一届三次",
    i % 4 ? title : `"${title},另附说明"`,
    pick(kinds, 7)
  ];
  cells.push(`委员${String(i % 5000).padStart(4, "0")}`, pick(categories, 9), day(0, 300), i % 20 ? "立案" : "不立案");
  return [...cells, pick(units, 11), day(20, 300), day(60, 290), pick(ratings, 13)].join(",");
}

/** Writes an export of so many proposals once; later runs find it. */
export async function generate(folder: string, count: number, encoding: "utf8" | "gb18030"): Promise<string> {
  const path = join(folder, `proposals-${count}-${encoding}.csv`);
  if (existsSync(path)) return path;
  await mkdir(folder, {recursive: true});
  const out = createWriteStream(`${path}.part`);
  let block = `${header}\n`;
  for (let i = 1; i <= count; i++) {
    block += `${line(i)}\n`;
    if (block.length > 1 << 18 || i === count) {
      if (!out.write(encoding === "utf8" ? Buffer.from(block) : encodeGb18030(block))) await once(out, "drain");
      block = "";
    }
  }
  out.end();
  await once(out, "close");
  await rename(`${path}.part`, path);
  return path;
}

/** What is measured, each in a process of its own: how many rows it saw. */
const works: Record<string, (path: string) => Promise<number>> = {
  async "read_csv(all_varchar)"(path) {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run(`create table raw as select * from read_csv('${path}', all_varchar = true)`);
    return Number((await connection.runAndReadAll("select count(*)::integer from raw")).getRows()[0]![0]);
  },
  async "csv-parse"(path) {
    let count = -1;
    for await (const _ of createReadStream(path).pipe(parse({relax_column_count: true}))) count++;
    return count;
  },
  async ingest(path) {
    const folder = await mkdtemp(join(tmpdir(), "bench-"));
    try {
      const connection = await (await DuckDBInstance.create(join(folder, "warehouse.duckdb"))).connect();
      const input = async (name: string, at: string) => ({
        ...{name, path: at, bytes: (await stat(at)).size},
        sha256: await digest(at)
      });
      const tables = ["sessions", "units", "codes", "categories", "activity_types", "rules"];
      const reference = await Promise.all(tables.map(name => input(name, `tests/intake/reference/${name}.csv`)));
      const {files} = await ingest(connection, {exports: [await input("proposals.csv", path)], reference});
      return files[0]!.accepted;
    } finally {
      await rm(folder, {recursive: true, force: true});
    }
  },
  async "readFile, as in the browser"(path) {
    return (await readExport("proposals.csv", await readBytes(path))).counts.records;
  }
};

interface Measured {
  seconds: number;
  /** Processor time of all threads. */
  processor: number;
  megabytes: number;
  rows: number;
}

async function measure(work: string, path: string): Promise<Measured> {
  const start = performance.now();
  const rows = await works[work]!(path);
  const seconds = (performance.now() - start) / 1000;
  const {maxRSS, userCPUTime, systemCPUTime} = process.resourceUsage();
  return {seconds, processor: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024, rows};
}

async function median(work: string, path: string, runs: number): Promise<Measured> {
  const measured: Measured[] = [];
  const self = fileURLToPath(import.meta.url);
  for (let i = 0; i < runs; i++) {
    const {stdout} = await promisify(execFile)(process.execPath, [
      "--import",
      "tsx",
      self,
      "--work",
      work,
      "--file",
      path
    ]);
    measured.push(JSON.parse(stdout));
  }
  return measured.sort((a, b) => a.seconds - b.seconds)[measured.length >> 1]!;
}

/** `--rows 1000000 --runs 3 --folder .cache/bench`: medians of reading so many proposals, as lines of a table. */
export async function run(args: string[]): Promise<void> {
  const {values} = parseArgs({
    args,
    options: {
      ...{work: {type: "string"}, file: {type: "string"}, rows: {type: "string", default: "1000000"}},
      ...{runs: {type: "string", default: "3"}, folder: {type: "string", default: ".cache/bench"}}
    }
  });
  if (values.work) return void process.stdout.write(JSON.stringify(await measure(values.work, values.file!)));
  const count = Number(values.rows);
  const runs = Number(values.runs);
  const utf8 = await generate(values.folder, count, "utf8");
  const gb18030 = await generate(values.folder, count, "gb18030");
  const small = await generate(values.folder, 45_000, "utf8");
  const list: [string, string, string][] = [
    ["read_csv(all_varchar)", utf8, "UTF-8"],
    ["csv-parse", utf8, "UTF-8"],
    ["ingest", utf8, "UTF-8"],
    ["ingest", gb18030, "GB18030"],
    ["readFile, as in the browser", small, "UTF-8, 10 MB"]
  ];
  for (const [work, path, encoding] of list) {
    const {seconds, processor, megabytes, rows} = await median(work, path, runs);
    const size = ((await stat(path)).size / 1e6).toFixed(0);
    process.stdout.write(
      `${work} (${encoding}, ${rows} rows, ${size} MB): ${seconds.toFixed(2)} s, processor ${processor.toFixed(2)} s, peak ${megabytes.toFixed(0)} MB\n`
    );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run(process.argv.slice(2));
