import {type ChildProcess, execFile, spawn} from "node:child_process";
import {cp, mkdir, mkdtemp, readdir, readFile, rm, stat} from "node:fs/promises";
import {loadavg, tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {parseArgs, promisify} from "node:util";
import {ownTarget, targets} from "../../program/targets.js";
import {generate} from "./intake.js";

/**
 * The office's program from its archive: how large the archives are; from its start to the page, to what was read of
 * every file, to the figures, and to the site that is asked for then; processor and memory. `npx tsx tests/bench/program.ts [--packed] [--runs 3] [--rows 0,20000]`;
 * `--packed`: the archives that lie in packages; rows 0: the sample. Prints the best of the runs, and how busy the machine was.
 */
const run = promisify(execFile);
const {values} = parseArgs({
  options: {
    packed: {type: "boolean"},
    runs: {type: "string", default: "3"},
    rows: {type: "string", default: "0,20000,200000"}
  }
});
const runs = Number(values.runs);
const say = (line: string) => process.stdout.write(`${line}\n`);
const {version} = JSON.parse(await readFile("package.json", "utf8"));

/** Ticks of the clock in which Linux counts the time of a processor, in a second. */
const ticks = 100;

for (const target of Object.keys(targets)) {
  if (!values.packed) await run(process.execPath, ["program/run.mjs", "package", "--target", target]);
  const title = `履职数据年报-${version}-${target}${target.startsWith("win") ? ".zip" : ".tar.gz"}`;
  const {size} = await stat(join("packages", title)).catch(() => ({size: 0}));
  say(`${target.padEnd(28)} ${size ? `${(size / 1e6).toFixed(1)} MB` : "没有做"}  要求 < 150`);
}

const scratch = await mkdtemp(join(tmpdir(), "yearbook-program-bench-"));
const title = `履职数据年报-${version}-${ownTarget()}`;
await run("tar", ["-xzf", resolve("packages", `${title}.tar.gz`), "-C", scratch]);
const home = join(scratch, title);

interface Measured {
  page: number;
  read: number;
  figures: number;
  site: number;
  /** Seconds of the processor until the page, until the figures, until the site. */
  processor: [page: number, figures: number, site: number];
  /** MB held when all is done, and at most. */
  memory: [now: number, most: number];
}

/** Starts the program on what lies in its folder, as a double click does, until the figures follow and the site is seen. */
async function started(): Promise<Measured> {
  const began = performance.now();
  const since = () => (performance.now() - began) / 1000;
  const child = spawn(join(home, "program/node"), [join(home, "program/main.mjs"), "workbench"], {cwd: home});
  const address = new URL(await addressOf(child));
  const first = await fetch(address, {redirect: "manual"});
  const cookie = first.headers.get("set-cookie")!.split(";")[0]!;
  const ask = (path: string) => fetch(new URL(path, address), {headers: {cookie}});
  await (await ask("/workbench")).text();
  await (await ask("/_work/page.js")).text();
  const page = since();
  const atPage = await processorOf(child.pid!);
  let read = 0;
  for (;;) {
    const state = await (await ask("/_work/state")).json();
    if (!read && state.busy === null && state.exports.length) read = since();
    if (read && state.busy === null && state.behind === null && state.years.length) break;
    await new Promise(done => setTimeout(done, 50));
  }
  const figures = since();
  const atFigures = await processorOf(child.pid!);
  if (!(await (await ask("/")).text()).includes("概览")) throw new Error("no site");
  const site = since();
  const status = await readFile(`/proc/${child.pid}/status`, "utf8");
  const held = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)![1]) / 1024;
  const processor: Measured["processor"] = [atPage, atFigures, await processorOf(child.pid!)];
  const ended = new Promise(done => child.once("close", done));
  child.kill("SIGTERM");
  await ended;
  return {page, read, figures, site, processor, memory: [held("VmRSS"), held("VmHWM")]};
}

const addressOf = (child: ChildProcess): Promise<string> =>
  new Promise((done, fail) => {
    let said = "";
    child.stdout!.on("data", chunk => {
      said += chunk;
      const [found] = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(said) ?? [];
      if (found) done(found);
    });
    child.on("close", () => fail(new Error(said)));
  });

async function processorOf(pid: number): Promise<number> {
  const line = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = line
    .slice(line.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  return [11, 12, 13, 14].reduce((sum, at) => sum + fields[at]!, 0) / ticks;
}

async function measured(name: string, rows: number | null): Promise<void> {
  const all: Measured[] = [];
  const exports = join(home, "数据/exports");
  for (const each of await readdir(exports)) await rm(join(exports, each));
  if (rows !== null) {
    await mkdir(".cache/bench", {recursive: true});
    await cp(await generate(".cache/bench", rows, "gb18030"), join(exports, "提案.csv"));
  }
  for (let i = 0; i < runs; i++) {
    await rm(join(home, "输出"), {recursive: true, force: true});
    all.push(await started());
  }
  const again = await started();
  const best = (of: (each: Measured) => number) => Math.min(...all.map(of)).toFixed(1);
  say(
    `${name.padEnd(12)} 到页面 ${best(each => each.page)} 秒（处理器 ${best(each => each.processor[0])}），读完 ${best(each => each.read)} 秒，` +
      `数字 ${best(each => each.figures)} 秒（处理器 ${best(each => each.processor[1])}），网站 ${best(each => each.site)} 秒（处理器 ${best(each => each.processor[2])}）；再次启动 ${again.page.toFixed(1)}、${again.figures.toFixed(1)} 秒；` +
      `内存 ${best(each => each.memory[0])} MB，最多 ${best(each => each.memory[1])} MB；负载 ${loadavg()[0]!.toFixed(1)}`
  );
}

try {
  for (const rows of values.rows.split(",").map(Number))
    await measured(rows ? `${rows.toLocaleString("en")} 行` : "示例", rows || null);
} finally {
  await rm(scratch, {recursive: true, force: true});
}
