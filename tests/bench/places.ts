import {execFileSync} from "node:child_process";
import {appendFileSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from "node:fs";
import {availableParallelism, loadavg, tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {settle} from "../../loaders/paths.js";
import {gather} from "../../loaders/places/gather.js";
import {startServers} from "../engine/servers.js";
import {writeOffice} from "./office.js";
import {countRows, multiply} from "./staged.js";

/**
 * How the figures of places grow: places of 1,200 rows each, all of them read and then one anew; and staged rows that
 * were multiplied within the database, counted by DuckDB and, where an address is given, by an engine. Each in a process
 * of its own. `--out` adds a line of JSON for each to a file, of which `growth.ts` draws docs/规模.svg.
 */
const {values: asked} = parseArgs({
  options: {
    places: {type: "string", default: "4,12"},
    /** Millions. */
    rows: {type: "string", default: "0.2"},
    engine: {type: "string"},
    /** So many servers of ClickHouse are started as the engine. */
    shards: {type: "string"},
    memory: {type: "string", default: "4GB"},
    out: {type: "string"},
    scratch: {type: "string", default: tmpdir()},
    child: {type: "string"}
  }
});

/** What a step took, of a process and the machine it ran on. */
export interface Taken {
  what: string;
  n: number;
  /** Seconds. */
  wall: number;
  processor: number;
  /** The most memory that the process held, GB. */
  memory: number;
  /** On disk, GB. */
  disk?: number;
  load: number;
}

async function main(): Promise<void> {
  const scratch = mkdtempSync(join(asked.scratch, "yearbook-places-"));
  const servers = asked.shards ? await startServers(Number(asked.shards)) : undefined;
  engine = asked.engine ?? servers?.address;
  const numbers = (list: string) => list.split(",").filter(Boolean).map(Number);
  try {
    for (const n of numbers(asked.places)) {
      const data = join(scratch, `places-${n}`);
      writeCity(data, n);
      step({what: "places", n, data, cache: scratch});
      appendFileSync(join(data, "places/p0/exports/提案.csv"), `${oneMore}\n`);
      step({what: "one more", n, data, cache: scratch});
    }
    const data = join(scratch, "seed");
    writeCity(data, 4);
    for (const n of numbers(asked.rows)) {
      const path = join(scratch, "rows.duckdb");
      step({what: "multiply", n, data, cache: scratch, path});
      step({what: "duckdb", n, path});
      if (engine) step({what: "engine", n, path});
      rmSync(path);
    }
  } finally {
    await servers?.stop();
    rmSync(scratch, {recursive: true, force: true});
  }
}

interface Step {
  what: string;
  n: number;
  data?: string;
  cache?: string;
  path?: string;
}

let engine: string | undefined;

function step(asking: Step): void {
  const [program, ...own] = [process.execPath, ...process.execArgv, fileURLToPath(import.meta.url)];
  const further = engine ? ["--engine", engine] : [];
  const said = execFileSync(
    program!,
    [...own, "--memory", asked.memory, ...further, "--child", JSON.stringify(asking)],
    {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"]
    }
  );
  const taken = JSON.parse(said.trim().split("\n").at(-1)!) as Taken;
  if (asked.out) appendFileSync(asked.out, `${JSON.stringify(taken)}\n`);
  const {what, n, wall, processor, memory, disk, load} = taken;
  process.stdout.write(
    `${titles[what]} ${n}`.padEnd(30) +
      `${processor.toFixed(1)} 秒处理器  ${wall.toFixed(1)} 秒  ${memory.toFixed(2)} GB 内存${disk ? `  ${disk.toFixed(2)} GB 磁盘` : ""}  负载 ${load.toFixed(1)}，${availableParallelism()} 核\n`
  );
}

const titles: Record<string, string> = {
  places: "全部读入，地区数",
  "one more": "一个地区有新数据，地区数",
  multiply: "造出暂存行，百万行",
  duckdb: "DuckDB 计数，百万行",
  engine: "计算引擎计数，百万行"
};

async function child({what, n, data, cache, path}: Step): Promise<void> {
  if (cache) settle({cache});
  const began = performance.now();
  const before = process.cpuUsage();
  if (what === "multiply") {
    copyFileSync(await gather({data: data!}), path!);
    await multiply(path!, n * 1e6);
  } else if (data) await gather({data});
  else await countRows(path!, asked.memory, what === "engine" ? asked.engine : undefined);
  const {user, system} = process.cpuUsage(before);
  const taken: Taken = {
    ...{what, n, wall: (performance.now() - began) / 1000, processor: (user + system) / 1e6},
    ...{memory: (process.resourceUsage().maxRSS * 1024) / 1e9, load: loadavg()[0]!},
    ...(path ? {disk: statSync(path).size / 1e9} : {})
  };
  process.stdout.write(`${JSON.stringify(taken)}\n`);
}

function writeCity(data: string, places: number): void {
  mkdirSync(join(data, "reference"), {recursive: true});
  const rows = Array.from({length: places}, (_, i) => `地区${i},示例省,县,,p${i}`);
  writeFileSync(join(data, "reference/places.csv"), ["地区,上级,级别,代码,文件夹", "示例省,,省,,", ...rows].join("\n"));
  for (let i = 0; i < places; i++) writeOffice(join(data, "places", `p${i}`), i);
}

const oneMore =
  "新1,五届三次,新的提案,委员1,委员个人,2024-01-09,城乡建设,立案,单位1,2024-02-01,2024-02-11,2024-02-11,满意";

if (asked.child) await child(JSON.parse(asked.child));
else await main();
