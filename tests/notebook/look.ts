import {spawn} from "node:child_process";
import {launch} from "../../loaders/browser.js";
import {serve} from "../../loaders/serve.js";

/**
 * Looks at pages of a site in a browser, both where the process runs, and writes what it saw as JSON: run inside a
 * network namespace, neither the site nor the browser has a network. `look.ts dev PAGE…` starts the preview of the
 * project in the working directory, `look.ts FOLDER PAGE…` serves a built site. A page is done when `#said b` is there;
 * then a range that the first has is moved.
 */
const [mode, ...paths] = process.argv.slice(2) as [string, ...string[]];
const port = 4800;
const preview =
  mode === "dev"
    ? spawn(process.execPath, ["program/run.mjs", "dev", "--port", String(port)], {
        stdio: ["ignore", "ignore", "inherit"]
      })
    : null;
preview?.on("exit", code => process.exit(code ?? 1));
const site = preview ? null : await serve(mode, port);
const address = site?.address ?? `http://127.0.0.1:${port}/`;
while (!(await fetch(address).catch(() => null))) await new Promise(done => setTimeout(done, 100));

const browser = await launch();
const page = await browser.newPage({locale: "zh-CN"});
const complaints: string[] = [];
page.on("console", message => {
  if (message.type() === "error") complaints.push(message.text());
});
page.on("pageerror", error => complaints.push(error.message));
page.on("request", request => {
  if (!request.url().startsWith(address) && !/^(data|blob|ws):/.test(request.url())) complaints.push(request.url());
});
const said: unknown[] = [];
for (const path of paths) {
  await page.goto(address + path);
  said.push(
    await page
      .waitForFunction(() => document.querySelector("#said b")?.textContent, null, {timeout: 60_000})
      .then(handle => handle.jsonValue())
      .catch((error: Error) => error.message)
  );
  complaints.push(...(await page.locator(".observablehq--error").allTextContents()));
  if (path !== paths[0]) continue;
  const bars = () => page.locator("svg g[aria-label=bar] rect").count();
  said.push(await bars());
  await page.locator("form input[type=number]").fill("4");
  await page
    .waitForFunction(() => document.querySelectorAll("svg g[aria-label=bar] rect").length === 1)
    .catch(() => {});
  said.push(await bars());
}
process.stdout.write(JSON.stringify({said, complaints}));
await browser.close();
await site?.close();
preview?.kill("SIGTERM");
