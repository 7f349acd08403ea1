import type {Checked} from "../check/checked.js";
import {unknownHeaders, unlistedWords} from "./doubts.js";
import type {Export, State} from "./state.js";

/** The steps whose standing is told, in their order. */
export const stages = ["exports", "checkup", "tables", "report", "draft", "keep"] as const;
export type Stage = (typeof stages)[number];

/** How a step stands: `short` in the list of steps, `words` at its top: what is done, what is wrong, what comes next. */
export interface Standing {
  is: "done" | "wrong" | "open";
  short: string;
  words: string;
}

type Known = Pick<
  State,
  "exports" | "sample" | "doubts" | "tables" | "years" | "documents" | "frozen" | "trouble" | "fingerprint"
>;

/** How every step stands. */
export const standings = (state: Known, checked: Checked | null): Record<Stage, Standing> => ({
  exports: ofExports(state),
  checkup: ofCheckup(state),
  tables: ofTables(state),
  report: ofReport(state),
  draft: ofDraft(state, checked),
  keep: ofKeep(state)
});

/** The step that comes next: the first in which something is wrong, else the first that is not done; null when all are. */
export const nextOf = (all: Record<Stage, Standing>): Stage | null =>
  stages.find(stage => all[stage].is === "wrong") ?? stages.find(stage => all[stage].is === "open") ?? null;

const open = (short: string, words: string): Standing => ({is: "open", short, words});
const wrong = (short: string, words: string): Standing => ({is: "wrong", short, words});
const done = (short: string, words: string): Standing => ({is: "done", short, words});

function ofExports({exports, sample}: Known): Standing {
  if (exports.length === 0) return open("还没有文件", "还没有读出文件；先把系统导出的文件放到下面。");
  if (sample) return open("示例数据", "现在用的是示例数据；放入任何一个文件以后就换成自己的。");
  const refused = exports.filter(file => file.refused).length;
  const count = new Set(exports.map(({file}) => file)).size;
  const there = `已放入${count}个文件`;
  return refused
    ? wrong(`${refused}个没有读`, `${there}，其中${refused}个没有读，原因写在表里；改好后重新放入。`)
    : done(`${count}个文件`, `${there}，都读了；接着看“体检”。`);
}

/** How many kinds of problem a file has. */
export const problemKinds = ({causes, unlisted, unknown}: Export): number =>
  causes.length + unlisted.length + unknown.length;

function ofCheckup({exports, doubts, sample}: Known): Standing {
  if (exports.length === 0) return open("等文件", "读出文件以后，这里列出问题。");
  const bad = exports.filter(file => problemKinds(file) > 0 || file.refused);
  const [headers, said] = [unknownHeaders(exports).length, unlistedWords(exports).length];
  const parts = [
    ["列", headers],
    ["说法", said]
  ].flatMap(([what, count]) => (count ? [`不认识的${what}${count}个`] : []));
  if (sample && bad.length + doubts.length > 0)
    return open("示例数据", "下面是示例数据里的问题，只看不改；自己的文件放入以后再说。");
  if (parts.length > 0)
    return wrong(
      `${headers + said}处要说清楚`,
      `还有${headers + said}处要说清楚：${parts.join("，")}；在下面逐个选它是什么。`
    );
  if (bad.length > 0) {
    const count = bad.reduce((sum, file) => sum + problemKinds(file), 0);
    const words = `${bad.length}个文件有${count}类问题：与届次、单位、类别有关的，在“口径”的表里补上；其余请交文件的人改。`;
    const grave = bad.some(({refused, causes}) => refused !== null || causes.some(cause => cause.wrong));
    // A file that was not read may have no other problem.
    const short = count ? `${bad.length}个文件有问题` : `${bad.length}个文件没有读`;
    return (grave ? wrong : open)(short, count ? words : `${bad.length}个文件没有读，请交文件的人改。`);
  }
  return doubts.length > 0
    ? done("文件没有问题", `文件没有问题，参考表有${doubts.length}处要核对；接着核对“口径”。`)
    : done("没有问题", "没有发现问题；接着核对“口径”。");
}

function ofTables({tables, doubts, sample}: Known): Standing {
  if (sample) return open("示例的表", "现在用的是示例数据和示例的小表；放入自己的文件以后，这里的改动才算数。");
  const own = tables.filter(table => table.own);
  const there = own.length ? `自己的表有${own.length}张：${own.map(({label}) => label).join("、")}` : "还没有自己的表";
  if (doubts.length > 0)
    return open(`${doubts.length}处要核对`, `${there}；“体检”里列着${doubts.length}处要核对，逐处打开那张表改。`);
  return done(
    own.length ? `自己的表${own.length}张` : "用程序带的表",
    `${there}。先核对届次表、目标表、单位表，再看其他；没有不同的，不必改，接着“出报告”。`
  );
}

function ofReport({documents, years, trouble}: Known): Standing {
  if (years.length === 0) return withoutFigures(trouble, "写报告");
  const [last] = documents;
  if (!last) return open("还没有出", "还没有写过报告；选年度和文稿，按“写报告”。");
  const there = `写出过${documents.map(({year}) => `${year}年`).join("、")}的报告`;
  const old = documents.filter(({holds}) => holds === false).map(({year}) => `${year}年`);
  if (old.length > 0)
    return open(
      `${old.join("、")}出过，数字后来有变化`,
      `${there}；${old.join("、")}的与现在的数字不同，再写一次就是新的数字。`
    );
  return done(`${last.year}年已出`, `${there}，与现在的数字相同；草稿写好后接着“核稿”。`);
}

function ofDraft({fingerprint}: Known, checked: Checked | null): Standing {
  if (!checked) return open("还没有核过", "还没有核过草稿；草稿写好后打开核稿，把它放进去。");
  const {name, year} = checked;
  const said = `“${name}”按${year}年的数据核过：不一致${checked.wrong}处，请核对${checked.ask}处`;
  if (fingerprint !== null && checked.fingerprint !== fingerprint)
    return open("核过，数据后来有变化", `${said}；数据后来有变化，请打开核稿再核一次。`);
  return checked.wrong + checked.ask > 0
    ? wrong(`${checked.wrong + checked.ask}处要看`, `${said}；在草稿里改好，再核一次。`)
    : done("核过，都一致", `${said}；接着“留存”。`);
}

function ofKeep({frozen, years, trouble}: Known): Standing {
  if (years.length === 0) return withoutFigures(trouble, "留存");
  const [last] = frozen;
  if (!last) return open("还没有留存", "还没有留存过；送审、定稿时写上名称，按“留存”。");
  const there = `已留存${frozen.length}份，最近的是“${last.name}”`;
  return last.holds === false
    ? open("留存后数字有变化", `${there}，与现在的数字不同；按“与现在比较”看哪些数字变了、为什么。`)
    : done(`已留存${frozen.length}份`, `${there}；“核对”看留存的有没有被改动，“与现在比较”看哪些数字变了。`);
}

const withoutFigures = (trouble: string | null, what: string): Standing =>
  trouble === null
    ? open("正在算数字", `正在算各年的数字，算好以后就可以${what}。`)
    : wrong("数字没有算出", `数字没有算出，原因写在页面上方；改好以后就可以${what}。`);
