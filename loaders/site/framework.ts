import {spawn} from "node:child_process";
import {writeFile} from "node:fs/promises";
import {delimiter, resolve} from "node:path";
import {StaffError} from "../../src/intake/problem.js";
import {codeIn, explain} from "../fault.js";
import {makeFolder} from "../folder.js";
import {cachePath, programPath} from "../paths.js";
import {alone} from "./alone.js";
import {oneWindow} from "./one-window.js";

/** Loaded into a process that ours starts: it ends with ours, also when ours is killed. */
const lifeline = `data:text/javascript,process.on("disconnect",()=>process.exit(1));process.channel.unref()`;

/** The command line of Framework's own program. */
export const observable = (...args: string[]) => [
  "--import",
  lifeline,
  "--import",
  oneWindow(),
  ...(args[0] === "preview" ? ["--import", alone()] : []),
  programPath("node_modules", "@observablehq/framework/dist/bin/observable.js"),
  ...args
];

/** What Framework and the loaders that it starts find in their environment. */
export const quietly = (env: Record<string, string | undefined>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...env,
  PATH: [resolve(programPath("node_modules", ".bin")), process.env.PATH].join(delimiter),
  OBSERVABLE_TELEMETRY_DISABLE: "1"
});

/** Builds the pages below `root` into `output`. Its talk is kept in the cache, in `build.log`. Throws StaffError. */
export async function frameworkBuild(root: string, output: string): Promise<void> {
  const child = spawn(process.execPath, observable("build"), {
    env: quietly({YEARBOOK_ROOT: root, YEARBOOK_OUTPUT: output}),
    stdio: ["ignore", "pipe", "pipe", "ipc"]
  });
  const talk: string[] = [];
  child.stdout!.on("data", chunk => talk.push(String(chunk)));
  child.stderr!.on("data", chunk => talk.push(String(chunk)));
  const code = await new Promise<number | null>((done, fail) => child.on("close", done).on("error", fail));
  const log = talk.join("");
  await makeFolder(cachePath());
  await writeFile(cachePath("build.log"), log);
  if (code !== 0) throw new StaffError(`页面没有生成，原有的网站保持不变。${reason(log)}`);
}

/** What stopped Framework, for staff. */
function reason(log: string): string {
  const code = codeIn(log);
  if (code) return explain({code})!;
  const [, asked] =
    /unable to (?:fetch|resolve)[^\n]*?(?:npm\/|npmjs\.org\/|npm:)((?:@[\w.-]+\/)?[\w.-]+)/.exec(log) ?? [];
  if (asked)
    return `页面用到的“${asked}”没有随本项目安装，要联网才能取得；请改用已有的库，或先运行 npm install ${asked}。`;
  return `最后的信息：\n${log.trim().split("\n").slice(-15).join("\n")}`;
}
