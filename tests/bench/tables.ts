import {execFileSync} from "node:child_process";
import {mkdtempSync, rmSync} from "node:fs";
import {join, resolve} from "node:path";
import {build} from "esbuild";
import {inputs} from "../../loaders/files.js";
import {readReference} from "../../loaders/ingest/reference.js";
import {kinds} from "../../src/kinds/index.js";
import {parseMetrics} from "../../src/metrics/table/index.js";
import {report} from "./measure.js";

/** The tables of an office, ours among them, read and parsed again in a process that did so before. */
const {reference} = await inputs("tests/offices/riverside");
const again: number[] = [];
for (let i = 0; i < 15; i++) {
  const started = performance.now();
  const {metrics} = await readReference(reference);
  parseMetrics(metrics.rows, {kinds, own: metrics.own, ledger: []});
  again.push(performance.now() - started);
}
report("参考表再次读入并解析", again.slice(5), "毫秒", "< 50");

// For the first time, each in a process of its own that took the exports in, bundled as the program is.
const folder = mkdtempSync(join(resolve(".cache"), "tables-"));
try {
  const outfile = join(folder, "tables.mjs");
  const banner = {js: 'import {createRequire as of} from "node:module"; const require = of(import.meta.url);'};
  await build({
    ...{entryPoints: ["tests/bench/tables-read.ts"], outfile, banner, bundle: true, platform: "node", format: "esm"},
    external: ["@duckdb/*"]
  });
  const taken = () => Number(execFileSync(process.execPath, [outfile], {encoding: "utf8"}));
  report("参考表第一次读入并解析", Array.from({length: 9}, taken), "毫秒", "< 50");
} finally {
  rmSync(folder, {recursive: true, force: true});
}
