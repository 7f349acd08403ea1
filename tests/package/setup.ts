import {execFile, execFileSync} from "node:child_process";
import {existsSync} from "node:fs";
import {chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {dirname, join, resolve} from "node:path";
import {promisify} from "node:util";
import {unzipSync} from "fflate";
import type {TestProject} from "vitest/node";
import {filesIn} from "../../loaders/publish.js";
import {targets} from "../../program/targets.js";

const run = promisify(execFile);

/** An archive of the program and the folder that it was unpacked to. */
export interface Unpacked {
  bytes: number;
  home: string;
  /** The files in it before anything is started, but those of the program itself. */
  names: string[];
}

declare module "vitest" {
  export interface ProvidedContext {
    unpacked: Record<string, Unpacked>;
  }
}

/** What these tests need of a machine, by the program that is looked for and the packages of Debian that bring it. */
const needed = {wine: ["wine", "wine64"], ip: ["iproute2"], setpriv: ["util-linux"]};

/** Packs the program for every machine and unpacks each on a desk with a blank and Chinese characters in its path. */
export default async function setup(project: TestProject) {
  execFileSync(".ci/tools", {stdio: ["ignore", "ignore", "inherit"]});
  install();
  const scratch = await mkdtemp(join(tmpdir(), "yearbook-package-"));
  await chmod(scratch, 0o755);
  const unpacked: Record<string, Unpacked> = {};
  // A desk each: a version beside another takes its data over.
  for (const target of Object.keys(targets)) {
    const desk = join(scratch, target, "办公 电脑");
    await mkdir(desk, {recursive: true});
    unpacked[target] = await pack(target, desk);
  }
  project.provide("unpacked", unpacked);
  return () => rm(scratch, {recursive: true, force: true});
}

async function pack(target: string, desk: string): Promise<Unpacked> {
  await run(process.execPath, ["program/run.mjs", "package", "--target", target], {maxBuffer: 1 << 26});
  const {version} = JSON.parse(await readFile("package.json", "utf8"));
  const title = `履职数据年报-${version}-${target}`;
  const zip = target.startsWith("win");
  const archive = resolve("packages", `${title}${zip ? ".zip" : ".tar.gz"}`);
  if (zip) await unzip(archive, desk);
  else await run("tar", ["-xzf", archive, "-C", desk]);
  const home = join(desk, title);
  return {
    bytes: (await stat(archive)).size,
    home,
    names: (await filesIn(home)).filter(name => !name.startsWith("program/"))
  };
}

async function unzip(archive: string, folder: string): Promise<void> {
  for (const [name, bytes] of Object.entries(unzipSync(await readFile(archive)))) {
    const path = join(folder, name);
    await mkdir(name.endsWith("/") ? path : dirname(path), {recursive: true});
    if (!name.endsWith("/")) await writeFile(path, bytes);
  }
}

/** Installs what is missing, on Debian as root; elsewhere says what to install. */
function install(): void {
  const missing = Object.entries(needed).filter(([program]) => !isThere(program));
  if (!missing.length) return;
  const packages = missing.flatMap(([, names]) => names);
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get"))
    throw new Error(`test:package needs ${packages.join(", ")} and root: run it as root on Debian`);
  execFileSync("apt-get", ["update", "-qq"], {stdio: "ignore"});
  const quietly = {stdio: "ignore", env: {...process.env, DEBIAN_FRONTEND: "noninteractive"}} as const;
  execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], quietly);
}

const isThere = (program: string): boolean =>
  (process.env.PATH ?? "").split(":").some(folder => existsSync(join(folder, program)));
