import {basesWords} from "../../src/figures/bases.js";
import type {Book} from "../../src/figures/book.js";
import {captionOf, kindsOf, unreadNote} from "../../src/figures/caption.js";
import {fullDay} from "../../src/figures/days.js";
import type {FileRow} from "../../src/figures/tables.js";
import {kindLabels, type Metric} from "../../src/metrics/index.js";
import {plain} from "../../src/text/plain.js";
import {typeset} from "../../src/text/typeset.js";
import type {Story} from "../story/story.js";
import type {Plate} from "./plates.js";
import type {TextTable} from "./text-table.js";

export interface Appendix {
  title: string;
  notes: string[];
  tables: TextTable[];
}

/** 数据截至…,来源…: what stands under the title of a document without an appendix, with why figures are 不完整. */
export function origin(story: Story, book: Book): string {
  const ids = story.metrics.map(({id}) => id);
  const {asOf, source} = captionOf(book, ids);
  const unread = unreadNote(book, ids);
  return typeset(`数据截至${fullDay(asOf)}${source && `,来源:${source}`}${unread && `。${unread}`}`);
}

/**
 * 数据来源与口径: what every figure of the story counts, in one table, and what its charts show; in full, each rule to
 * its last word and the files it was counted from. Null where the template wants none, or nothing is
 * known of what it speaks of.
 */
export function appendix(story: Story, book: Book, plates: readonly Plate[]): Appendix | null {
  if (story.appendix === "无") return null;
  const metrics = story.metrics.filter(metric => book.figure(metric.id));
  if (metrics.length === 0) return null;
  const whole = story.appendix === "全";
  const files = whole ? filesOf(metrics, book) : [];
  // In short, the rule of what a ledger tells is that it tells it: said once of all.
  const told = whole ? [] : metrics.filter(({kind}) => kind === "indicators");
  const counted = metrics.filter(metric => !told.includes(metric));
  return {
    title: "附录 数据来源与口径",
    notes: [
      typeset(`${general(metrics, book)}${ledger(told)}${whole ? "" : "各项口径全文见 figures.xlsx。"}`),
      ...(plates.length ? [plates.map(({number, note}) => `图${number}：${note}。`).join("")] : [])
    ],
    tables: [...(counted.length ? [ruled(counted, book, whole)] : []), ...(files.length ? [sources(files)] : [])]
  };
}

/** What holds for all figures: where they come from, up to which day, how years and rates are made, why some are 不完整. */
function general(metrics: readonly Metric[], book: Book): string {
  const {as_of} = book.tables.about[0]!;
  const ids = metrics.map(({id}) => id);
  const {asOf, source} = captionOf(book, ids);
  const unread = unreadNote(book, ids);
  const exported = as_of === asOf ? "" : `,业务系统数据导出到${fullDay(as_of)}`;
  return `数字截至${fullDay(asOf)}${exported};来源:${source}。${basesWords(book, kindsOf(book, metrics))};比率由分子、分母现算,不取平均,变化以未四舍五入的数值计算。${unread && `${unread}。`}`;
}

/** Every figure with its parts and its rule, set small. */
function ruled(metrics: readonly Metric[], book: Book, whole: boolean): TextTable {
  return {
    // Alone, it is what the appendix is called.
    caption: whole ? "各项数字的口径" : "",
    columns: ["指标", "数值（分子/分母）", whole ? "计算口径" : "口径摘要"],
    widths: whole ? [0.29, 0.2, 0.51] : [0.26, 0.19, 0.55],
    small: true,
    rows: metrics.map(metric => [
      metric.label,
      `${typeset(book.exact(metric.id))}${partsOf(metric, book)}`,
      typeset(whole ? captionOf(book, [metric.id]).rule : brief(metric))
    ])
  };
}

/** The rule of a metric in short: its own first sentence. */
const brief = ({rule}: Metric): string => /^[^。]+。?/.exec(rule)?.[0] ?? "";

/** What is taken from a ledger as it stands. */
const ledger = (metrics: readonly Metric[]): string =>
  metrics.length ? `取自台账的指标:${metrics.map(({label}) => label).join("、")}。` : "";

function partsOf(metric: Metric, book: Book): string {
  const {numerator, denominator} = book.figure(metric.id)!;
  return numerator === null || denominator === null ? "" : `（${plain(numerator)}/${plain(denominator)}）`;
}

/** The files that hold something of what the metrics count. */
function filesOf(metrics: readonly Metric[], book: Book): FileRow[] {
  const counted = new Set<string>(kindsOf(book, metrics));
  return (book.tables.files ?? []).filter(({kind, accepted}) => accepted > 0 && counted.has(kind ?? ""));
}

/** The exports: what was used of each, and the code by which it is told. */
function sources(files: readonly FileRow[]): TextTable {
  return {
    caption: "数据来源",
    columns: ["文件", "类别", "采用记录", "校验码"],
    widths: [0.48, 0.2, 0.14, 0.18],
    small: true,
    rows: files.map(file => [
      file.name,
      kindLabels[file.kind as keyof typeof kindLabels] ?? file.kind ?? "",
      `${file.accepted}条`,
      file.sha256.slice(0, 8)
    ])
  };
}
