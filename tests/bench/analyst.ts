import {mkdtempSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Page} from "playwright-core";
import {launch} from "../../loaders/browser.js";
import {warehouse} from "../../loaders/query.js";
import {serve} from "../../loaders/serve.js";
import {buildSite} from "../../loaders/site/build.js";
import {report} from "./measure.js";

/**
 * The analysts' pages: 透视 over 100 000 proposals, from the opening of the page to the first answer and from a choice
 * to the next; the first result of SQL on the sample, and of a notebook. Prints medians.
 */
const count = 100_000;
const runs = 5;
const scratch = mkdtempSync(join(tmpdir(), "yearbook-analyst-"));
const browser = await launch();

/** Milliseconds from before an act until the page shows what it leads to. */
async function timed(page: Page, act: () => Promise<unknown>, shown: () => boolean): Promise<number> {
  const started = performance.now();
  await act();
  await page.waitForFunction(shown, null, {polling: "raf"});
  return performance.now() - started;
}

/** Puts so many proposals into a site: those of the sample, again and again. */
async function grow(output: string): Promise<void> {
  const open = await warehouse({data: "data/sample"});
  const bytes = await open.arrow(
    `select p.* from proposals_items as p, range(${Math.ceil(count / 1000)}) order by year, file_name, line limit ${count}`
  );
  open.close();
  const folder = join(output, "_file", "datasets");
  const file = readdirSync(folder).find(name => /^items-proposals\.\w+\.arrow$/.test(name))!;
  writeFileSync(join(folder, file), bytes);
}

async function pivot(output: string): Promise<void> {
  await grow(output);
  const site = await serve(output, 4710);
  const first: number[] = [];
  const next: number[] = [];
  for (let run = 0; run < runs; run++) {
    const page = await browser.newPage({viewport: {width: 1280, height: 900}});
    // What tsx writes around named functions, which the page does not know.
    await page.addInitScript("globalThis.__name = named => named");
    const there = () => document.querySelectorAll(".pivot-table tbody tr").length > 1;
    first.push(await timed(page, () => page.goto(`${site.address}pivot.html`), there));
    for (const axis of ["main_unit", "proposer_type", "party", "category", "main_unit"])
      next.push(await page.evaluate(choose, axis));
    await page.close();
  }
  await site.close();
  report(`透视 ${count} 件，打开到第一个答案`, first, "毫秒", "< 1000");
  report(`透视 ${count} 件，换一行到下一个答案`, next, "毫秒", "< 100");
}

/** Chooses other rows; milliseconds until the table that answers stands there. */
function choose(axis: string): Promise<number> {
  const select = [...document.querySelectorAll<HTMLLabelElement>(".pivot-controls label.choice")]
    .find(label => label.querySelector("span")?.textContent === "行")!
    .querySelector("select")!;
  const table = document.querySelector(".pivot-table");
  return new Promise(done => {
    const started = performance.now();
    const watcher = new MutationObserver(() => {
      if (document.querySelector(".pivot-table") === table) return;
      watcher.disconnect();
      done(performance.now() - started);
    });
    watcher.observe(document.querySelector(".pivot-result")!, {childList: true, subtree: true});
    select.value = axis;
    select.dispatchEvent(new Event("change"));
  });
}

async function statements(output: string): Promise<void> {
  const site = await serve(output, 4711);
  const first: number[] = [];
  const notebook: number[] = [];
  for (let run = 0; run < runs; run++) {
    const context = await browser.newContext({viewport: {width: 1280, height: 900}});
    const page = await context.newPage();
    const rows = () => document.querySelectorAll(".sql-outcome tbody tr").length > 0;
    first.push(await timed(page, () => page.goto(`${site.address}sql.html`), rows));
    const drawn = () => document.querySelector("figure.chart-card svg") !== null;
    notebook.push(await timed(page, () => page.goto(`${site.address}notebooks/${encodeURI("答复时限")}.html`), drawn));
    await context.close();
  }
  await site.close();
  report("SQL，打开到第一个结果", first, "毫秒", "< 3000");
  report("笔记，打开到第一张图", notebook, "毫秒", "< 3000");
}

const output = join(scratch, "site");
await buildSite({data: "data/sample", edition: "analyst", output});
await statements(output);
await pivot(output);
await browser.close();
rmSync(scratch, {recursive: true, force: true});
