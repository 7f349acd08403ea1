import {existsSync} from "node:fs";
import type {Browser} from "playwright-core";
import {StaffError} from "../src/intake/problem.js";

const known = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/microsoft-edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
];
/** Quiet on a closed network, and able to run as root in a container. */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync"
];

/** The browser on this machine (CHROMIUM names another), or null. */
function installedBrowser(): string | null {
  const {CHROMIUM} = process.env;
  const path = [...(CHROMIUM ? [CHROMIUM] : []), ...known].find(existsSync);
  return path ?? null;
}

/** The same language everywhere, so that a page is set and printed alike on every machine; a locale that every Debian has, or names of files are not read. */
const setting = () => ({
  args: [...quiet, "--lang=zh-CN"],
  env: {...process.env, LANG: "C.UTF-8", LANGUAGE: "zh_CN", LC_ALL: "C.UTF-8"} as Record<string, string>
});

/**
 * Starts a headless Chromium: the machine's own, else the one carried by a package. Installs nothing. Throws StaffError
 * where there is none, or none that starts.
 */
export async function launch(): Promise<Browser> {
  const path = installedBrowser();
  if (!path) {
    const carried = await fromPackage();
    if (carried) return carried;
    throw new StaffError(
      "这台机器上没有找到浏览器。请安装 Chromium、Chrome 或 Edge,或用环境变量 CHROMIUM 指明它的位置。"
    );
  }
  const {chromium} = await import("playwright-core");
  try {
    return await chromium.launch({executablePath: path, ...setting()});
  } catch (error) {
    const reason = (error as Error).message.split("\n")[0];
    throw new StaffError(
      `浏览器 ${path} 没有启动(${reason})。请先确认它能打开网页,或用环境变量 CHROMIUM 指明另一个浏览器的位置。`
    );
  }
}

/** The Chromium inside @sparticuz/chromium (Linux x64), or null where it is absent or does not start. */
async function fromPackage(): Promise<Browser | null> {
  try {
    const {default: packed} = await import("@sparticuz/chromium");
    const {chromium} = await import("playwright-core");
    const {args, env} = setting();
    return await chromium.launch({
      executablePath: await packed.executablePath(),
      args: [...packed.args, ...args],
      env
    });
  } catch (error) {
    process.stderr.write(`随包的浏览器没有启动:${(error as Error).message.split("\n")[0]}\n`);
    return null;
  }
}
