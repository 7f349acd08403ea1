import {commonHelp, print, progress, readArguments} from "../../loaders/command.js";
import {StaffError} from "../../src/intake/problem.js";
import {compare} from "../diff/compare.js";
import {comparisonText} from "../diff/text.js";
import {writeComparison} from "../diff/write.js";
import {frozenOf} from "../freeze/frozen.js";

const help = `用法:npm run diff -- 送审稿            与现在的数据比较
      npm run diff -- 送审稿 定稿      两份冻结稿比较

列出每个变化的数字,从多少变为多少,是因为输入、口径还是程序;
输入有变化时列出哪些文件,新增、移除、改动了多少条目;文稿里读法不同的句子列出前后两种。
同时写出 reports/out/版本对比-送审稿.xlsx。

  --edition analyst   分析版:另列出是哪些条目(不含姓名),只供内部使用
  --json              以 JSON 写到标准输出,供其他程序使用
  --out 文件夹        工作簿写到该文件夹;不写则为 reports/out
  --folder 文件夹     冻结稿所在的文件夹;不写则为 reports/frozen
${commonHelp}
不写 --data、--as-of 时,用冻结时的。
`;

/** Says what differs between a freeze and now, or another one. Returns 0 whether or not anything does. */
export async function run(args: string[]): Promise<number> {
  const read = readArguments(args, ["folder", "out", "edition"], ["json"]);
  const {help: wanted, values, flags, data, asOf, positionals} = read;
  if (wanted) {
    print(help);
    return 0;
  }
  const [name, other, ...more] = positionals;
  if (!name || more.length) throw new StaffError("请写明比较哪一份冻结稿,如:npm run diff -- 送审稿");
  const {edition = "published", folder, out} = values;
  if (edition !== "published" && edition !== "analyst")
    throw new StaffError(`--edition 只能是 published(发布版)或 analyst(分析版),不能是“${edition}”。`);
  const frozen = await frozenOf(name, folder);
  const second = other === undefined ? null : await frozenOf(other, folder);
  const {asked} = frozen.manifest;
  const comparison = await compare(frozen, second, {
    data: data ?? asked.data ?? undefined,
    asOf: asOf ?? asked.as_of ?? undefined,
    items: edition === "analyst",
    onProgress: progress()
  });
  const path = await writeComparison(comparison, out);
  if (flags.has("json")) process.stdout.write(`${JSON.stringify(comparison, null, 2)}\n`);
  else print(`${comparisonText(comparison)}\n`);
  (flags.has("json") ? process.stderr : process.stdout).write(`工作簿：${path}\n`);
  return 0;
}
