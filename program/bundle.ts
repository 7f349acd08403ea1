import {join} from "node:path";
import {build} from "esbuild";

/** Packages that stay packages: they have binaries of a machine, or files that they read beside their code. */
export const kept = ["@duckdb/node-api", "@resvg/resvg-js", "playwright-core", "subset-font"];
/** What only a project with its sources needs. */
const absent = ["@sparticuz/chromium", "esbuild", "tsx", "@observablehq/framework"];

/** Bundles the program into `folder`: `main.mjs` and the parts that it loads when a command needs them. */
export async function bundle(folder: string): Promise<void> {
  await build({
    entryPoints: [{in: "program/main.ts", out: "main"}],
    outdir: folder,
    outExtension: {".js": ".mjs"},
    chunkNames: join("parts", "[name].[hash]").replaceAll("\\", "/"),
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node22",
    // Packages for Node that know only require.
    banner: {js: `import {createRequire as $require} from "node:module"; const require = $require(import.meta.url);`},
    external: [...kept, ...absent, "../observablehq.config.js"],
    legalComments: "none",
    logLevel: "error"
  });
}
