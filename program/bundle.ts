import {type BuildOptions, build} from "esbuild";
import {frameworkParser} from "./framework.js";

/** Packages that stay packages: they have binaries of a machine, or files that they read beside their code. */
export const kept = ["@duckdb/node-api", "@duckdb/node-bindings", "@resvg/resvg-js", "playwright-core", "subset-font"];
/** What only a project with its sources needs. */
export const absent = ["@sparticuz/chromium", "esbuild", "tsx", "@observablehq/framework"];

/** Modules for Node, with the parts that they load when they need them in files of their own. */
export const asNode = {
  outExtension: {".js": ".mjs"},
  chunkNames: "parts/[name].[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  // Packages for Node that know only require.
  banner: {js: `import {createRequire as $require} from "node:module"; const require = $require(import.meta.url);`},
  legalComments: "none",
  logLevel: "error"
} as const satisfies BuildOptions;

/** Bundles the program into `folder`: `main.mjs` and the parts that it loads when a command needs them. */
export async function bundle(folder: string): Promise<void> {
  await build({
    ...asNode,
    entryPoints: [{in: "program/main.ts", out: "main"}],
    outdir: folder,
    minify: true,
    target: "node22",
    plugins: [frameworkParser],
    external: [...kept, ...absent, "../../observablehq.config.js"]
  });
}
