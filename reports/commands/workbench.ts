import {mkdir} from "node:fs/promises";
import {Admission} from "../../loaders/admission.js";
import {print, progress, readArguments, refuseStray, refuseUnused} from "../../loaders/command.js";
import {watchedFolders} from "../../loaders/files.js";
import {openInBrowser} from "../../loaders/open.js";
import {cachePath} from "../../loaders/paths.js";
import {type Site, serve} from "../../loaders/serve.js";
import {buildSite} from "../../loaders/site/build.js";
import {follow} from "../../loaders/watch.js";
import {StaffError} from "../../src/intake/problem.js";
import {makers} from "../makers.js";
import {figuresIn} from "../tables.js";
import {assets} from "../workbench/assets.js";
import {Desk, type Say} from "../workbench/desk.js";
import {alreadyOpen, noteOpen} from "../workbench/once.js";
import {routes} from "../workbench/routes.js";

const help = `npm run workbench -- [选项]    打开工作台：收数据、体检、口径、出报告、核稿、留存与比较
  --port 3400    端口；被占用时用后面的一个
  --open         同时在浏览器中打开
  --help         显示本说明`;

/** Serves the workbench and the site on 127.0.0.1 to the browser that it opens, until stopped. */
export async function run(args: string[]): Promise<number> {
  const read = readArguments(args, ["port"], ["open"]);
  const {help: asked, values, flags} = read;
  if (asked) {
    print(`${help}\n`);
    return 0;
  }
  refuseStray(read);
  refuseUnused(read, {
    data: "工作台管的是程序自己的 data 文件夹；要看别的文件夹里的数据，请用 npm start -- --data 文件夹。",
    asOf: "截至日期在工作台“出报告”那一页上填。"
  });
  const port = Number(values.port ?? 3400);
  if (!Number.isInteger(port) || port < 0 || port > 65515)
    throw new StaffError(`--port 后面应是端口号，不能是“${values.port}”。`);
  const running = await alreadyOpen();
  if (running) {
    print(`程序已经打开，不必再启动一次：${running}\n`);
    if (flags.has("open")) openInBrowser(running);
    return 0;
  }
  const output = cachePath("site", "filters");
  await mkdir(output, {recursive: true});
  const say = progress();
  let site: Site | null = null;
  const both = (line: Say) => (message: string) => {
    say(message);
    line(message);
  };
  const desk = new Desk({
    figures: line => figuresIn({upper: true, onProgress: both(line)}),
    site: async line => {
      if (await buildSite({edition: "filters", output, makers, onProgress: both(line)})) site?.reload();
    },
    watched: () => site?.isWatched() ?? false
  });
  const admission = new Admission("/workbench");
  let end = () => {};
  const ended = new Promise<void>(done => {
    end = done;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, end);
  });
  const answers = routes(desk, await assets(), end);
  const current = () => desk.broughtSite();
  site = await serve(output, port, {admission, answers, current, page: withWay, anyPort: true});
  const forget = await noteOpen(site.address);
  print(`\n请在浏览器中打开 ${site.address}\n关闭本窗口（或按 Ctrl+C）就结束。\n`);
  if (flags.has("open")) openInBrowser(site.address);
  const refresh = async () => {
    if (!(await desk.isStale())) return;
    const begun = desk.begin("读取文件", async line => {
      await desk.refresh((message, share) => {
        say(message);
        line(message, share);
      });
      return null;
    });
    await begun;
  };
  const stop = await follow(watchedFolders(), refresh);
  await Promise.race([refresh(), ended]);
  await ended;
  stop();
  await forget();
  await site.close();
  // What is still being read is derived: the next start reads it anew.
  process.exit(0);
}

/** A page of the site with the way to the workbench, first in its navigation. */
const withWay = (html: string): string =>
  html.replace(
    /(<nav id="observablehq-sidebar"[^>]*>\s*<ol>)/,
    '$1<li class="observablehq-link"><a href="/workbench">工作台</a></li>'
  );
