import {StaffError} from "../../src/intake/problem.js";
import {readTable} from "../../src/intake/rows.js";
import {addRow} from "./tables.js";

const headers = {
  own_metrics: ["指标", "单位", "来源", "统计", "条件"],
  own_charts: ["图表", "形状", "指标", "维度", "年数", "页面", "标题"],
  own_views: ["名称", "说明", "链接"]
} as const;

/** A view as rows of the office's tables after its name: the link with its note, and what can be said otherwise. */
export interface ViewRows {
  name: string;
  note: string | null;
  address: string | null;
  metric: string | null;
  chart: string | null;
}

/**
 * Writes a view that somebody kept into the tables of views, metrics and charts, in the place of rows of its name; gives
 * what is to be said. Throws StaffError on what is no such row.
 */
export async function addView({name, note, address, metric, chart}: ViewRows): Promise<string> {
  const cellsIn = (row: string | null) =>
    row === null ? null : (readTable(row, {delimiter: ",", quote: '"'})[0]?.cells ?? []);
  const rows = (
    [
      ["own_views", address === null ? null : [note ?? "", address]],
      ["own_metrics", cellsIn(metric)],
      ["own_charts", cellsIn(chart)]
    ] as const
  ).filter(([, cells]) => cells !== null);
  if (!name.trim() || !rows.length) throw new StaffError("这个视图不能写成参考表的一行。");
  const labels: string[] = [];
  for (const [table, row] of rows) {
    const [first] = headers[table];
    const cells = Object.fromEntries(headers[table].slice(1).map((header, i) => [header, row![i]?.trim() ?? ""]));
    labels.push(await addRow(table, {[first]: name.trim(), ...cells}, {instead: [first]}));
  }
  return `“${name.trim()}”已写进${labels.join("、")}`;
}
