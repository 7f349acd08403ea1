import {mkdir, readFile, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {programRecord} from "../loaders/code.js";
import {explain} from "../loaders/fault.js";
import {dataPath, settle} from "../loaders/paths.js";
import {StaffError} from "../src/intake/problem.js";

/** The commands of the program; each is loaded when it is asked for. */
const commands: Record<string, () => Promise<{run(args: string[]): Promise<number>}>> = {
  start: () => import("../reports/commands/start.js"),
  build: () => import("../reports/commands/build.js"),
  ingest: () => import("../reports/commands/ingest.js"),
  report: () => import("../reports/commands/report.js"),
  check: () => import("../reports/check.js"),
  freeze: () => import("../reports/commands/freeze.js"),
  verify: () => import("../reports/commands/verify.js"),
  diff: () => import("../reports/commands/diff.js"),
  plenary: () => import("../reports/commands/plenary.js")
};

/** Where an office's program lies, and beside it what the office gives and gets. Nothing is written anywhere else. */
const program = dirname(fileURLToPath(import.meta.url));
const home = dirname(program);
settle({
  program,
  data: join(home, "数据"),
  reports: join(home, "输出", "报告"),
  frozen: join(home, "输出", "留存"),
  site: join(home, "输出", "网站"),
  cache: join(home, "输出", ".cache")
});

/** Runs the command that is asked for; without one, opens the site. */
async function run([name = "start", ...args]: string[]): Promise<number> {
  const command = commands[name];
  if (!command)
    throw new StaffError(
      `没有叫“${name}”的命令，现有：${Object.keys(commands).join("、")}。加上 --help 可以看到说明。`
    );
  await markData();
  const {run} = await command();
  return run(args);
}

/** Notes in the data which version wrote them last. Throws StaffError on those of a newer version. */
async function markData(): Promise<void> {
  const own = (await programRecord())!.version;
  await mkdir(dataPath("exports"), {recursive: true});
  await mkdir(dataPath("reference"), {recursive: true});
  const mark = dataPath("版本.txt");
  const last = (await readFile(mark, "utf8").catch(() => "")).trim();
  if (last && isNewer(last, own))
    throw new StaffError(
      `“数据”文件夹由较新的版本 ${last} 写过，本程序是 ${own}；请用 ${last} 或更新的版本打开。数据没有改动。`
    );
  if (last !== own) await writeFile(mark, `${own}\n`);
}

function isNewer(a: string, b: string): boolean {
  const [left, right] = [a, b].map(version => version.split(".").map(Number)) as [number[], number[]];
  const i = left.findIndex((part, i) => part !== right[i]);
  return i >= 0 && left[i]! > (right[i] ?? 0);
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${explain(error) ?? (error as Error).stack}\n`);
  process.exitCode = 1;
}
