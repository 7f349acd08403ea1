import {spawn} from "node:child_process";
import {join} from "node:path";
import {prepare, touchDatasets} from "./build.js";
import {commonHelp, main, progress, readArguments} from "./command.js";
import {editionOf} from "./edition.js";
import {watchedFolders} from "./files.js";
import {buildWarehouse, environment} from "./warehouse.js";
import {follow} from "./watch.js";

const help = `npm run dev -- [选项]    给改页面的人:边改边看的预览
${commonHelp}
  --port 3000        端口`;

/** Framework's preview over the warehouse; a new export makes every dataset run again. */
export async function run(args: string[]): Promise<number> {
  const {help: asked, data, asOf, values} = readArguments(args, ["port"]);
  if (asked) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const options = {data, asOf, onProgress: progress()};
  let last = await buildWarehouse(options);
  await prepare(last, editionOf());
  const env = {...process.env, OBSERVABLE_TELEMETRY_DISABLE: "1"} as Record<string, string | undefined>;
  if (data) env[environment.data] = data;
  if (asOf) env[environment.asOf] = asOf;
  const child = spawn(
    process.execPath,
    [
      join("node_modules", "@observablehq/framework/dist/bin/observable.js"),
      "preview",
      "--no-open",
      ...(values.port ? ["--port", values.port] : [])
    ],
    {env, stdio: "inherit"}
  );
  const stop = await follow(watchedFolders(data), async () => {
    try {
      const path = await buildWarehouse(options);
      if (path === last) return;
      last = path;
      await touchDatasets();
    } catch (error) {
      process.stderr.write(`${(error as Error).message}\n`);
    }
  });
  process.once("SIGINT", () => child.kill("SIGINT"));
  process.once("SIGTERM", () => child.kill("SIGTERM"));
  const code = await new Promise<number>(done => child.on("close", code => done(code ?? 0)));
  stop();
  return code;
}

await main(import.meta.url, run);
