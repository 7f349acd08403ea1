import {commonHelp, main, readArguments} from "../../loaders/command.js";
import {nothingRead} from "../../loaders/ingest.js";
import {unreadCode} from "../../loaders/unread.js";
import {readExports, refusedFiles, writeProblemList} from "../problems/list.js";
import {summaryJson, summaryText} from "../problems/summary.js";

const help = `用法:npm run ingest

读一遍全部导出文件,说明每个文件读了多少、哪些没有采用、为什么,并写出 reports/out/问题清单.xlsx,
每个有问题的文件一张工作表,可以单独发还给提供的人。网站和年报的数据不受影响。

  --json              把各文件的数目以 JSON 写到标准输出,供其他程序使用
  --out 文件夹        问题清单写到该文件夹;不写则为 reports/out
${commonHelp}
`;

/** Reads all exports and says what of each counts. Refused files and their reasons come
 * first. Exit code 2 when a file was refused, 1 when no row of any counts. */
export async function run(args: string[]): Promise<number> {
  const {help: wanted, values, flags, data} = readArguments(args, ["out"], ["json"]);
  if (wanted) {
    process.stdout.write(help);
    return 0;
  }
  const summary = await readExports(data);
  const path = await writeProblemList(summary, values.out);
  const refused = refusedFiles(summary);
  const nothing = summary.files.every(file => file.accepted === 0);
  const print = (stream: NodeJS.WriteStream, text: string) => stream.write(`${text}\n`);
  for (const file of refused) print(process.stderr, `${file.name}：没有读。${file.refused}`);
  if (flags.has("json")) print(process.stdout, JSON.stringify(summaryJson(summary), null, 2));
  else print(process.stdout, summaryText(summary));
  print(flags.has("json") ? process.stderr : process.stdout, `\n问题清单:${path}`);
  if (refused.length === 0 && !nothing) return 0;
  if (nothing) print(process.stderr, nothingRead(summary.files));
  return nothing ? 1 : unreadCode;
}

await main(import.meta.url, run);
