import {type ChildProcess, execFile, execFileSync, spawn, spawnSync} from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {promisify} from "node:util";
import {afterAll, beforeAll, expect, inject, test} from "vitest";
import {filesIn} from "../../loaders/publish.js";

const run = promisify(execFile);
const {home} = inject("unpacked")["linux-x64"]!;
/** A user who has nothing else on this machine. */
const user = "61234";
const scratch = mkdtempSync(join(tmpdir(), "yearbook-desk-"));
/** What the user's PATH leads to: all programs of the machine but Node. */
const tools = join(scratch, "bin");
/** A file as old as the beginning. */
const began = join(scratch, "began");
const running: ChildProcess[] = [];

/** A command of the user on a machine whose network cable is out. */
const offline = (...command: string[]): string[] => [
  "-n",
  ...["sh", "-c", 'ip link set lo up && cd / && exec "$@"', "sh"],
  ...["setpriv", `--reuid=${user}`, `--regid=${user}`, "--clear-groups"],
  ...["env", "-i", `PATH=${tools}`, "HOME=/nowhere", "LANG=zh_CN.UTF-8", ...command]
];
const program = (...args: string[]) => offline(join(home, "program/node"), join(home, "program/main.mjs"), ...args);

/** Starts the program by its 启动.sh; gives the process and what it says of its address. */
async function start(...args: string[]): Promise<{child: ChildProcess; address: string}> {
  const child = spawn("unshare", offline("/bin/sh", join(home, "启动.sh"), ...args));
  running.push(child);
  const address = await new Promise<string>((done, fail) => {
    let said = "";
    const listen = (chunk: Buffer) => {
      said += chunk;
      const [found] = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(said) ?? [];
      if (found) done(found);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.on("close", () => fail(new Error(said)));
  });
  return {child, address};
}

/** What the program answers within the network of a process, by the cookie that its address gives; read by a Node of ours. */
async function answer({child, address}: {child: ChildProcess; address: string}, path: string): Promise<string> {
  const script = `const [address, path] = process.argv.slice(1);
    const first = await fetch(address, {redirect: "manual"});
    const cookie = first.headers.get("set-cookie").split(";")[0];
    const answer = await fetch(new URL(path, address), {headers: {cookie}});
    process.stdout.write(await answer.text());`;
  const inside = ["-t", String(child.pid), "-n", process.execPath, "--input-type=module", "-e", script, address, path];
  return (await run("nsenter", inside)).stdout;
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise(done => child.once("close", done));
  child.kill("SIGTERM");
  await ended;
}

/** All that the user has made outside the program's folder since these tests began. */
const elsewhere = (): string => {
  const places = ["/tmp", "/var/tmp", "/home", "/root", "/dev/shm", "/nowhere"].filter(existsSync);
  const wanted = ["-user", user, "-newer", began, "-not", "-path", `${home}*`];
  const {stdout, stderr} = spawnSync("find", [...places, "-ignore_readdir_race", ...wanted], {encoding: "utf8"});
  // What others on the machine take away while it looks is said, and is nothing of ours.
  return [stdout, stderr.replaceAll(/^find: .*: No such file or directory$/gm, "")].join("").trim();
};

beforeAll(() => {
  writeFileSync(began, "");
  mkdirSync(tools, {recursive: true});
  for (const name of readdirSync("/usr/bin"))
    if (!/^(node|nodejs|npm|npx)$/.test(name)) symlinkSync(`/usr/bin/${name}`, join(tools, name));
  execFileSync("chmod", ["755", scratch]);
  execFileSync("chown", ["-R", `${user}:${user}`, home]);
  execFileSync("chmod", ["-R", "a-w", join(home, "program")]);
});
afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(scratch, {recursive: true, force: true});
});

test("启动.sh without network, without Node, by an ordinary user, the program read-only: workbench and site answer", async () => {
  const started = await start();
  expect(await answer(started, "/workbench")).toContain("工作台 | 履职数据年报");
  expect(await answer(started, "/_work/page.js")).toContain("收数据");
  await expect.poll(() => answer(started, "/"), {timeout: 240_000, interval: 200}).toContain("概览 | 履职数据年报");
  await stop(started.child);
});

test("the report's documents come out, printed by the machine's browser", async () => {
  const {stderr} = await run("unshare", program("report", "--year", "2024"), {maxBuffer: 1 << 26});
  expect(stderr).not.toContain("字体里没有的字");
  const folder = join(home, "输出/报告/2024");
  const names = await filesIn(folder);
  for (const name of ["一页通.docx", "一页通.pdf", "一页通.html", "一页通.pptx", "figures.json", "figures.xlsx"])
    expect(names).toContain(name);
  expect(statSync(join(folder, "一页通.pdf")).size).toBeGreaterThan(20_000);
});

test("killed while it writes, the last good documents stay as they are, and the next run writes them", async () => {
  const folder = join(home, "输出/报告/2024");
  const bytes = async () => (await filesIn(folder)).map(name => [name, readFileSync(join(folder, name), "base64")]);
  const before = await bytes();
  const child = spawn("unshare", program("report", "--year", "2024", "--as-of", "2024-06-30"));
  running.push(child);
  const ended = new Promise(done => child.once("close", (_, signal) => done(signal)));
  child.stderr.on("data", chunk => String(chunk).includes("数据表") && child.kill("SIGKILL"));
  expect(await ended).toBe("SIGKILL");
  expect(await bytes()).toEqual(before);
  await run("unshare", program("report", "--year", "2024", "--as-of", "2024-06-30"), {maxBuffer: 1 << 26});
  const figures = JSON.parse(readFileSync(join(folder, "figures.json"), "utf8"));
  expect(JSON.stringify(figures)).toContain("2024-06-30");
  expect((await filesIn(folder)).filter(name => name.includes(".tmp"))).toEqual([]);
});

test("killed while it reads, the program starts again as if nothing had been", async () => {
  const {child} = await start();
  const ended = new Promise(done => child.once("close", done));
  child.kill("SIGKILL");
  await ended;
  const again = await start();
  expect(await answer(again, "/workbench")).toContain("工作台 | 履职数据年报");
  await expect.poll(() => answer(again, "/"), {timeout: 240_000, interval: 200}).toContain("概览 | 履职数据年报");
  await stop(again.child);
});

test("the site is published, and nothing was ever written outside the folder", async () => {
  await run("unshare", program("build"), {maxBuffer: 1 << 26});
  const site = join(home, "输出/网站");
  const pages = (await filesIn(site)).filter(name => name.endsWith(".html"));
  expect(pages).toContain("index.html");
  const links = [
    ...readFileSync(join(site, "index.html"), "utf8").matchAll(
      /<li class="observablehq-link[^>]*><a href="\.\/([^"#?]*)"/g
    )
  ];
  expect(links.length).toBeGreaterThan(8);
  expect(links.map(([, to]) => to || "index.html").filter(to => !pages.includes(decodeURI(to)))).toEqual([]);
  expect(elsewhere()).toBe("");
  const own = (await filesIn(home)).filter(name => !/^(program|数据|输出)\//.test(name));
  expect(own.sort()).toEqual(["启动.sh", "请先读我.txt"]);
});

test("数据 that a newer version wrote are left alone, and the sentence says what to do", async () => {
  const mark = join(home, "数据/版本.txt");
  const own = readFileSync(mark);
  writeFileSync(mark, "99.0.0\n");
  await expect(run("unshare", program("ingest"))).rejects.toThrow("由较新的版本99.0.0写过");
  expect(readFileSync(mark, "utf8")).toBe("99.0.0\n");
  writeFileSync(mark, own);
});

test("a folder that may not be written is one sentence, not a stack", async () => {
  execFileSync("chown", ["-R", "0:0", home]);
  execFileSync("chmod", ["a-w", join(home, "数据"), join(home, "输出")]);
  const said = await run("unshare", program("report", "--year", "2024")).then(
    () => "",
    ({stderr}: {stderr: string}) => stderr
  );
  expect(said).toContain("没有写入权限");
  expect(said.trim().split("\n")).toHaveLength(1);
  execFileSync("chmod", ["u+w", join(home, "数据"), join(home, "输出")]);
  execFileSync("chown", ["-R", `${user}:${user}`, home]);
});

test("a newer version beside takes the data over by itself, and says so", async () => {
  writeFileSync(join(home, "数据/exports/社情民意_2024.csv"), readFileSync("data/sample/exports/社情民意_2024.csv"));
  const newer = `${home} 新`;
  execFileSync("cp", ["-a", home, newer]);
  rmSync(join(newer, "数据"), {recursive: true});
  const record = join(newer, "program/program.json");
  execFileSync("chmod", ["-R", "u+w", join(newer, "program")]);
  writeFileSync(record, JSON.stringify({...JSON.parse(readFileSync(record, "utf8")), version: "9.0.0"}));
  const node = join(newer, "program/node");
  const {stdout} = await run("unshare", offline(node, join(newer, "program/main.mjs"), "ingest"));
  expect(stdout).toContain("复制数据和留存");
  expect(stdout).toMatch(/上次由版本\d+\.\d+\.\d+写过，现在由9\.0\.0接着使用/);
  expect(await filesIn(join(newer, "数据/exports"))).toContain("社情民意_2024.csv");
  expect(existsSync(join(home, "数据/exports/社情民意_2024.csv"))).toBe(true);
});

test("a disk that runs no programs, as a USB stick may be: one sentence with the remedy", async () => {
  const script = 'mount --bind "$0" "$0" && mount -o remount,noexec,bind "$0" && sh "$0/启动.sh"';
  const {stdout} = await run("unshare", ["-m", "sh", "-c", script, home]).catch((error: {stdout: string}) => error);
  expect(stdout.trim()).toBe(
    "这里不能运行程序：磁盘可能不许运行其中的文件（如 U 盘），或系统太旧。请把整个文件夹复制到本机的磁盘上，再运行 sh 启动.sh。"
  );
});

test("started twice, the second says so and ends; the first goes on", async () => {
  const {child} = await start();
  const inside = ["-t", String(child.pid), "-n", ...program("workbench").slice(program().indexOf("setpriv"))];
  const {stdout} = await run("nsenter", inside);
  expect(stdout).toContain("程序已经打开，不必再启动一次");
  expect(child.exitCode).toBeNull();
  await stop(child);
});

test("the archive of another machine says so", async () => {
  const other = inject("unpacked")["linux-arm64"]!.home;
  const said = await run("sh", [join(other, "启动.sh")]).catch(({stdout}: {stdout: string}) => ({stdout}));
  expect(said.stdout.trim()).toBe("这个程序是给 aarch64 处理器的，本机是 x86_64；请换用适合本机的一份。");
});
