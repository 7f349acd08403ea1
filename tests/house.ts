import {type ChildProcess, spawn} from "node:child_process";
import {cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";

/** What a finished command said. */
export interface Said {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** A copy of the project in a temporary folder, so that a test may harm its caches, exports and sites. */
export class House {
  readonly folder: string;
  readonly #running = new Set<ChildProcess>();

  constructor(name: string) {
    this.folder = mkdtempSync(join(tmpdir(), `yearbook-${name}-`));
    for (const part of ["loaders", "reports", "src", "data/reference"])
      cpSync(part, this.path(part), {recursive: true, filter: from => !/[\\/](\.observablehq|out|frozen)$/.test(from)});
    for (const file of ["package.json", "package-lock.json", "tsconfig.json", "observablehq.config.ts"])
      cpSync(file, this.path(file));
    symlinkSync(resolve("node_modules"), this.path("node_modules"));
    mkdirSync(this.path("data/exports"));
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  /** The sample as the office's own exports and reference tables. */
  useSample(): void {
    cpSync("data/sample/exports", this.path("data/exports"), {recursive: true});
    cpSync("data/sample/reference", this.path("data/reference"), {recursive: true});
  }

  /** Starts a command of the project (`reports/commands/build.ts`) in a process of its own; `wrap` goes before it. */
  start(args: readonly string[], wrap: readonly string[] = []): {child: ChildProcess; said: Promise<Said>} {
    const [command, ...rest] = [...wrap, process.execPath, "--import", "tsx", ...args];
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
    rmSync(this.folder, {recursive: true, force: true});
  }
}
