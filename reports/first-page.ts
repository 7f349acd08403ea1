/** Why a notebook cannot be called so; null where it can. */
export function nameFault(name: string): string | null {
  if (!name) return "没有写笔记的名称，例如：npm run notebook -- 答复快慢";
  return /[\\/:*?"<>|#%[\]]|^\./.test(name)
    ? `笔记的名称不能有 \\ / : * ? " < > | # % 和方括号，请改“${name}”。`
    : null;
}

/** The first page of a notebook, with three living cells. */
export const firstPage = (name: string): string => `---
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
