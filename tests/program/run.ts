import {pathToFileURL} from "node:url";
import {main} from "../../loaders/command.js";

/** The commands that tests start in processes of their own, by their files. */
const commands: Record<string, () => Promise<{run(args: string[]): Promise<number>}>> = {
  "loaders/main.ts": () => import("../../loaders/main.js"),
  "reports/check.ts": () => import("../../reports/check.js"),
  "reports/commands/build.ts": () => import("../../reports/commands/build.js"),
  "reports/commands/diff.ts": () => import("../../reports/commands/diff.js"),
  "reports/commands/freeze.ts": () => import("../../reports/commands/freeze.js"),
  "reports/commands/ingest.ts": () => import("../../reports/commands/ingest.js"),
  "reports/commands/report.ts": () => import("../../reports/commands/report.js"),
  "tests/program/analyst.ts": () => import("./analyst.js"),
  "reports/commands/workbench.ts": () => import("../../reports/commands/workbench.js")
};

// As if the command's own file had been started.
process.argv.splice(1, 1);
const [, file = ""] = process.argv;
const {run} = await commands[file]!();
await main(pathToFileURL(file).href, run);
