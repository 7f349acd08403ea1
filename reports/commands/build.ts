import {commonHelp, print, progress, readArguments} from "../../loaders/command.js";
import {sitePath} from "../../loaders/paths.js";
import {buildSite} from "../../loaders/site/build.js";
import {unreadOf} from "../../loaders/unread.js";
import {StaffError} from "../../src/intake/problem.js";
import {makers} from "../makers.js";

const help = `npm run build -- [选项]    生成网站到 dist 文件夹
${commonHelp}
  --output 文件夹    网站放在哪里,默认 dist
  --filters          页面可以筛选：一并发布按类别、类型、界别、单位等组合的计数。没有题目和姓名，但多数组合只有一件，
                     知情的人能认出是哪一件、评价如何；只在内部使用时才加
  --edition analyst  分析版：带条目（不含姓名）、SQL 和笔记，只供内部使用，要用 --output 另写文件夹`;

/** Builds the published site. Exit code 0 when it stands, whether or not anything had changed; 2 when a file was not read. */
export async function run(args: string[]): Promise<number> {
  const {help: asked, data, asOf, values, flags} = readArguments(args, ["output", "edition"], ["filters"]);
  if (asked) return say(help);
  const onProgress = progress();
  const {edition = "published"} = values;
  if (edition !== "published" && edition !== "analyst")
    throw new StaffError(
      `--edition 只能是 published（发布的网站，不写就是它）或 analyst（分析版），不能是“${edition}”。`
    );
  if (edition === "analyst" && !values.output)
    throw new StaffError(
      "分析版带有条目，不能写进要发布的 dist；请用 --output 写明另一个文件夹，例如 --output analyst。"
    );
  const output = values.output ?? sitePath();
  const built = await buildSite({
    data,
    asOf,
    output,
    makers,
    edition: edition === "published" && flags.has("filters") ? "filters" : edition,
    onProgress
  });
  const code = await unreadOf({data, asOf, upper: true, onProgress});
  onProgress(built ? `网站已生成:${output}` : `输入没有变化,${output} 已是最新`);
  return code;
}

function say(text: string): number {
  print(`${text}\n`);
  return 0;
}
