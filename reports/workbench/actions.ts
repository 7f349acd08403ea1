import {readFile} from "node:fs/promises";
import {join, relative} from "node:path";
import {zipSync} from "fflate";
import {reportsPath, sitePath} from "../../loaders/paths.js";
import {filesIn, replaceFile} from "../../loaders/publish.js";
import {buildSite} from "../../loaders/site/build.js";
import {StaffError} from "../../src/intake/problem.js";
import type {Action, Result} from "../../src/workbench/state.js";
import {reportYear} from "../commands/report.js";
import {compare} from "../diff/compare.js";
import {sincePublished} from "../diff/since.js";
import {comparisonText} from "../diff/text.js";
import {writeComparison} from "../diff/write.js";
import type {OnStep} from "../documents/steps.js";
import {isCurrent} from "../documents/year-folder.js";
import {freeze} from "../freeze/freeze.js";
import {frozenOf} from "../freeze/frozen.js";
import {report as verdictText, verify} from "../freeze/verify.js";
import {makers} from "../makers.js";
import {writeMembers} from "../members/write.js";
import type {Say} from "./desk.js";
import {putBack, takeBack} from "./exports.js";
import {addMetric} from "./metric.js";
import {newNotebook} from "./notebooks.js";
import {spoken} from "./spoken.js";
import {addView} from "./views.js";
import {listWords, nameColumn, nameWord} from "./words.js";

type Doing = {[A in Action as A["do"]]: (action: A, say: Say) => Promise<Result>};

/** What is done of each action, by the functions of the commands; each gives what the page is to say. */
const doing: Doing = {
  "take-back": async ({name}) => result(await takeBack(name)),
  "put-back": async ({name}) => result(await putBack(name)),
  column: async ({kind, header, to, type}) => result(await nameColumn(kind, header, to, type)),
  word: async word => result(await nameWord(word)),
  words: async ({table, words}) => result(await listWords(table, words.split("\n"))),
  metric: async metric => result(await addMetric(metric)),
  notebook: async ({name}) => result(await newNotebook(name.trim())),
  view: async view => result(await addView(view)),
  report: async ({year, template, asOf}, onProgress) => {
    const written = await reportYear({
      year,
      template: template ?? undefined,
      asOf: asOf ?? undefined,
      onProgress,
      onStep: stepsOf(onProgress)
    });
    const names = (await filesIn(written.folder)).filter(isCurrent);
    const files = names.map(name => `报告/${written.year}/${name}`);
    return result(`${written.year}年的报告已写好`, [...written.changed, ...written.left], files);
  },
  members: async ({year, least}, onProgress) => {
    const line = Number(least);
    if (least.trim() === "" || !Number.isFinite(line)) throw new StaffError(`分数线应是一个数，不能是“${least}”。`);
    const written = await writeMembers({year, least: line, onProgress});
    const lines = [`履职档案在 ${written.folder}，每名委员一份`, `得分低于${line}分的委员${written.below}名，列在表里`];
    const file = `报告/${relative(reportsPath(), written.folder)}/委员履职.xlsx`;
    return result(`${written.year}年${written.members}名委员的履职档案已写好`, lines, [file]);
  },
  publish: async (_, onProgress) => {
    const output = sitePath();
    await buildSite({output, makers, edition: "published", onProgress});
    onProgress("压缩 …");
    const files = await Promise.all(
      (await filesIn(output)).map(async name => [name, new Uint8Array(await readFile(join(output, name)))] as const)
    );
    await replaceFile(`${output}.zip`, zipSync(Object.fromEntries(files), {level: 6, mtime: new Date(2000, 0, 1)}));
    return result(`网站已写到 ${output}，整个文件夹可以拷到网页服务器；压缩包也在旁边`, await sincePublished(), [
      "网站.zip"
    ]);
  },
  freeze: async ({name, year, incomplete}, onProgress) => {
    await freeze({name, year, incomplete: incomplete !== null, onProgress, onStep: stepsOf(onProgress)});
    const {seal} = await frozenOf(name);
    return result(`${year}年的数据和文稿已留存为“${name}”`, [`核验码 ${seal}，抄在送审单上，可证明留存内容未经改动`]);
  },
  verify: async ({name}, onProgress) => {
    const frozen = await frozenOf(name);
    return result(
      `核对“${name}”`,
      verdictText(frozen, await verify(frozen, {onProgress}))
        .trim()
        .split("\n")
    );
  },
  compare: async ({name}, onProgress) => {
    const frozen = await frozenOf(name);
    const comparison = await compare(frozen, null, {items: true, onProgress});
    const path = await writeComparison(comparison);
    const lines = comparisonText(comparison).trim().split("\n");
    return result(`“${name}”与现在比较`, lines, [`报告/${relative(reportsPath(), path)}`]);
  }
};

/** Actions after which the exports are read and the site is made anew. */
export const changing: ReadonlySet<string> = new Set([
  "take-back",
  "put-back",
  "column",
  "word",
  "words",
  "metric",
  "view",
  "freeze"
]);

export const titles: {[name in Action["do"]]: string} = {
  "take-back": "收回文件",
  "put-back": "放回文件",
  column: "写入列名表",
  word: "补入表格",
  words: "补入表格",
  metric: "保存指标",
  notebook: "新建笔记",
  view: "把视图写进参考表",
  report: "写报告",
  members: "写履职档案",
  publish: "生成要发布的网站",
  freeze: "留存",
  verify: "核对",
  compare: "比较"
};

/** Does one action. Throws StaffError on what staff must mend. */
export async function perform(action: Action, say: Say): Promise<Result> {
  const work = doing[action.do] as (action: Action, say: Say) => Promise<Result>;
  return work(action, say);
}

/** So many characters a text of an action may have. */
const longest = 20_000;

/** The action that a page asks for. Throws StaffError on what is none: texts that are not too long, or null. */
export function actionOf(said: unknown): Action {
  const action = said as Action;
  if (!areTexts(said) || !Object.hasOwn(doing, action.do)) throw new StaffError("看不懂这个请求，请刷新页面后再试。");
  return action;
}

/** Whether what a page says is an object of texts, none too long, or null. */
export function areTexts(said: unknown): said is Record<string, string | null> {
  if (typeof said !== "object" || said === null) return false;
  return Object.values(said).every(text => text === null || (typeof text === "string" && text.length <= longest));
}

/** How far the files of a year are written. */
const stepsOf =
  (say: Say): OnStep =>
  (name, done, all) =>
    say(`写出 ${done}/${all}：${name}`, done / all);

const result = (title: string, lines: string[] = [], files: string[] = []): Result => ({
  title: spoken(title),
  lines: lines.map(spoken),
  files
});
