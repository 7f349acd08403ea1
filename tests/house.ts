import {type ChildProcess, execFileSync, spawn} from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync
} from "node:fs";
import {tmpdir} from "node:os";
import {basename, dirname, join, resolve} from "node:path";
import {shellOf} from "../loaders/site/shell.js";
import {copied, removed} from "./files.js";
import {commandLine} from "./program.js";

/** What a finished command said. */
export interface Said {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** An export of the sample that tests change. */
const entries = "社情民意_2025_20251031.csv";

/** A copy of the project in a temporary folder, so that a test may harm its caches, exports and sites. */
export class House {
  readonly folder: string;
  readonly #running = new Set<ChildProcess>();
  readonly #own: boolean;
  #added = 0;

  /** `own`: it runs its own sources, which a test may change. */
  constructor(name: string, {own = false} = {}) {
    this.#own = own;
    this.folder = mkdtempSync(join(tmpdir(), `yearbook-${name}-`));
    const left = ["src/.observablehq", "reports/out", "reports/frozen"].map(name => `--exclude=./${name}`).join(" ");
    const copy = `tar -c ${left} ./loaders ./program ./reports ./src ./data/reference | tar -x -C "$0"`;
    execFileSync("sh", ["-c", copy, this.folder]);
    for (const file of ["package.json", "package-lock.json", "tsconfig.json", "observablehq.config.ts"])
      cpSync(file, this.path(file));
    symlinkSync(resolve("node_modules"), this.path("node_modules"));
    mkdirSync(this.path("data/exports"));
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  /** The sample as the office's own exports, or those of them with such names, and reference tables. */
  useSample(names = /./): void {
    for (const name of readdirSync("data/sample/exports").filter(name => names.test(name)))
      cpSync(join("data/sample/exports", name), this.path("data/exports", name));
    cpSync("data/sample/reference", this.path("data/reference"), {recursive: true});
  }

  /** Of its exports with such names the first rows: what is read anew again and again is read the sooner. */
  shorten(names: RegExp, rows: number): void {
    for (const name of this.names("data/exports").filter(name => names.test(name))) {
      const lines = readFileSync(this.path("data/exports", name), "latin1").split("\n");
      writeFileSync(this.path("data/exports", name), `${lines.slice(0, rows + 1).join("\n")}\n`, "latin1");
    }
  }

  /** Reference tables and a few entries of the sample, so that its warehouse stands soon. */
  useLittle(): void {
    cpSync("data/sample/reference", this.path("data/reference"), {recursive: true});
    const lines = readFileSync(join("data/sample/exports", entries), "utf8").split("\n");
    writeFileSync(this.path("data/exports", entries), `${lines.slice(0, 20).join("\n")}\n`);
  }

  /** The pages of this version of the code, as they are made for all suites: no need to make them again. */
  async useShell(): Promise<void> {
    const shell = dirname((await shellOf()).folder);
    copied(shell, this.path(".cache/shell", basename(shell)));
  }

  /** One entry more in an export of the sample, so that the warehouse must be built anew. */
  addEntry(): void {
    const number = 9000 + ++this.#added;
    const entry = `SQ2025${number},,新增的一条${number}(示例),社会征集,,,,其他,2025-10-27\n`;
    appendFileSync(this.path("data/exports", entries), entry);
  }

  /**
   * Starts a command of the project (`reports/commands/build.ts`) in a process of its own; `wrap` goes before it. The
   * command is that of the project that is tested, whatever the copy's sources are by now, unless told to run those.
   */
  start(args: readonly string[], wrap: readonly string[] = []): {child: ChildProcess; said: Promise<Said>} {
    const [command, ...rest] = [...wrap, process.execPath, ...commandLine(args, this.#own ? this.folder : undefined)];
    const child = spawn(command!, rest, {cwd: this.folder, stdio: ["ignore", "pipe", "pipe"]});
    this.#running.add(child);
    child.on("close", () => this.#running.delete(child));
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", chunk => {
      stdout += chunk;
    });
    child.stderr.on("data", chunk => {
      stderr += chunk;
    });
    const said = new Promise<Said>((done, fail) => {
      child.on("error", fail);
      child.on("close", (code, signal) => done({code, signal, stdout, stderr}));
    });
    return {child, said};
  }

  run(args: readonly string[], wrap: readonly string[] = []): Promise<Said> {
    return this.start(args, wrap).said;
  }

  /** The names in a folder, none where it is absent. */
  names(...parts: string[]): string[] {
    try {
      return readdirSync(this.path(...parts)).sort();
    } catch {
      return [];
    }
  }

  close(): void {
    for (const child of this.#running) child.kill("SIGKILL");
    removed(this.folder);
  }
}
