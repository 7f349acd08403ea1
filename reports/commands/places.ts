import {join, resolve} from "node:path";
import {commonHelp, print, progress, readArguments, refuseStray} from "../../loaders/command.js";
import {dataPath, reportsPath} from "../../loaders/paths.js";
import {engineAt} from "../../loaders/places/server.js";
import {unreadCode} from "../../loaders/unread.js";
import {StaffError} from "../../src/intake/problem.js";
import {placeYear} from "../places/tables.js";
import {writePlaces} from "../places/write.js";

const help = `用法:npm run places -- --data 市文件夹 --year 2024

把各地（区县、市）报送的数据汇总成上一级的数字，写到 reports/out/各地/2024:
  各地指标.xlsx   报送情况；每个指标各地的数字和合计，合计写明计入几个地区
  places.json     同样的数字，供其他程序使用
  各地….svg .png  主要指标的各地排行，带上年的位置
  各地履职数据汇总.docx  按 reports/templates/各地 里的模板写成的文稿

文件夹里要有 reference/places.csv（表头：地区,上级,级别,代码,文件夹）和 places/某地/exports、places/某地/reference。
各地按自己的届次表和规则计算；合计里件数相加，比率由分子、分母重新计算，没有报送或不完整的不计入。

  --year 2024        年度;不写则取各地大多已经过完的最近一年
  --engine clickhouse://主机:8123/库名
                     用计算引擎计数，结果与本机一样；多台的写成 clickhouse://甲:8123,乙:8123/库名?cluster=集群名
  --out 文件夹       写到该文件夹下的年度子文件夹
${commonHelp}
`;

/** Gathers the figures of places and writes them. Exit code 2 when a place is missing or not whole. */
export async function run(args: string[]): Promise<number> {
  const read = readArguments(args, ["year", "out", "engine"]);
  const {help: wanted, values, data, asOf} = read;
  if (wanted) {
    print(help);
    return 0;
  }
  refuseStray(read);
  if (values.year !== undefined && !/^\d{4}$/.test(values.year))
    throw new StaffError(`--year 后面的年度“${values.year}”看不懂，应写成 2024 的样子。`);
  const year = await placeYear(
    {
      data: data ?? dataPath(),
      asOf,
      onProgress: progress(),
      ...(values.engine ? {engine: engineAt(values.engine)} : {})
    },
    values.year
  );
  const folder = join(resolve(values.out ?? reportsPath("各地")), String(year.year));
  await writePlaces(year, folder);
  const expected = year.places.filter(place => place.expected);
  const lacking = expected.filter(({state}) => state !== "已报送");
  print(
    `${year.year}年${expected.length}个地区中${expected.length - lacking.length}个的数据齐全，汇总已写到 ${folder}\n`
  );
  for (const {place, state, reason} of lacking) print(`${place}：${state}${reason ? `。${reason}` : ""}\n`);
  return lacking.length ? unreadCode : 0;
}
