import {commonHelp, print, progress, readArguments, refuseStray} from "../../loaders/command.js";
import {StaffError} from "../../src/intake/problem.js";
import {writeMembers} from "../members/write.js";

const help = `用法:npm run members -- --year 2024

写出一年在任委员的履职档案,放在 reports/out/委员履职2024,只在单位内部使用:
  委员履职.xlsx       全部委员、分年、得分明细、低于分数线的、按界别、党派和专委会
  履职档案/*.docx     每名委员一份

  --year 2024         年度;不写则取最近一个完整年度
  --below 60          列出得分低于此数的委员;不写则为 60
  --out 文件夹        写到该文件夹下;不写则为 reports/out
${commonHelp}
`;

/** Writes the records of a year's members. Returns the exit code; throws StaffError on what staff must mend. */
export async function run(args: string[]): Promise<number> {
  const read = readArguments(args, ["year", "below", "out"]);
  const {help: wanted, values, data, asOf} = read;
  if (wanted) {
    print(help);
    return 0;
  }
  refuseStray(read);
  const least = Number(values.below ?? 60);
  if (!Number.isFinite(least)) throw new StaffError(`--below 后面应是一个数，不能是“${values.below}”。`);
  const written = await writeMembers({year: values.year, least, out: values.out, data, asOf, onProgress: progress()});
  print(`${written.year}年${written.members}名委员的履职档案已写到 ${written.folder}\n`);
  print(
    written.below === null
      ? "这一年没有得分：没有计分表（points.csv），或者缺少它要用的导出文件。\n"
      : `得分低于${least}分的委员${written.below}名，列在 委员履职.xlsx\n`
  );
  return 0;
}
