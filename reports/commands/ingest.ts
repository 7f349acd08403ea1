import {print, readArguments, refuseStray, refuseUnused, said, undatedHelp} from "../../loaders/command.js";
import {type Hint, hintLines, hintsIn} from "../../loaders/hints.js";
import {nothingRead} from "../../loaders/ingest.js";
import {warehouse} from "../../loaders/query.js";
import {unreadCode} from "../../loaders/unread.js";
import {typeset} from "../../src/text/typeset.js";
import {readExports, refusedFiles, writeProblemList} from "../problems/list.js";
import {summaryJson, summaryText} from "../problems/summary.js";

const help = `用法:npm run ingest

读一遍全部导出文件,说明每个文件读了多少、哪些没有采用、为什么,并写出 reports/out/问题清单.xlsx,
每个有问题的文件一张工作表,可以单独发还给提供的人。再试算一遍数字，参考表里写错的名称也在这里说明。
网站和年报不受影响。

  --json              把各文件的数目以 JSON 写到标准输出,供其他程序使用
  --out 文件夹        问题清单写到该文件夹;不写则为 reports/out
${undatedHelp}
`;

/** Reads all exports and says what of each counts. Refused files and their reasons come
 * first. Then counts the figures once, so that what stands in the way of them is said here and not only by the report.
 * Exit code 2 when a file was refused or many of its rows put aside, 1 when no row of any counts or no figures come out. */
export async function run(args: string[]): Promise<number> {
  const read = readArguments(args, ["out"], ["json"]);
  const {help: wanted, values, flags, data} = read;
  if (wanted) {
    print(help);
    return 0;
  }
  refuseStray(read);
  refuseUnused(read, {asOf: "读文件与截至日期无关，去掉它再运行。"});
  const summary = await readExports(data);
  const nothing = summary.files.every(file => file.accepted === 0);
  const counted = nothing ? [] : await hintsOf(data).catch((error: Error) => error);
  const hints = counted instanceof Error ? [] : counted;
  const path = await writeProblemList(summary, values.out, hints);
  const refused = refusedFiles(summary);
  const complain = (text: string) => process.stderr.write(typeset(`${text}\n`));
  for (const file of refused) complain(`${file.name}：没有读。${file.refused}`);
  const partly = summary.files.filter(file => file.partly !== null);
  for (const file of partly) complain(`${file.name}：${file.partly}，有关数字不完整。`);
  const list = `\n问题清单:${path}`;
  if (flags.has("json")) {
    process.stdout.write(`${JSON.stringify(summaryJson(summary), null, 2)}\n`);
    complain(list);
  } else print(`${summaryText(summary)}\n${list}\n`);
  for (const line of hintLines(hints)) complain(line);
  if (nothing) {
    complain(nothingRead(summary.files));
    return 1;
  }
  if (counted instanceof Error) {
    complain(`文件读完了，但还算不出数字：\n${said(counted)}`);
    return 1;
  }
  return refused.length + partly.length === 0 ? 0 : unreadCode;
}

/** Counts the figures once, and gives what their checks ask staff to look at. */
async function hintsOf(data: string | undefined): Promise<Hint[]> {
  const open = await warehouse({data, upper: true});
  try {
    return await hintsIn(open);
  } finally {
    open.close();
  }
}
