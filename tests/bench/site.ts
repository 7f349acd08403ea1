import {spawnSync} from "node:child_process";
import {mkdtempSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {launch} from "../../loaders/browser.js";
import {serve} from "../../loaders/serve.js";

/** District size, the sample: warehouse, build cold and unchanged, pages in a browser. Prints medians. */
const runs = 5;
const scratch = mkdtempSync(join(tmpdir(), "yearbook-bench-"));
const output = join(scratch, "dist");

function timed(args: string[]): {seconds: number; megabytes: number} {
  const started = performance.now();
  const result = spawnSync("/usr/bin/time", ["-f", "%M", process.execPath, "--import", "tsx", ...args], {
    encoding: "utf8",
    env: {...process.env, YEARBOOK_CACHE: join(scratch, "cache")}
  });
  if (result.status !== 0) throw new Error(result.stderr);
  return {
    seconds: (performance.now() - started) / 1000,
    megabytes: Number(result.stderr.trim().split("\n").at(-1)) / 1024
  };
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

function report(name: string, values: number[], unit: string, limit: string) {
  const [low, middle, high] = [Math.min(...values), median(values), Math.max(...values)].map(v => v.toFixed(2));
  process.stdout.write(`${name.padEnd(28)} ${middle} ${unit}  (${low}–${high}, ${values.length} 次)  要求 ${limit}\n`);
}

const repeat = <T>(make: () => T, times = runs) => Array.from({length: times}, make);
const build = ["loaders/build-main.ts", "--data", "data/sample", "--output", output];

const cold = repeat(() => {
  for (const folder of [join(scratch, "cache"), output, "src/.observablehq"])
    rmSync(folder, {recursive: true, force: true});
  return timed(build);
}, 3);
report(
  "网站,冷启动",
  cold.map(run => run.seconds),
  "秒",
  "< 20"
);
report(
  "网站,内存峰值(主进程)",
  cold.map(run => run.megabytes),
  "MB",
  "< 1024"
);
report(
  "网站,没有变化",
  repeat(() => timed(build).seconds),
  "秒",
  "< 6"
);
report(
  "数据仓库,含启动",
  repeat(() => {
    rmSync(join(scratch, "cache"), {recursive: true, force: true});
    return timed(["tests/bench/warehouse.ts"]).seconds;
  }),
  "秒",
  "< 1.5"
);

const site = await serve(output, 4700);
const browser = await launch();
for (const file of readdirSync(output).filter(name => name.endsWith(".html"))) {
  let bytes = 0;
  const seconds = [];
  for (let i = 0; i < runs; i++) {
    const context = await browser.newContext({viewport: {width: 1280, height: 900}});
    const page = await context.newPage();
    if (i === 0)
      page.on("response", async response => {
        bytes += gzipSync(await response.body().catch(() => Buffer.alloc(0))).length;
      });
    const started = performance.now();
    await page.goto(site.address + file);
    await page.waitForSelector("figure.chart-card svg, table tbody tr, input[type=file]", {state: "attached"});
    seconds.push((performance.now() - started) / 1000);
    if (i === 0) await page.waitForLoadState("networkidle");
    await context.close();
  }
  report(`${file} 首图可见`, seconds, `秒,${(bytes / 1000).toFixed(0)} kB`, "< 1 秒,< 300 kB");
}
await browser.close();
await site.close();
rmSync(scratch, {recursive: true, force: true});
