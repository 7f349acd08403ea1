import {stat} from "node:fs/promises";
import {basename, join, relative} from "node:path";
import {explain} from "../../loaders/fault.js";
import {makeFolder} from "../../loaders/folder.js";
import {hintLines, hintsIn} from "../../loaders/hints.js";
import {warehouse} from "../../loaders/query.js";
import {unreadCode} from "../../loaders/unread.js";
import type {WarehouseOptions} from "../../loaders/warehouse.js";
import {tallyWords} from "../../src/check/index.js";
import type {Book} from "../../src/figures/book.js";
import {summary as comparisonWords} from "../../src/figures/versions.js";
import {StaffError} from "../../src/intake/problem.js";
import {checkFile} from "../check.js";
import {compare} from "../diff/compare.js";
import {writeComparison} from "../diff/write.js";
import {columns} from "../documents/columns.js";
import {writeYear} from "../documents/year.js";
import {replaceYear} from "../documents/year-folder.js";
import {bookOf} from "../edition.js";
import {damagedFreezes, type Frozen, freezes} from "../freeze/frozen.js";
import {readExports, refusedFiles, writeProblemList} from "../problems/list.js";
import {leftWords} from "../story/left.js";
import {type Story, story} from "../story/story.js";
import {templates} from "../story/templates.js";
import {readTables} from "../tables.js";
import {figuresFor} from "../views/index.js";

/** What is asked for, and where what is said goes. */
export interface Plan extends WarehouseOptions {
  year: string | undefined;
  draft: string | undefined;
  template: string | undefined;
  out: string;
  folder: string | undefined;
  say: (message: string) => void;
}

/** What a step says in the summary; `wrong` where staff have something to do. */
interface Said {
  lines: string[];
  wrong?: boolean;
  /** A file was not read: the rest is done without it. */
  unread?: boolean;
}

/** Runs the steps one after another; what cannot go on without another says so. */
export async function plenary(plan: Plan): Promise<{text: string; code: number}> {
  await makeFolder(plan.out);
  const {data, asOf, say} = plan;
  const rows: [string, string[]][] = [];
  const failed: string[] = [];
  let incomplete = false;
  const step = async (name: string, work: () => Promise<Said>) => {
    say(`${name} …`);
    try {
      const {lines, wrong, unread = false} = await work();
      incomplete ||= unread;
      rows.push([name, lines]);
      if (wrong) failed.push(name);
    } catch (error) {
      const reason = explain(error);
      if (reason === null) process.stderr.write(`${(error as Error).stack}\n`);
      const told = reason ?? `程序出错(${(error as Error).message}),请把以上信息发给维护人员。`;
      rows.push([name, ["没有做成,原有结果保留:", ...few(told.split("\n"))]]);
      failed.push(name);
    }
  };

  let book: Book | undefined;
  await step("读入", () => intake(plan));
  if (!failed.length) await step("校验", () => checks(plan));
  if (!failed.length)
    await step("数字", async () => {
      book = bookOf(await readTables({data, asOf}), plan.year);
      return {lines: numbers(book)};
    });
  if (book) {
    const made = book;
    await step("文稿", () => documents(plan, made));
    await step("变化", () => changes(plan, made));
    if (plan.draft) await step("核稿", () => draftChecked(plan, made));
  } else rows.push(["其余", ["数字没有算出来,文稿、比较和核稿都没有做;原有的文稿保留不变。"]]);

  const title = book ? `${book.year}年会前汇总${book.tables.about[0]!.sample ? "(示例数据)" : ""}` : "会前汇总";
  const whole = incomplete
    ? `各步都已做完，但有文件没有读（见“读入”），有关数字标有“不完整”，改正后再运行一次。`
    : "各步都已做完。";
  const end = failed.length ? `${failed.join("、")}需要处理,按上面的提示改正后再运行一次。` : whole;
  const lines = [...rows, ["结果", [end]] as [string, string[]]];
  const table = lines.flatMap(([name, said]) =>
    said.map((line, i) => [i ? "    " : name, line.replace(/\s*\n\s*/g, "")])
  );
  return {
    text: `\n${title}\n${"─".repeat(60)}\n${columns(table)}\n`,
    code: failed.length ? 1 : incomplete ? unreadCode : 0
  };
}

async function intake({data, out}: Plan): Promise<Said> {
  const summary = await readExports(data);
  const path = await writeProblemList(summary, out);
  const {files} = summary;
  const sum = (key: "records" | "accepted" | "quarantined" | "duplicates" | "warnings") =>
    files.reduce((total, file) => total + file[key], 0);
  const dropped = sum("records") - sum("accepted") - sum("quarantined") - sum("duplicates");
  const refused = refusedFiles(summary);
  const doubtful = files.filter(({quarantined}) => quarantined > 0);
  const list = shown(path);
  return {
    lines: [
      ...(refused.length ? few(refused.map(({name, refused}) => `没有读 ${name}:${refused}`)) : []),
      `${files.length} 个文件,${sum("records")} 条记录:采用 ${sum("accepted")},隔离 ${sum("quarantined")},重复 ${sum("duplicates")},略去 ${dropped}；提示 ${sum("warnings")}`,
      ...(doubtful.length
        ? few(
            doubtful.map(({name, quarantined}) => `${name} 有 ${quarantined} 条没有采用`),
            3
          )
        : []),
      ...(sum("quarantined") + sum("warnings") + refused.length ? [`逐条原因和改法:${list}`] : [])
    ],
    wrong: files.every(({accepted}) => accepted === 0),
    unread: refused.length > 0 || files.some(({partly}) => partly !== null)
  };
}

async function checks({data, asOf, say}: Plan): Promise<Said> {
  const open = await warehouse({data, asOf, onProgress: say});
  try {
    const [row] = await open.rows<{checks: number}>("select count(*)::integer as checks from checks");
    const hints = await hintsIn(open);
    return {
      lines: hints.length
        ? [`${row!.checks} 条校验,${hints.length} 处请核对(逐处见 npm run ingest 的问题清单)`, ...few(hintLines(hints))]
        : [`${row!.checks} 条校验全部通过`]
    };
  } finally {
    open.close();
  }
}

/** What the year is, in a line: the first figure of each kind with its change. */
function numbers(book: Book): string[] {
  const told = ["proposals.submitted", "opinions.received", "activities.sessions"]
    .filter(id => book.value(id) !== null)
    .map(id => {
      const {short, reason} = book.change(id);
      const label = book.known.find(metric => metric.id === id)?.label ?? "";
      return `${label}${book.exact(id)}${reason ? "" : `(较${book.againstOf(id)}${short})`}`;
    });
  return [`${book.known.length} 个指标,数据截至${book.tables.about[0]!.as_of};${told.join(";")}`];
}

/** Every document that can be written; of the others the last good one stays. */
async function documents({template, out, data, asOf, say}: Plan, book: Book): Promise<Said> {
  const told: Story[] = [];
  const failed: string[] = [];
  const faults: string[] = [];
  const chosen = await templates(template);
  const figures = await figuresFor(chosen, book, {data, asOf});
  for (const {name, text} of chosen)
    try {
      told.push(story(name, text, book, figures));
    } catch (error) {
      if (!(error instanceof StaffError)) throw error;
      failed.push(name);
      faults.push(...error.message.split("\n"));
    }
  if (!told.length) throw new StaffError(faults.join("\n"));
  const folder = join(out, String(book.year));
  const some = template !== undefined;
  const notes: string[] = [];
  const aside = (message: string) => {
    say(message);
    notes.push(message);
  };
  await replaceYear(folder, beside => writeYear(told, book, beside, say, {charts: !some}), {some, failed, say: aside});
  return {
    lines: [
      `${told.length} 份,在 ${shown(folder)}:${told.map(({name}) => name).join("、")}`,
      ...few(leftWords(told)),
      ...few(notes),
      ...(failed.length ? [`没有写成 ${failed.join("、")},原有的文稿保留:`, ...few(faults)] : [])
    ],
    wrong: failed.length > 0
  };
}

/** Against the last freeze of the same year. */
async function changes({data, asOf, out, folder, say}: Plan, book: Book): Promise<Said> {
  const last = (await freezes(folder)).find(({manifest}: Frozen) => manifest.year === book.year);
  const damaged = (await damagedFreezes(folder)).map(({fault}) => fault);
  if (!last)
    return {
      wrong: damaged.length > 0,
      lines: [
        ...few(damaged),
        `还没有${book.year}年的冻结稿,没有比较;留存一份:npm run freeze -- --year ${book.year} --name 送审稿`
      ]
    };
  const comparison = await compare(last, null, {data, asOf, onProgress: say});
  const path = await writeComparison(comparison, out);
  const own = comparison.figures.filter(({year}) => year === book.year);
  return {
    wrong: damaged.length > 0,
    lines: [
      ...few(damaged),
      comparisonWords(comparison),
      ...few(comparison.notes.map(note => `注:${note}`)),
      ...few(
        own.map(
          ({label, before, after, causes}) =>
            `${label} ${before ?? "无数据"} → ${after ?? "无数据"}(${causes.join("、")})`
        ),
        5
      ),
      ...(comparison.figures.length || comparison.sentences.length ? [`全部变化:${shown(path)}`] : [])
    ]
  };
}

async function draftChecked({data, asOf, draft, out}: Plan, book: Book): Promise<Said> {
  if (!(await stat(draft!).catch(() => null))?.isFile())
    throw new StaffError(`草稿“${draft}”不存在或打不开;请核对 --draft 后面的路径。`);
  const {findings, written} = await checkFile(draft!, {data, asOf}, String(book.year), join(out, "核稿"));
  const wrong = findings.filter(({verdict}) => verdict === "不一致");
  return {
    lines: [
      `${basename(draft!)}:${tallyWords(findings)}`,
      ...few(
        wrong.map(({text, label, should_read}) => `“${text}”${label ? `(${label})` : ""}应为 ${should_read ?? "另查"}`),
        5
      ),
      `逐处说明:${written.map(shown).join("、")}`
    ],
    wrong: wrong.length > 0
  };
}

/** A path as staff can open it: below the folder they are in, or whole. */
function shown(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith("..") ? path : near;
}

/** The first of many lines, so that the summary stays on one screen. */
const few = (lines: string[], count = 4) =>
  lines.length > count ? [...lines.slice(0, count), `……共 ${lines.length} 处`] : lines;
