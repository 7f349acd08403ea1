import {mkdtempSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {launch} from "../../loaders/browser.js";
import {serve} from "../../loaders/serve.js";
import {House} from "../house.js";
import {writeLargeExport} from "../large-export.js";
import {report} from "./measure.js";

/** District size, the sample in a copy of the project: builds and warehouse, pages in a browser. Prints medians. */
const runs = 3;
const scratch = mkdtempSync(join(tmpdir(), "yearbook-bench-"));
const house = new House("bench", {own: true});
house.useSample();
const build = ["reports/commands/build.ts"];

/** Seconds of a command, each time after `prepare`. */
async function timed(args: string[], prepare: () => void = () => {}, times = runs): Promise<number[]> {
  const seconds: number[] = [];
  for (let i = 0; i < times; i++) {
    prepare();
    const started = performance.now();
    const {code, stderr} = await house.run(args);
    if (code !== 0) throw new Error(stderr);
    seconds.push((performance.now() - started) / 1000);
  }
  return seconds;
}

const forget = () => {
  for (const folder of [".cache", "dist", "src/.observablehq"])
    rmSync(house.path(folder), {recursive: true, force: true});
};
report("网站,什么都没有", await timed(build, forget, 2), "秒", "< 10");
report("网站,数据有变化", await timed(build, () => house.addEntry()), "秒", "< 3");
report("网站,没有变化", await timed(build), "秒", "< 1");
const warehouse = ["loaders/main.ts", "src/datasets/about.arrow.sql"];
report("数据仓库,含启动", await timed(warehouse, () => house.addEntry()), "秒", "< 2.5");

const output = house.path("dist");
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
    await page.waitForSelector("figure.chart-card svg, table tbody tr, input[type=file], h1", {state: "attached"});
    seconds.push((performance.now() - started) / 1000);
    if (i === 0) await page.waitForLoadState("networkidle");
    await context.close();
  }
  const bytes = (await Promise.all(bodies)).reduce((sum, each) => sum + each, 0);
  const weight = `${(bytes / 1000).toFixed(0)} kB、${bodies.length} 个请求`;
  report(`${file} 首图可见`, seconds, `秒,${weight}`, "< 1 秒,≤ 200 kB,≤ 30 个请求");
}
// What is published cannot be filtered.
await timed([...build, "--filters"], () => {}, 1);
for (const name of ["proposals", "activities", "opinions", "compare"])
  report(`${name} 筛选一次,到屏幕上画完`, await filterFrames(name), "毫秒", "< 16");
report("导入体检 10 MB", await checkups(), "秒", "< 3");
await browser.close();
await site.close();
house.close();
rmSync(scratch, {recursive: true, force: true});

/** Seconds from choosing a file of 10 MB on the page 导入体检 until it is read. */
async function checkups(): Promise<number[]> {
  const path = join(scratch, "大.csv");
  writeLargeExport(path);
  const seconds: number[] = [];
  for (let i = 0; i < runs; i++) {
    const page = await browser.newPage();
    await page.goto(`${site.address}checkup.html`);
    await page.waitForSelector(".drop");
    const started = performance.now();
    await page.setInputFiles(".drop input", path);
    await page.waitForFunction(() => document.querySelector(".checkup-status")?.textContent?.startsWith("读完了"));
    seconds.push((performance.now() - started) / 1000);
    await page.close();
  }
  return seconds;
}

/**
 * Milliseconds from the beginning of a frame to the last change on the screen that a tick in the filter makes: figures,
 * charts and tiles drawn anew.
 */
async function filterFrames(name: string): Promise<number[]> {
  const page = await browser.newPage({viewport: {width: 1280, height: 900}});
  // What tsx writes around named functions, which the page does not know.
  await page.addInitScript("globalThis.__name = named => named");
  await page.goto(`${site.address}${name}.html`);
  await page.waitForSelector("figure.chart-card svg", {state: "attached"});
  await page.click(".filter-panel > summary");
  await page.waitForSelector(".filter-field input", {state: "attached"});
  await page.waitForTimeout(800);
  const took = await page.evaluate(async () => {
    const boxes = [...document.querySelectorAll<HTMLInputElement>(".filter-field input")].filter(
      b => b.name !== "years"
    );
    const all: number[] = [];
    for (let i = 0; i < 30; i++) {
      const changes: [number, Element][] = [];
      const watcher = new MutationObserver(list => {
        for (const {target} of list) changes.push([performance.now(), target as Element]);
      });
      watcher.observe(document.querySelector("main")!, {childList: true, subtree: true});
      await new Promise(done => requestAnimationFrame(() => setTimeout(done, 1)));
      const frames: number[] = [];
      let on = true;
      const frame = (began: number) => {
        frames.push(began);
        if (on) requestAnimationFrame(frame);
      };
      boxes[(i >> 1) % boxes.length]!.click();
      requestAnimationFrame(frame);
      await new Promise(done => setTimeout(done, 300));
      on = false;
      watcher.disconnect();
      const seen = changes.filter(([, element]) => {
        const part = element.closest(".chart-stage, .filter-status, .tile")?.getBoundingClientRect();
        return part && part.bottom > 0 && part.top < innerHeight;
      });
      const last = seen.at(-1)?.[0] ?? 0;
      all.push(last - (frames.findLast(began => began <= last) ?? last));
    }
    return all.slice(6);
  });
  await page.close();
  return took;
}
