import {StaffError} from "../../src/intake/problem.js";
import {readTable} from "../../src/intake/rows.js";
import {addRow} from "./tables.js";

const headers = {
  own_metrics: ["指标", "单位", "来源", "统计", "条件"],
  own_charts: ["图表", "形状", "指标", "维度", "年数", "页面", "标题"]
} as const;

/**
 * Writes a view that somebody kept into the tables of metrics and charts, in the place of rows of its name; gives what
 * is to be said. Throws StaffError on what is no such row.
 */
export async function addView({
  name,
  metric,
  chart
}: {
  name: string;
  metric: string | null;
  chart: string | null;
}): Promise<string> {
  const rows = [["own_metrics", metric] as const, ["own_charts", chart] as const].filter(([, row]) => row !== null);
  if (!name.trim() || !rows.length) throw new StaffError("这个视图不能写成参考表的一行。");
  const labels: string[] = [];
  for (const [table, row] of rows) {
    const [first] = headers[table];
    const [line] = readTable(row!, {delimiter: ",", quote: '"'});
    const cells = Object.fromEntries(
      headers[table].slice(1).map((header, i) => [header, line?.cells[i]?.trim() ?? ""])
    );
    labels.push(await addRow(table, {[first]: name.trim(), ...cells}, {instead: [first]}));
  }
  return `“${name.trim()}”已写进${labels.join("、")}`;
}
