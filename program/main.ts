import {mkdir, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {programRecord} from "../loaders/code.js";
import {print} from "../loaders/command.js";
import {explain} from "../loaders/fault.js";
import {cachePath, settle} from "../loaders/paths.js";
import {StaffError} from "../src/intake/problem.js";
import {fullWidth} from "../src/text/punctuation.js";
import {commands} from "./commands.js";
import {prepareData} from "./data.js";

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

/** Runs the command that is asked for; without one, opens the workbench. */
async function run([name = "workbench", ...args]: string[]): Promise<number> {
  const command = commands[name];
  if (!command)
    throw new StaffError(
      `没有叫“${name}”的命令，现有：${Object.keys(commands).join("、")}。加上 --help 可以看到说明。`
    );
  const {version} = (await programRecord())!;
  await keepWithin(cachePath("temporary"));
  await prepareData(home, version, line => print(`${line}\n`));
  const {run} = await command();
  return run(args);
}

/** Has passing files, ours and those of the browser that prints, written into a folder of ours. */
async function keepWithin(folder: string): Promise<void> {
  await mkdir(folder, {recursive: true});
  for (const name of ["TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"]) process.env[name] = folder;
}

/** What staff read of an error; of one that nobody foresaw, where its details lie. */
async function told(error: unknown): Promise<string> {
  const words = explain(error);
  if (words !== null) return fullWidth(words);
  const {message, stack} = error as Error;
  const path = cachePath("错误.txt");
  const written = await writeFile(path, `${stack}\n`).then(
    () => `，详情在 ${path}，请把它交给维护的人`,
    () => ""
  );
  return `程序出错（${message}）${written}。数据没有改动。`;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${await told(error)}\n`);
  process.exitCode = 1;
}
