import {resolve} from "node:path";
import {commonHelp, print, progress, readArguments, refuseStray} from "../../loaders/command.js";
import {reportsPath} from "../../loaders/paths.js";
import {plenary} from "../plenary/plenary.js";

const help = `用法:npm run plenary -- --year 2024 [--draft 草稿.docx]

会前一次做完:读入导出文件、校验、计算数字、写出图表和文稿、与最近一次冻结稿比较,
写明草稿时再核稿;最后用一屏说明读了什么、有什么问题、变了什么、文稿在哪里。
某一步没有做成时,其余各步照做,已有的结果保留,退出码为 1；有文件没有读、其余都做完时退出码为 2。

  --year 2024         报告年度;不写则取最近一个完整年度
  --draft 草稿.docx   要核对的草稿(.docx、.md、.txt);有不一致时退出码为 1
  --template 一页通    只写这一份文稿;可写模板名,或 .md 文件的路径
  --out 文件夹        结果写到该文件夹;不写则为 reports/out
  --folder 文件夹     冻结稿所在的文件夹;不写则为 reports/frozen
${commonHelp}
`;

/** Does every step before a plenary. Exit code 1 when one failed or the draft disagrees with the figures. */
export async function run(args: string[]): Promise<number> {
  const read = readArguments(args, ["year", "draft", "template", "out", "folder"]);
  const {help: wanted, values, data, asOf} = read;
  if (wanted) {
    print(help);
    return 0;
  }
  refuseStray(read);
  const {year, draft, template, folder} = values;
  const out = resolve(values.out ?? reportsPath());
  const {text, code} = await plenary({data, asOf, year, draft, template, out, folder, say: progress()});
  print(text);
  return code;
}
