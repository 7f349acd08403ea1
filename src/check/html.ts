import {escaped} from "../text/escape.js";
import type {Finding, Verdict} from "./finding.js";

const order: Verdict[] = ["不一致", "请核对", "无法核对", "一致", "不是数据"];
const classes: Record<Verdict, string> = {
  不一致: "wrong",
  请核对: "ask",
  无法核对: "open",
  一致: "right",
  不是数据: "none"
};

/** How many findings each verdict has, in the order in which staff look at them. */
export function tally(findings: readonly Finding[]): [Verdict, number][] {
  return order.map(verdict => [verdict, findings.filter(each => each.verdict === verdict).length]);
}

/** 不一致 2 处，无法核对 5 处，一致 40 处，不是数据 12 处 */
export function tallyWords(findings: readonly Finding[]): string {
  return tally(findings)
    .map(([verdict, count]) => `${verdict} ${count} 处`)
    .join("，");
}

/** What is said above all findings where files or cells were not read. */
export const unreadNotes = (unread: readonly string[]): string[] =>
  unread.length > 0 ? [`${unread.join("；")}，有关数字不完整，写“无法核对”。`] : [];

/** The draft with every number marked by its verdict; text of the draft is never markup. */
export function markedDraft(text: string, findings: readonly Finding[]): string {
  let html = "";
  let at = 0;
  for (const [i, each] of findings.entries()) {
    if (each.start < at) continue;
    html += escaped(text.slice(at, each.start));
    html += `<mark class="${classes[each.verdict]}" id="n${i}" tabindex="0" title="${escaped(note(each))}">${escaped(text.slice(each.start, each.end)).replaceAll("\n", "<br>")}</mark>`;
    at = each.end;
  }
  html += escaped(text.slice(at));
  return html
    .replaceAll("\v", "<br>")
    .split("\n")
    .map(line => (line.trim() ? `<p>${line}</p>` : ""))
    .join("\n");
}

/** The findings as rows of a table, what is wrong first; each row leads to its place in the marked draft. */
export function findingRows(
  text: string,
  findings: readonly Finding[],
  verdicts: readonly Verdict[] = ["不一致", "请核对", "无法核对", "一致"]
): string {
  return [...findings.entries()]
    .filter(([, each]) => verdicts.includes(each.verdict))
    .sort(([, a], [, b]) => order.indexOf(a.verdict) - order.indexOf(b.verdict) || a.start - b.start)
    .map(
      ([i, each]) =>
        `<tr class="${classes[each.verdict]}"><td>${each.verdict}</td><td><a href="#n${i}">${escaped(around(text, each))}</a></td><td>${escaped(each.label ?? "")}</td><td>${escaped(each.should_read ?? "")}</td><td>${escaped(each.reason)}</td></tr>`
    )
    .join("\n");
}

/** A page of its own: the tally, the table and the draft, for reading in a browser and on paper. */
export function findingsPage(
  name: string,
  text: string,
  findings: readonly Finding[],
  year: number,
  notes: readonly string[] = []
): string {
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>核稿：${escaped(name)}</title>
<style>${style}</style>
<main>
<h1>核稿：${escaped(name)}</h1>
<p>按${year}年的数据核对。${tallyWords(findings)}。${escaped(notes.join(""))}</p>
<table>
<thead><tr><th scope="col">结论</th><th scope="col">原文</th><th scope="col">指标</th><th scope="col">应为</th><th scope="col">说明</th></tr></thead>
<tbody>
${findingRows(text, findings)}
</tbody>
</table>
<h2>原文</h2>
<article>
${markedDraft(text, findings)}
</article>
</main>
</html>
`;
}

const style = `
:root{color-scheme:light dark;--paper:#faf9f6;--ink:#1f2328;--mute:#646b73;--rule:#e4e1da;--now:#a8322a;--ask:#8a4b00;--goal:#8a6d1f}
@media (prefers-color-scheme:dark){:root{--paper:#15171a;--ink:#e9e7e3;--mute:#a3a9b0;--rule:#32363c;--now:#e8877c;--ask:#e0a85c;--goal:#d1b25a}}
body{background:var(--paper);color:var(--ink);font:16px/1.8 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;margin:0}
main{max-width:60rem;margin:auto;padding:1.5rem}
h1,h2{font-family:"Songti SC","SimSun","Noto Serif CJK SC",serif;font-weight:600}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--rule)}
tr.wrong td:first-child{color:var(--now);font-weight:600}
tr.ask td:first-child{color:var(--ask);font-weight:600}
tr.open td:first-child{color:var(--goal)}
a{color:inherit}
mark{background:none;color:inherit;border-bottom:1px solid var(--rule)}
mark.wrong{color:var(--now);border-bottom:2px solid var(--now);font-weight:600}
mark.ask{color:var(--ask);border-bottom:2px dashed var(--ask)}
mark.open{border-bottom:2px dotted var(--goal)}
mark:target{outline:2px solid var(--goal)}
p{text-indent:2em;margin:.4rem 0}
main>p{text-indent:0}
@media print{body{background:#fff;color:#000}main{max-width:none;padding:0}}
`;

/** The number with a few words on either side. */
export function around(text: string, {start, end}: Finding, reach = 12): string {
  const before = text
    .slice(Math.max(0, start - reach), start)
    .split(/[\n。;;]/)
    .at(-1)!;
  const after = text.slice(end, end + reach).split(/[\n。;;]/)[0]!;
  return `${before}${text.slice(start, end)}${after}`.replace(/\s+/g, " ");
}

function note(each: Finding): string {
  return [
    `${each.verdict}${each.label ? `：${each.label}` : ""}`,
    each.should_read ? `应为：${each.should_read}` : "",
    each.reason
  ]
    .filter(Boolean)
    .join("；");
}
