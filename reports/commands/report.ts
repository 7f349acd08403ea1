import {writeFile} from "node:fs/promises";
import {join, resolve} from "node:path";
import {commonHelp, print, progress, readArguments, refuseStray} from "../../loaders/command.js";
import {dataPath, reportsPath} from "../../loaders/paths.js";
import {placesFolder, readPlaces} from "../../loaders/places/table.js";
import {unreadCode, unreadOf} from "../../loaders/unread.js";
import type {WarehouseOptions} from "../../loaders/warehouse.js";
import {StaffError} from "../../src/intake/problem.js";
import {recordsOf, sinceLast} from "../diff/since.js";
import {records} from "../documents/records.js";
import type {OnStep} from "../documents/steps.js";
import {writeYear} from "../documents/year.js";
import {replaceYear} from "../documents/year-folder.js";
import {bookOf} from "../edition.js";
import {leftFile, leftList, leftWords} from "../story/left.js";
import {story} from "../story/story.js";
import {templates} from "../story/templates.js";
import {readTables} from "../tables.js";
import {figuresFor} from "../views/index.js";

const help = `用法:npm run report -- --year 2024

把一年的数据写成文件,放在 reports/out/2024:
  figures.json   每个指标一条,供其他程序使用
  figures.xlsx   每个指标五年的数值、增减、文字表述和口径
  图表-*.svg *.png  每张图表,按 A4 版心宽度绘制
  *.docx *.html *.pdf *.pptx   按 reports/templates 里的模板写成的文稿

  --year 2024         报告年度;不写则取最近一个完整年度
  --template 一页通    只写这一份文稿和数据表,不重画单张图表;可写模板名,或 .md 文件的路径
  --out 文件夹        写到该文件夹下的年度子文件夹;不写则为 reports/out
  --each-place        上一级用：places 文件夹里每个地区各写一套，放在 reports/out/各地/地区名/2024
${commonHelp}

模板写法(reports/templates 里的 .md 文件,可用任何编辑器修改):
  {{提交提案}}                261件,按报告的写法;{{收到社情民意|精确}} 146篇;{{提交提案|数值}} 261
  {{提交提案|较上年}}         较上年增加29件,增长12.5%;另有 |上年 |五年 |目标 |下年目标 |进展
  {{年度}} {{上年度}} {{下年度}} {{届次}} {{期间}} {{截至日期}}
  数字没有(没有数据、不能比较、没有目标)的那一句或分句自动不写,写完后列出;标题下没有内容的也不写
  {{如果 提交提案 增加}}…{{否则}}…{{完}}   条件:增加 减少 提高 下降 持平 全部 有数据 不为零 可比 有目标 有下年目标 已完成,
                              或 委员满意率 >= 95;几个指标用顿号连写时须都成立;任一有数据:有一个有数据即可
  ![[提案趋势]]               图表,单独成行;一行写两个则并排;也可写 views.csv 里存下的视图的名称
  [[表:提案分类]]             图表背后的表
  开头可写 --- 附录: 无（或 全：口径全文和来源文件）、演示稿: 有、版式: 紧凑、零: 略去(数字为零的句子不写) ---，每项一行
  自己的模板可取名“我的….md”放在同一文件夹,会一并写出
`;

/** Writes the figures and documents of a year. Returns the exit code; throws StaffError on what staff must mend. */
export async function run(args: string[]): Promise<number> {
  const read = readArguments(args, ["year", "out", "template"], ["each-place"]);
  const {help: wanted, values, data, asOf, flags} = read;
  if (wanted) {
    print(help);
    return 0;
  }
  refuseStray(read);
  if (flags.has("each-place")) return reportPlaces({...values, data, asOf, onProgress: progress()});
  const {folder, year, changed, left, code} = await reportYear({...values, data, asOf, onProgress: progress()});
  print(`${year}年的数据、图表和文稿已写到 ${folder}\n`);
  for (const line of [...changed, ...left]) print(`${line}\n`);
  return code;
}

export interface ReportOptions extends WarehouseOptions {
  /** The last year that is over where it is absent. */
  year?: string;
  /** One template by name or path; all where it is absent. */
  template?: string;
  /** The folder of the years' folders. */
  out?: string;
  onStep?: OnStep;
}

/**
 * Writes the figures and documents of a year; `left` says what is not in them and why, `changed` what differs from the
 * figures that stood there. Throws StaffError.
 */
export async function reportYear({year, template, out, onStep, ...options}: ReportOptions) {
  const say = options.onProgress ?? (() => {});
  const chosen = await templates(template);
  const code = await unreadOf(options);
  const book = bookOf(await readTables(options), year);
  const figures = await figuresFor(chosen, book, options);
  const stories = chosen.map(({name, text}) => story(name, text, book, figures));
  const folder = join(resolve(out ?? reportsPath()), String(book.year));
  const some = template !== undefined;
  const before = await recordsOf(folder);
  const moved: string[] = [];
  const aside = (message: string) => moved.push(message) && say(message);
  const write = async (beside: string) => {
    const written = await writeYear(stories, book, beside, say, {charts: !some, onStep});
    const rest = some ? null : leftList(stories);
    if (rest !== null) await writeFile(join(beside, leftFile), rest);
    return written;
  };
  await replaceYear(folder, write, {some, say: aside});
  const changed = [...moved, ...sinceLast(before, records(book))];
  return {folder, year: book.year, changed, left: leftWords(stories, !some), code};
}

/** Writes the documents of every place that has exports, each in a folder of its name; one that cannot be written stops no other. */
async function reportPlaces({
  data = dataPath(),
  out = reportsPath("各地"),
  onProgress,
  ...options
}: ReportOptions): Promise<number> {
  let code = 0;
  for (const {name, folder} of await readPlaces(data)) {
    if (folder === null) continue;
    try {
      const of = join(placesFolder(data), folder);
      const written = await reportYear({
        ...options,
        data: of,
        out: join(out, name),
        onProgress: line => onProgress?.(`${name}：${line}`)
      });
      print(`${name}${written.year}年的数据、图表和文稿已写到 ${written.folder}\n`);
      code = Math.max(code, written.code);
    } catch (error) {
      if (!(error instanceof StaffError)) throw error;
      print(`${name}：没有写。${error.message}\n`);
      code = unreadCode;
    }
  }
  return code;
}
