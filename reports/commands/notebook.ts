import {existsSync} from "node:fs";
import {join} from "node:path";
import {main, print, readArguments} from "../../loaders/command.js";
import {programPath} from "../../loaders/paths.js";
import {replaceFile} from "../../loaders/publish.js";
import {StaffError} from "../../src/intake/problem.js";
import {pageOf} from "../../src/notebook/cells.js";

const help = `npm run notebook -- 名称    新建一页笔记 src/notebooks/名称.md，里面有三格能动的代码
  --view 链接    由「视图」页的一个链接（pivot.html?… 或 sql.html?…）写成

写好后用 npm run dev -- --edition analyst 边改边看，用 npm start -- --edition analyst 打开分析版。
笔记里可以按名字用这些表：proposals、opinions、activities、figures、months、dimensions、metrics 等，
每一列的意思见分析版的「SQL」页。要让发布的网站也带上，在开头写 published: true，并且只读已公布的表。`;

/** Writes the first page of a notebook. Throws StaffError where there is no name for it, or a page of that name. */
export async function run(args: string[]): Promise<number> {
  const {help: asked, positionals, values} = readArguments(args, ["view"]);
  if (asked) {
    print(`${help}\n`);
    return 0;
  }
  const name = positionals.join("").trim();
  if (!name) throw new StaffError("没有写笔记的名称，例如：npm run notebook -- 答复快慢");
  if (/[\\/:*?"<>|#%[\]]|^\./.test(name))
    throw new StaffError(`笔记的名称不能有 \\ / : * ? " < > | # % 和方括号，请改“${name}”。`);
  const place = join("src", "notebooks", `${name}.md`);
  const path = programPath(place);
  if (existsSync(path)) throw new StaffError(`${place} 已经有了，请换一个名称，或直接改它。`);
  const made = values.view === undefined ? page(name) : pageOf(name, values.view);
  if (made === null)
    throw new StaffError("这个链接不能写成笔记：应是 sql.html?… 或没有筛选、不另选时点、按一个维度的 pivot.html?…。");
  await replaceFile(path, made);
  print(`已写出 ${place}。\n用 npm run dev -- --edition analyst 打开，地址的结尾是 /notebooks/${encodeURI(name)}\n`);
  return 0;
}

const page = (name: string) => `---
title: ${name}
---

# ${name}

\`\`\`js
import {bars, figure, number, rowsOf} from "../components/notebook.js";

const year = view(Inputs.range([2020, 2030], {label: "年度", step: 1, value: 2024}));
\`\`\`

\`\`\`sql id=categories
SELECT category AS 类别, count(*)::int AS 件数
FROM proposals
WHERE year = \${year}
GROUP BY ALL
ORDER BY 件数 DESC
\`\`\`

\`\`\`js
const rows = rowsOf(categories);
display(rows.length === 0
  ? html\`<p class="empty">\${year}年没有提案。</p>\`
  : figure(
      \`\${year}年提案最多的是\${rows[0].类别}\`,
      options => bars(rows.map(d => ({item: d.类别, value: d.件数})), {label: "各类提案", format: value => number(value, "件")}, options)
    ));
\`\`\`
`;

await main(import.meta.url, run);
