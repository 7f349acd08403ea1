import {spawn} from "node:child_process";
import {commonHelp, print, progress, readArguments, said} from "../../loaders/command.js";
import {editionOf} from "../../loaders/edition.js";
import {watchedFolders} from "../../loaders/files.js";
import {observable, quietly} from "../../loaders/site/framework.js";
import {fillLibraries} from "../../loaders/site/libraries.js";
import {prepareDatasets, touchDatasets} from "../../loaders/site/preview.js";
import {buildWarehouse, environment} from "../../loaders/warehouse.js";
import {follow} from "../../loaders/watch.js";

const help = `npm run dev -- [选项]    给改页面的人:边改边看的预览
${commonHelp}
  --port 3000        端口
  --edition analyst  带条目（不含姓名），写笔记时用`;

/** Framework's preview over the warehouse; a new export makes every dataset run again. */
export async function run(args: string[]): Promise<number> {
  const {help: asked, data, asOf, values} = readArguments(args, ["port", "edition"]);
  if (asked) {
    print(`${help}\n`);
    return 0;
  }
  const edition = values.edition === "analyst" ? "analyst" : editionOf();
  const options = {data, asOf, onProgress: progress()};
  const [first] = await Promise.all([buildWarehouse(options), fillLibraries()]);
  let last = first;
  await prepareDatasets(last, edition);
  const port = values.port ? ["--port", values.port] : [];
  const child = spawn(process.execPath, observable("preview", "--no-open", ...port), {
    env: quietly({YEARBOOK_EDITION: edition, [environment.data]: data, [environment.asOf]: asOf}),
    stdio: ["inherit", "inherit", "inherit", "ipc"]
  });
  const stop = await follow(watchedFolders(data), async () => {
    try {
      const path = await buildWarehouse(options);
      if (path === last) return;
      last = path;
      await touchDatasets();
    } catch (error) {
      process.stderr.write(`${said(error)}\n`);
    }
  });
  process.once("SIGINT", () => child.kill("SIGINT"));
  process.once("SIGTERM", () => child.kill("SIGTERM"));
  const code = await new Promise<number>(done => child.on("close", code => done(code ?? 0)));
  stop();
  return code;
}
