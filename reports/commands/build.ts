import {commonHelp, main, print, progress, readArguments} from "../../loaders/command.js";
import {sitePath} from "../../loaders/paths.js";
import {buildSite} from "../../loaders/site/build.js";
import {unreadOf} from "../../loaders/unread.js";
import {makers} from "../makers.js";

const help = `npm run build -- [选项]    生成网站到 dist 文件夹
${commonHelp}
  --output 文件夹    网站放在哪里,默认 dist
  --filters          页面可以筛选：一并发布按类别、类型、界别、单位等组合的计数。没有题目和姓名，但多数组合只有一件，
                     知情的人能认出是哪一件、评价如何；只在内部使用时才加`;

/** Builds the published site. Exit code 0 when it stands, whether or not anything had changed; 2 when a file was not read. */
export async function run(args: string[]): Promise<number> {
  const {help: asked, data, asOf, values, flags} = readArguments(args, ["output"], ["filters"]);
  if (asked) return say(help);
  const onProgress = progress();
  const output = values.output ?? sitePath();
  const built = await buildSite({
    data,
    asOf,
    output,
    makers,
    edition: flags.has("filters") ? "filters" : "published",
    onProgress
  });
  const code = await unreadOf({data, asOf, onProgress});
  onProgress(built ? `网站已生成:${output}` : `输入没有变化,${output} 已是最新`);
  return code;
}

function say(text: string): number {
  print(`${text}\n`);
  return 0;
}

await main(import.meta.url, run);
