import {commonHelp, print, progress, readArguments, said} from "../../loaders/command.js";
import {watchedFolders} from "../../loaders/files.js";
import {openInBrowser} from "../../loaders/open.js";
import {cachePath, frozenPath, programPath} from "../../loaders/paths.js";
import {serve} from "../../loaders/serve.js";
import {buildSite} from "../../loaders/site/build.js";
import {unreadOf} from "../../loaders/unread.js";
import {follow} from "../../loaders/watch.js";
import {StaffError} from "../../src/intake/problem.js";
import {makers} from "../makers.js";

const help = `npm start -- [选项]    生成网站并在本机打开,导出文件有变化时自动更新
${commonHelp}
  --port 3000        端口
  --open             同时在浏览器中打开
  --edition analyst  分析版：只在本机使用，可以看到数字背后的条目（不含姓名）；published 与发布的网站一样，不能筛选`;

/** Builds the site, serves it on 127.0.0.1 and follows the inputs until stopped. */
export async function run(args: string[]): Promise<number> {
  const {help: asked, data, asOf, values, flags} = readArguments(args, ["port", "edition"], ["open"]);
  if (asked) {
    print(`${help}\n`);
    return 0;
  }
  const {edition = "filters"} = values;
  if (edition !== "published" && edition !== "filters" && edition !== "analyst")
    throw new StaffError(
      `--edition 只能是 filters（可以筛选，不写就是它）、published（与发布的网站一样）或 analyst（分析版），不能是“${edition}”。`
    );
  const port = Number(values.port ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65515)
    throw new StaffError(`--port 后面应是端口号,不能是“${values.port}”。`);
  const output = cachePath("site", edition);
  const onProgress = progress();
  await unreadOf({data, asOf, upper: true, onProgress});
  await buildSite({data, asOf, edition, output, makers, onProgress});
  const site = await serve(output, port);
  print(`\n请在浏览器中打开 ${site.address}\n按 Ctrl+C 结束。\n`);
  if (flags.has("open")) openInBrowser(site.address);
  const stop = await follow([...watchedFolders(data), programPath("src"), frozenPath()], async () => {
    try {
      await unreadOf({data, asOf, upper: true, onProgress: progress()});
      const built = await buildSite({data, asOf, edition, output, makers, onProgress: progress()});
      if (built) site.reload();
      if (built) print("已更新。\n");
    } catch (error) {
      process.stderr.write(`${said(error)}\n原有的页面保持不变。\n`);
    }
  });
  await new Promise<void>(done => {
    process.once("SIGINT", done);
    process.once("SIGTERM", done);
  });
  stop();
  await site.close();
  return 0;
}
