import {resolve} from "node:path";
import {build} from "esbuild";
import {absent, asNode, kept} from "../program/bundle.js";
import {frameworkParser} from "../program/framework.js";

const folder = ".cache/tests/program";

/** Commands that read the site's configuration, which is TypeScript. */
const configured = /build|workbench|analyst/;

/** What node is started with to run a command of the project, named by its file (`reports/commands/build.ts`). */
export const commandLine = (args: readonly string[]): string[] => [
  ...(configured.test(args[0]!) ? ["--import", "tsx"] : []),
  resolve(folder, "run.mjs"),
  ...args
];

/** Bundles the commands: a process that reads one file starts in a third of the time of one that transforms hundreds. */
export const bundleProgram = (): Promise<unknown> =>
  build({
    ...asNode,
    entryPoints: ["tests/program/run.ts"],
    outdir: folder,
    target: "node20",
    plugins: [frameworkParser],
    external: [...kept, ...absent]
  });
