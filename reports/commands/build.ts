import {commonHelp, main, progress, readArguments} from "../../loaders/command.js";
import {outputPath} from "../../loaders/paths.js";
import {buildSite} from "../../loaders/site/build.js";
import {makers} from "../makers.js";

const help = `npm run build -- [选项]    生成网站到 dist 文件夹
${commonHelp}
  --output 文件夹    网站放在哪里,默认 dist
  --no-filters       不发布筛选用的分组计数(多数组合只有一件,没有题目和姓名);页面照常,不能筛选`;

/** Builds the published site. Exit code 0 when it stands, whether or not anything had changed. */
export async function run(args: string[]): Promise<number> {
  const {help: asked, data, asOf, values, flags} = readArguments(args, ["output"], ["no-filters"]);
  if (asked) return say(help);
  const onProgress = progress();
  const output = values.output ?? outputPath("dist");
  const built = await buildSite({
    data,
    asOf,
    output,
    makers,
    edition: flags.has("no-filters") ? "totals" : "published",
    onProgress
  });
  onProgress(built ? `网站已生成:${output}` : `输入没有变化,${output} 已是最新`);
  return 0;
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

await main(import.meta.url, run);
