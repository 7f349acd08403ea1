import {existsSync} from "node:fs";
import {join} from "node:path";
import {print, readArguments, refuseUnused} from "../../loaders/command.js";
import {programPath} from "../../loaders/paths.js";
import {replaceFile} from "../../loaders/publish.js";
import {StaffError} from "../../src/intake/problem.js";
import {pageOf} from "../../src/pivot/cells.js";
import {firstPage, nameFault} from "../first-page.js";

const help = `npm run notebook -- 名称    新建一页笔记 src/notebooks/名称.md，里面有三格能动的代码
  --view 链接    由「视图」页的一个链接（pivot.html?… 或 sql.html?…）写成

写好后用 npm run dev -- --edition analyst 边改边看，用 npm start -- --edition analyst 打开分析版。
笔记里可以按名字用这些表：proposals、opinions、activities、figures、months、dimensions、metrics 等，
每一列的意思见分析版的「SQL」页。要让发布的网站也带上，在开头写 published: true，并且只读已公布的表。`;

/** Writes the first page of a notebook. Throws StaffError where there is no name for it, or a page of that name. */
export async function run(args: string[]): Promise<number> {
  const read = readArguments(args, ["view"]);
  const {help: asked, positionals, values} = read;
  if (asked) {
    print(`${help}\n`);
    return 0;
  }
  const later = "打开笔记时再写，例如 npm start -- --edition analyst --data 文件夹。";
  refuseUnused(read, {data: later, asOf: later});
  const name = positionals.join("").trim();
  const fault = nameFault(name);
  if (fault) throw new StaffError(fault);
  const place = join("src", "notebooks", `${name}.md`);
  const path = programPath(place);
  if (existsSync(path)) throw new StaffError(`${place} 已经有了，请换一个名称，或直接改它。`);
  const made = values.view === undefined ? firstPage(name) : pageOf(name, values.view);
  if (made === null)
    throw new StaffError("这个链接不能写成笔记：应是「透视」或「SQL」页的链接，如 pivot.html?kind=…、sql.html?sql=…。");
  await replaceFile(path, made);
  print(`已写出 ${place}。\n用 npm run dev -- --edition analyst 打开，地址的结尾是 /notebooks/${encodeURI(name)}\n`);
  return 0;
}
