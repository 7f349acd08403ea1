import {closeSync, existsSync, openSync, readFileSync, readSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, inject, test} from "vitest";
import {filesIn} from "../../loaders/publish.js";

const unpacked = inject("unpacked");
const notices = readFileSync("THIRD-PARTY-NOTICES", "utf8");

/** The machine that a file's code is for, by its head: ELF, PE, Mach-O; null of what is no program. */
function machine(path: string): string | null {
  const head = Buffer.alloc(4096);
  const file = openSync(path, "r");
  readSync(file, head, 0, head.length, 0);
  closeSync(file);
  const number = (at: number) => head.readUInt16LE(at);
  if (head.readUInt32BE(0) === 0x7f454c46) return {62: "linux-x64", 183: "linux-arm64"}[number(18)] ?? "foreign";
  if (number(0) === 0x5a4d) return number(head.readUInt32LE(0x3c) + 4) === 0x8664 ? "win-x64" : "foreign";
  return [0xcafebabe, 0xfeedfacf, 0xcffaedfe].includes(head.readUInt32BE(0)) ? "foreign" : null;
}

describe.each(Object.keys(unpacked))("%s", target => {
  const {home, bytes, names} = unpacked[target]!;
  const program = (...parts: string[]) => join(home, "program", ...parts);

  test("is packed in at most 150 MB", () => expect(bytes).toBeLessThan(150_000_000));

  test("has programs of its own machine and no other: Node, the database, the one that draws", async () => {
    const machines = (await filesIn(program())).map(name => ({name, machine: machine(program(name))}));
    const programs = machines.filter(({machine}) => machine !== null);
    expect(programs.filter(each => each.machine !== target)).toEqual([]);
    for (const name of [/^node(\.exe)?$/, /duckdb.*\.node$/, /resvg.*\.node$/])
      expect(programs.some(each => name.test(each.name))).toBe(true);
  });

  test("has the shell of the site, the fonts, and nothing that builds pages", async () => {
    const files = await filesIn(program());
    expect(files).toContain("shell/site/index.html");
    expect(files.filter(name => /Noto\w+\.ttf$/.test(name))).toHaveLength(4);
    expect(files.filter(name => /(^|\/)(esbuild|tsx|framework|typescript)\//.test(name))).toEqual([]);
    // Statements run in the program itself.
    expect(files.filter(name => /duckdb[^/]*\.wasm$/.test(name))).toEqual([]);
    expect(files).toContain("workbench/notebook.js");
  });

  test("has what to start, what to read first, an empty 数据 with the tables", () => {
    const start = target.startsWith("win") ? "启动.bat" : "启动.sh";
    const tables = names.filter(name => name.startsWith("数据/"));
    expect(names.filter(name => !tables.includes(name)).sort()).toEqual([start, "请先读我.txt"].sort());
    expect(existsSync(join(home, "数据/exports"))).toBe(true);
    expect(tables.filter(name => !name.startsWith("数据/reference/"))).toEqual([]);
    expect(tables).toContain("数据/reference/rules.csv");
    // Sessions, targets, units and categories are the office's own: the sample's are not handed over with the program.
    expect(tables).not.toContain("数据/reference/targets.csv");
    expect(readFileSync(join(home, "请先读我.txt"), "utf8")).toContain(`双击“${start}”`);
  });

  test("names the licence of every part: Node's whole text, each package with its version", async () => {
    expect(readFileSync(program("LICENSE-node"), "utf8")).toContain("Node.js is licensed for use as follows");
    expect(readFileSync(program("THIRD-PARTY-NOTICES"), "utf8")).toBe(notices);
    const packages = (await filesIn(program("node_modules"))).filter(name =>
      /^(@[^/]+\/)?[^/]+\/package\.json$/.test(name)
    );
    const missing = packages
      .map(name => JSON.parse(readFileSync(program("node_modules", name), "utf8")))
      .map(({name, version}) => `${name} ${version} · `)
      .filter(line => !notices.includes(line));
    expect(missing).toEqual([]);
    expect(readFileSync(program("LICENSE"), "utf8")).toContain("MIT");
  });
});
