import {commonHelp, print, progress, readArguments, refuseStray} from "../../loaders/command.js";
import {freeze} from "../freeze/freeze.js";
import {frozenOf} from "../freeze/frozen.js";

const help = `用法:npm run freeze -- --year 2024 --name 送审稿

把一年的数据和文稿原样留存到 reports/frozen/送审稿,供以后核对(npm run verify)和比较(npm run diff):
  figures.json  tables.json   各年度每个指标的数值
  文稿/ 文字/ 模板/            当时的全部文稿、其文字和所用的模板
  参考表/ 程序/                当时的参考表(含计算口径)和计算程序
  items/                      各条目的编号、所在文件、年度，以及用本单位密钥算出的摘要：能看出有没有变化，
                              没有密钥（data/freeze-key.txt，不随冻结稿外传）读不回内容；不含题目和姓名
  manifest.json               每个输入文件的 SHA-256、程序版本、数据截至日期、计算口径
导出文件本身不留存。

  --name 送审稿       冻结稿的名称
  --year 2024         报告年度;不写则取最近一个完整年度
  --replace           已有同名的冻结稿时以新的代替
  --incomplete        有文件没有读、数字不完整时仍然冻结
  --template 一页通    只留存这一份文稿;可写模板名,或 .md 文件的路径
  --folder 文件夹     冻结稿放在该文件夹;不写则为 reports/frozen
${commonHelp}
`;

/** Freezes a year under a name. Returns the exit code; throws StaffError on what staff must mend. */
export async function run(args: string[]): Promise<number> {
  const read = readArguments(args, ["year", "name", "template", "folder"], ["replace", "incomplete"]);
  const {help: wanted, values, flags, data, asOf, positionals} = read;
  if (wanted) {
    print(help);
    return 0;
  }
  refuseStray(read, values.name === undefined ? 1 : 0);
  const name = values.name ?? positionals[0] ?? "";
  const {year, template, folder} = values;
  const place = await freeze({
    name,
    year,
    template,
    folder,
    data,
    asOf,
    replace: flags.has("replace"),
    incomplete: flags.has("incomplete"),
    onProgress: progress()
  });
  const {manifest, seal} = await frozenOf(name, folder);
  print(
    `${manifest.year}年的数据和文稿已留存为「${name}」,在 ${place}\n` +
      `数据截至${manifest.as_of},输入文件 ${manifest.exports.length} 个,核验码 ${seal}(抄在送审单上,可证明留存内容未经改动)\n`
  );
  return 0;
}
