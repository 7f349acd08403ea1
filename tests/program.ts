import {execFileSync} from "node:child_process";
import {basename, isAbsolute, resolve} from "node:path";

/** Framework's loaders, by the file that a command is named by. */
const loaders: Readonly<Record<string, string>> = {"loaders/main.ts": "dataset-sql"};

/**
 * What node is started with to run a command of a project, named by its file (`reports/commands/build.ts`): of this
 * one, unless another's folder is given; or to run a file of the tests, named by its whole path.
 */
export const commandLine = ([file = "", ...args]: readonly string[], project = ""): string[] =>
  isAbsolute(file)
    ? ["--import", "tsx", file, ...args]
    : [resolve(project, "program/run.mjs"), loaders[file] ?? basename(file, ".ts"), ...args];

/** Has the commands bundled, so that no test waits for it. */
export const bundleProgram = (): unknown =>
  execFileSync(process.execPath, [...commandLine(["reports/commands/build.ts"]), "--help"]);
