import {chmod, cp, mkdir, readFile, rm, writeFile} from "node:fs/promises";
import {join, resolve} from "node:path";
import {progress, readArguments} from "../loaders/command.js";
import {StaffError} from "../src/intake/problem.js";
import {archive} from "./archive.js";
import {fillProgram} from "./contents.js";
import {ownTarget, type Target, targets} from "./targets.js";

const help = `npm run package -- [选项]    做成办公室直接使用的程序，写到 packages 文件夹
  --target win-x64    给哪一种机器：${Object.keys(targets).join("、")}；不写则为本机
  --help              显示本说明`;

/** Writes the archive of a target under `packages/`. */
export async function run(args: string[]): Promise<number> {
  const {help: asked, values} = readArguments(args, ["target"]);
  if (asked) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const name = values.target ?? ownTarget();
  const target = targets[name];
  if (!target) throw new StaffError(`--target 只能是 ${Object.keys(targets).join("、")}，不能是“${name}”。`);
  const say = progress();
  const {version} = JSON.parse(await readFile("package.json", "utf8"));
  const title = `履职数据年报-${version}-${name}`;
  const folder = resolve("packages", `.${title}.${process.pid}`, title);
  try {
    await mkdir(join(folder, "program"), {recursive: true});
    await fillProgram(join(folder, "program"), target, say);
    await addOffice(folder, name, target);
    say("压缩 …");
    const path = await archive(folder, resolve("packages"), target.os);
    say(`已写出：${path}`);
  } finally {
    await rm(resolve(folder, ".."), {recursive: true, force: true});
  }
  return 0;
}

/** What staff see: the file to double click, what to read first, a folder for their data with the tables. */
async function addOffice(folder: string, name: string, {os, cpu}: Target): Promise<void> {
  await mkdir(join(folder, "数据", "exports"), {recursive: true});
  await cp("data/reference", join(folder, "数据", "reference"), {recursive: true});
  const texts = (file: string) => readFile(join("program", "texts", file), "utf8");
  const start = os === "win32" ? "启动.bat" : "启动.sh";
  const script = (await texts(start)).replaceAll("{machine}", cpu === "x64" ? "x86_64" : "aarch64");
  await writeFile(join(folder, start), os === "win32" ? script.replaceAll("\n", "\r\n") : script);
  await chmod(join(folder, start), 0o755);
  const readme = (await texts("请先读我.txt")).replaceAll("{start}", start).replaceAll("{name}", name);
  // Old editors of Windows take a file without the mark for GBK.
  await writeFile(join(folder, "请先读我.txt"), `\ufeff${readme.replaceAll("\n", "\r\n")}`);
}
