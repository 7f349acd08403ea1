import {join} from "node:path";
import {commonHelp, print, progress, readArguments, refuseStray} from "../../loaders/command.js";
import {reportsPath} from "../../loaders/paths.js";
import {pack} from "../../loaders/places/bundle.js";
import {bundleOf} from "../../loaders/places/deliver.js";
import {replaceFile} from "../../loaders/publish.js";
import {unreadOf} from "../../loaders/unread.js";
import {StaffError} from "../../src/intake/problem.js";

const help = `用法:npm run deliver -- --place 甲区

把本地的数字写成一个报送包，交给上一级汇总：每个指标各年的数字和分类数字（不足5件的不写），没有一行记录、题目和姓名。
生成以后不能打开修改；校验码可以在电话里同上一级核对。

  --place 甲区       本地的名称，和上一级地区表里的一样
  --out 文件夹       写到哪里；不写则为 reports/out
${commonHelp}
`;

/** Writes the bundle of an office for the upper level. Exit code 2 when a file was not read. */
export async function run(args: string[]): Promise<number> {
  const read = readArguments(args, ["place", "out"]);
  const {help: wanted, values, data, asOf} = read;
  if (wanted) {
    print(help);
    return 0;
  }
  refuseStray(read);
  const {place, out = reportsPath()} = values;
  if (!place)
    throw new StaffError("不知道是哪个地区的数字；请写明 --place，例如 --place 甲区，和上一级地区表里的名称一样。");
  if (/[\\/:*?"<>|]/.test(place)) throw new StaffError(`--place 后面的“${place}”不能作文件名，请只写地区的名称。`);
  const onProgress = progress();
  const bundle = await bundleOf(place, {data, asOf, onProgress});
  const {bytes, check} = pack(bundle);
  const path = join(out, `${place}报送包（截至${bundle.asOf}）.zip`);
  await replaceFile(path, bytes);
  const code = await unreadOf({data, asOf, onProgress});
  print(`报送包已写到 ${path}，校验码${check}。请把它交给上一级，放进 places 下${place}的文件夹。\n`);
  return code;
}
