import {readFile, stat} from "node:fs/promises";
import {basename, dirname, extname, join, resolve} from "node:path";
import {commonHelp, print, readArguments} from "../loaders/command.js";
import {reportsPath} from "../loaders/paths.js";
import {replaceFile} from "../loaders/publish.js";
import {unreadOf} from "../loaders/unread.js";
import type {WarehouseOptions} from "../loaders/warehouse.js";
import {
  type Answers,
  answersFile,
  around,
  checkDraft,
  commentDocx,
  type Finding,
  findingsPage,
  parseAnswers,
  readDraft,
  tallyWords,
  unreadNotes
} from "../src/check/index.js";
import {StaffError} from "../src/intake/problem.js";
import {typeset} from "../src/text/typeset.js";
import {checkFigures} from "./check-figures.js";

const help = `用法:npm run check -- 草稿.docx --year 2024

逐个核对草稿里的数字(.docx,或 UTF-8、GB18030 的 .md、.txt):
  一致        与系统中的数字相符
  不一致      不相符,列出系统中的数字和应有的写法
  请核对      多半是某个指标而不相符,但句子里有没有读懂的词语,或有两种读法,要人看一眼
  无法核对    系统中没有这个数字,或不能确定说的是哪个指标
  不是数据    日期、届次、序号、专用名称、文件题名

在 reports/out/核稿 写出网页(.html);草稿是 .docx 时另写一份带批注的副本,正文不改动。
有不一致时退出码为 1;加 --strict 时,有请核对的也为 1。
有导出文件没有读的,先说明是哪个、为什么;有关数字不完整,写“无法核对”,没有不一致时退出码为 2。
在页面「核稿」里说过“这是/不是这个指标”的,把下载的 草稿_答复.json 放在草稿旁边,下次照办。

  --year 2024         草稿所报告的年度;不写则取最近一个完整年度
  --json              以 JSON 写到标准输出,供其他程序使用
  --strict            有请核对的,退出码也为 1
  --all               终端里也列出一致和不是数据的
  --out 文件夹        网页和副本写到该文件夹
${commonHelp}
`;

/** Checks a draft against the figures. Exit code 1 when anything is 不一致, else 2 when a file was not read; throws StaffError on what cannot be read. */
export async function run(args: string[]): Promise<number> {
  const {
    help: wanted,
    values,
    flags,
    data,
    asOf,
    positionals
  } = readArguments(args, ["year", "out"], ["json", "all", "strict"]);
  if (wanted) {
    print(help);
    return 0;
  }
  const [path, ...more] = positionals;
  if (!path || more.length > 0) throw new StaffError("请写明一份草稿,如:npm run check -- 草稿.docx --year 2024");
  const unread = await unreadOf({data, asOf});
  const {text, findings, year, written, notes} = await checkFile(path, {data, asOf}, values.year, values.out);
  if (flags.has("json")) process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
  else process.stdout.write(report(text, findings, year, flags.has("all")));
  const say = flags.has("json") ? process.stderr : process.stdout;
  say.write(`${[...notes, ...written.map(each => `已写到 ${each}`)].join("\n")}\n`);
  const failing = flags.has("strict") ? ["不一致", "请核对"] : ["不一致"];
  return findings.some(each => failing.includes(each.verdict)) ? 1 : unread;
}

/** Checks a draft and writes the page and, of a .docx, the copy with comments; returns also the paths written. */
export async function checkFile(
  path: string,
  options: WarehouseOptions,
  wanted?: string,
  out = reportsPath("核稿")
): Promise<{text: string; findings: Finding[]; year: number; written: string[]; notes: string[]}> {
  const draft = readDraft(basename(path), await bytesOf(path));
  const {figures, year, unread, ...known} = await checkFigures(options, wanted);
  const answers = await answersBeside(path);
  const findings = checkDraft(draft.text, figures, {year, ...known, answers, paragraphs: draft.docx !== null});
  const folder = resolve(out);
  const name = basename(path, extname(path));
  const page = join(folder, `${name}_核稿.html`);
  await replaceFile(
    page,
    findingsPage(basename(path), draft.text, findings, year, [...unreadNotes(unread), ...draft.notes])
  );
  const written = [page];
  if (draft.docx) {
    const copy = join(folder, `${name}_核稿.docx`);
    await replaceFile(copy, commentDocx(draft.docx, findings));
    written.push(copy);
  }
  return {text: draft.text, findings, year, written, notes: draft.notes};
}

/** What staff said of numbers of this draft before: 草稿_答复.json beside 草稿.docx; none where there is no such file. */
async function answersBeside(path: string): Promise<Answers> {
  const file = join(dirname(path), answersFile(basename(path)));
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return {};
  const answers = parseAnswers(text);
  if (!answers) throw new StaffError(`“${file}”不是核稿页面下载的答复,请删去或重新下载。`);
  return answers;
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    // To open a pipe or a device may wait for ever.
    if (!(await stat(path)).isFile())
      throw new StaffError(`草稿“${path}”是文件夹、管道或设备，不是文件；请给出草稿文件的路径。`);
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (error instanceof StaffError) throw error;
    throw new StaffError(`草稿“${path}”不存在或打不开,请核对路径。`);
  }
}

/** The table for the terminal, what is wrong first. */
export function report(text: string, findings: readonly Finding[], year: number, all: boolean): string {
  const shown = ["不一致", "请核对", "无法核对", ...(all ? ["一致", "不是数据"] : [])];
  const rows = shown.flatMap(verdict =>
    findings
      .filter(each => each.verdict === verdict)
      .map(each => [verdict, around(text, each), each.label ?? "", each.should_read ?? "", each.reason])
  );
  const table = rows.length > 0 ? `${aligned([["结论", "原文", "指标", "应为", "说明"], ...rows])}\n\n` : "";
  return `${table}${typeset(`按${year}年的数据核对:${tallyWords(findings)}。`)}\n`;
}

/** Columns of equal width on a terminal, where a Han character is two cells wide; the last one is left as it is. */
function aligned(rows: string[][]): string {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map(row => width(row[i]!))));
  return rows
    .map(row =>
      row
        .map((cell, i) => (i === row.length - 1 ? cell : cell + " ".repeat(widths[i]! - width(cell))))
        .join("  ")
        .trimEnd()
    )
    .join("\n");
}

const width = (text: string) => [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 0x2000 ? 2 : 1), 0);
