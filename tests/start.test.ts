import {type ChildProcess, spawn} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {chromium, closePages} from "./chromium.js";
import {sampleInto, withoutAttendances} from "./files.js";

/** An office with a folder of its own: the sample's exports, copied. */
const data = mkdtempSync(join(tmpdir(), "yearbook-office-"));
const opinions = join(data, "exports", "社情民意_2024.csv");
let browser: Browser;
let server: ChildProcess;
let address: string;
/** What the server said. */
let said = "";

beforeAll(async () => {
  sampleInto(data, withoutAttendances);
  server = spawn("npm", ["start", "--", "--data", data, "--port", "4500"], {detached: true});
  address = await new Promise((done, fail) => {
    const listen = (chunk: Buffer) => {
      said += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
      if (found) done(found[0]);
    };
    server.stdout!.on("data", listen);
    server.stderr!.on("data", listen);
    server.on("close", () => fail(new Error(said)));
  });
  browser = await chromium();
});
afterAll(async () => {
  await closePages();
  if (server?.pid) process.kill(-server.pid);
  rmSync(data, {recursive: true, force: true});
});

test("npm start serves the office's data, and the open page follows a changed export", async () => {
  const page = await browser.newPage();
  await page.goto(`${address}opinions.html?year=2024`);
  await page.waitForSelector("text=收到的146篇社情民意中");
  expect(await page.getByText("示例数据").count()).toBe(0);

  // One entry less.
  const text = readFileSync(opinions, "utf8");
  const lines = text.split("\n");
  const last = lines.findLastIndex(line => /^[^,]*,/.test(line) && line.trim() !== "");
  writeFileSync(opinions, lines.filter((_, i) => i !== last).join("\n"));
  await page.waitForSelector("text=收到的145篇社情民意中", {timeout: 120_000});

  // A table that contradicts itself leaves the page as it was; mended, it follows again.
  const sessions = join(data, "reference", "sessions.csv");
  const right = readFileSync(sessions, "utf8");
  writeFileSync(sessions, `${right.trim()}\n十一届三次,11,3,2023-06-01,2023-06-04,2023\n`);
  await expect.poll(() => said, {timeout: 120_000}).toContain("原有的页面保持不变");
  await page.reload();
  await page.waitForSelector("text=收到的145篇社情民意中");
  writeFileSync(sessions, right);
  writeFileSync(opinions, text);
  await page.waitForSelector("text=收到的146篇社情民意中", {timeout: 120_000});
  await page.close();
});
