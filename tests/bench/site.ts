import {spawnSync} from "node:child_process";
import {mkdtempSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {launch} from "../../loaders/browser.js";
import {serve} from "../../loaders/serve.js";
import {report} from "./measure.js";

/** District size, the sample: warehouse, build cold and unchanged, pages in a browser. Prints medians. */
const runs = 5;
const scratch = mkdtempSync(join(tmpdir(), "yearbook-bench-"));
const output = join(scratch, "dist");

function timed(args: string[]): {seconds: number; megabytes: number} {
  const started = performance.now();
  const result = spawnSync("/usr/bin/time", ["-f", "%M", process.execPath, "--import", "tsx", ...args], {
    encoding: "utf8"
  });
  if (result.status !== 0) throw new Error(result.stderr);
  return {
    seconds: (performance.now() - started) / 1000,
    megabytes: Number(result.stderr.trim().split("\n").at(-1)) / 1024
  };
}

const repeat = <T>(make: () => T, times = runs) => Array.from({length: times}, make);
const build = ["loaders/build-main.ts", "--data", "data/sample", "--output", output];

const cold = repeat(() => {
  for (const folder of [".cache", output, "src/.observablehq"]) rmSync(folder, {recursive: true, force: true});
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
  Array.from({length: runs}, (_, i) => timed(["tests/bench/warehouse.ts", join(scratch, `${i}.duckdb`)]).seconds),
  "秒",
  "< 1.5"
);

const site = await serve(output, 4700);
const browser = await launch();
for (const file of readdirSync(output).filter(name => name.endsWith(".html"))) {
  const bodies: Promise<number>[] = [];
  const seconds = [];
  for (let i = 0; i < runs; i++) {
    const context = await browser.newContext({viewport: {width: 1280, height: 900}});
    const page = await context.newPage();
    if (i === 0)
      page.on("response", response => {
        const size = response.body().then(body => gzipSync(body).length);
        bodies.push(size.catch(() => 0));
      });
    const started = performance.now();
    await page.goto(site.address + file);
    await page.waitForSelector("figure.chart-card svg, table tbody tr, input[type=file]", {state: "attached"});
    seconds.push((performance.now() - started) / 1000);
    if (i === 0) await page.waitForLoadState("networkidle");
    await context.close();
  }
  const bytes = (await Promise.all(bodies)).reduce((sum, each) => sum + each, 0);
  report(`${file} 首图可见`, seconds, `秒,${(bytes / 1000).toFixed(0)} kB`, "< 1 秒,< 300 kB");
}
await browser.close();
await site.close();
rmSync(scratch, {recursive: true, force: true});
