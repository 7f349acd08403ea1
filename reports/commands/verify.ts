import {commonHelp, print, progress, readArguments, refuseStray} from "../../loaders/command.js";
import {StaffError} from "../../src/intake/problem.js";
import {frozenOf} from "../freeze/frozen.js";
import {report, verify} from "../freeze/verify.js";

const help = `用法:npm run verify -- 送审稿

用同样的输入重算一遍,核对留存的数据和文稿:
  留存的文件与清单(SHA-256)是否一致;导出文件、参考表是否还是冻结时的;
  重算的每个数值、重写的每份文稿与留存的是否相同。
全部相同时退出码为 0;有不同时逐项列出,退出码为 1。

  --folder 文件夹     冻结稿所在的文件夹;不写则为 reports/frozen
${commonHelp}
不写 --data、--as-of 时,用冻结时的。
`;

/** Recomputes a freeze and says what differs. Exit code 1 when anything of the results or their inputs does. */
export async function run(args: string[]): Promise<number> {
  const read = readArguments(args, ["folder", "name"]);
  const {help: wanted, values, data, asOf, positionals} = read;
  if (wanted) {
    print(help);
    return 0;
  }
  refuseStray(read, values.name === undefined ? 1 : 0);
  const name = values.name ?? positionals[0];
  if (!name) throw new StaffError("请写明核对哪一份冻结稿,如:npm run verify -- 送审稿");
  const frozen = await frozenOf(name, values.folder);
  const verdicts = await verify(frozen, {data, asOf, onProgress: progress()});
  print(report(frozen, verdicts));
  return verdicts.every(({same}) => same) ? 0 : 1;
}
