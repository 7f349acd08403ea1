import {existsSync, openSync} from "node:fs";
import {tmpdir} from "node:os";
import type {Browser} from "playwright-core";
import {StaffError} from "../src/intake/problem.js";

/**
 * Where browsers of the Chromium kind are installed: first the one without windows, which opens a page in a third of
 * the time, then Chromium, Chrome, Edge, 360, 奇安信, UOS, the usual ones first.
 */
const linux = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/microsoft-edge",
  "/usr/bin/microsoft-edge-stable",
  "/usr/bin/qaxbrowser-safe-stable",
  "/opt/qaxbrowser-safe/qaxbrowser-safe",
  "/usr/bin/browser360-cn-stable",
  "/opt/apps/com.browser.softedge.stable/files/browser360-cn",
  "/usr/bin/uos-browser-stable"
];
const mac = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
const windows = [
  "Microsoft\\Edge\\Application\\msedge.exe",
  "Google\\Chrome\\Application\\chrome.exe",
  "Chromium\\Application\\chrome.exe",
  "Qianxin\\Qaxbrowser\\qaxbrowser.exe",
  "Qaxbrowser\\Application\\qaxbrowser.exe",
  "360Chrome\\Chrome\\Application\\360chrome.exe",
  "360ChromeX\\Chrome\\Application\\360ChromeX.exe",
  "360se6\\Application\\360se.exe"
];
const windowsFolders = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA", "APPDATA"];

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

/** Where a browser may lie on a system, in the order in which they are tried. */
export function browserPlaces(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  if (platform !== "win32") return platform === "darwin" ? mac : linux;
  const folders = windowsFolders.flatMap(name => env[name] ?? []);
  return windows.flatMap(path => folders.map(folder => `${folder}\\${path}`));
}

/** The browsers on this machine; where CHROMIUM names one, that one alone. */
function installedBrowsers(): string[] {
  const {CHROMIUM} = process.env;
  if (CHROMIUM && existsSync(CHROMIUM)) return [CHROMIUM];
  return browserPlaces(process.platform, process.env).filter(existsSync);
}

/** The same language everywhere, so that a page is set and printed alike on every machine; a locale that every Debian has, or names of files are not read. */
const setting = () => ({
  args: [...quiet, "--lang=zh-CN"],
  env: {
    ...process.env,
    ...{LANG: "C.UTF-8", LANGUAGE: "zh_CN", LC_ALL: "C.UTF-8"},
    ...temporary()
  } as Record<string, string>
});

/** A path with a socket in it may have 107 bytes, of which Chromium itself takes 45. */
const longest = 60;
let held: number | undefined;

/** A short name for the folder of passing files where its own is too long for the socket that Chromium puts there. */
function temporary(): {TMPDIR?: string} {
  if (process.platform !== "linux" || Buffer.byteLength(tmpdir()) <= longest) return {};
  held ??= openSync(tmpdir(), "r");
  return {TMPDIR: `/proc/${process.pid}/fd/${held}`};
}

/**
 * Starts a headless Chromium: the first of the machine's own that starts, else the one carried by a package. Installs
 * nothing. Throws StaffError where there is none, or none that starts.
 */
export async function launch(paths = installedBrowsers(), carriedOne = fromPackage): Promise<Browser> {
  const {chromium} = await import("playwright-core");
  const faults: string[] = [];
  for (const executablePath of paths)
    try {
      return await chromium.launch({executablePath, ...setting()});
    } catch (error) {
      faults.push(`${executablePath} 没有启动（${(error as Error).message.split("\n")[0]}）`);
    }
  if (faults.length)
    throw new StaffError(
      `浏览器 ${faults.join("、")}。请先确认它能打开网页，或用环境变量 CHROMIUM 指明另一个浏览器的位置。`
    );
  const carried = await carriedOne();
  if (carried) return carried;
  throw new StaffError(
    "这台机器上没有找到能打印 PDF 的浏览器。请安装 Edge、Chrome、Chromium、360 或奇安信浏览器中的一种，或用环境变量 CHROMIUM 指明它的位置。"
  );
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
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND")
      process.stderr.write(`随包的浏览器没有启动：${(error as Error).message.split("\n")[0]}\n`);
    return null;
  }
}
