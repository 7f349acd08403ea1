import {spawn} from "node:child_process";
import {launch} from "../../loaders/browser.js";
import {serve} from "../../loaders/serve.js";

/**
 * Looks at a page of a site in a browser, both where the process runs, and writes what it saw as JSON: run inside a
 * network namespace, neither the site nor the browser has a network. `look.ts dev PAGE` starts the preview of the
 * project in the working directory, `look.ts FOLDER PAGE` serves a built site.
 */
const [mode, path] = process.argv.slice(2) as [string, string];
const port = 4800;
const preview =
  mode === "dev"
    ? spawn(process.execPath, ["--import", "tsx", "reports/commands/dev.ts", "--port", String(port)], {
        stdio: ["ignore", "ignore", "inherit"]
      })
    : null;
preview?.on("exit", code => process.exit(code ?? 1));
const site = preview ? null : await serve(mode, port);
const address = site?.address ?? `http://127.0.0.1:${port}/`;
while (!(await fetch(address).catch(() => null))) await new Promise(done => setTimeout(done, 100));

const browser = await launch();
const page = await browser.newPage();
const complaints: string[] = [];
page.on("console", message => {
  if (message.type() === "error") complaints.push(message.text());
});
page.on("pageerror", error => complaints.push(error.message));
page.on("request", request => {
  if (!request.url().startsWith(address) && !/^(data|blob|ws):/.test(request.url())) complaints.push(request.url());
});
await page.goto(address + path);
const said = await page
  .waitForFunction(() => document.querySelector("#said b")?.textContent, null, {timeout: 60_000})
  .then(handle => handle.jsonValue())
  .catch((error: Error) => error.message);
const bars = () => page.locator("svg g[aria-label=bar] rect").count();
const before = await bars();
await page.locator("form input[type=number]").fill("4");
await page.waitForFunction(() => document.querySelectorAll("svg g[aria-label=bar] rect").length === 1).catch(() => {});
const after = await bars();
process.stdout.write(JSON.stringify({said, before, after, complaints}));
await browser.close();
await site?.close();
preview?.kill("SIGTERM");
