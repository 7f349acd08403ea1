import type {Book} from "../../src/figures/book.js";
import {captionOf} from "../../src/figures/caption.js";
import {fullDay} from "../../src/figures/days.js";
import type {FileRow} from "../../src/figures/tables.js";
import {kinds} from "../../src/kinds/index.js";
import {kindLabels, type Metric} from "../../src/metrics/index.js";
import {fullWidth} from "../../src/text/punctuation.js";
import type {Story} from "../story/story.js";

/** A table of text as documents set it; `widths` are shares of the text's width. */
export interface TextTable {
  caption: string;
  columns: string[];
  rows: string[][];
  widths: number[];
  /** Whether it is set small. */
  small?: boolean;
}

/** 数据截至…,来源…: what stands under the title of a document without an appendix. */
export function origin(story: Story, book: Book): string {
  const {source} = captionOf(
    book,
    story.metrics.map(({id}) => id)
  );
  return fullWidth(`数据截至${fullDay(book.tables.about[0]!.as_of)},来源:${source}`);
}

/** 数据来源与口径: what every figure of the story counts, and the files it was counted from. */
export function appendix(story: Story, book: Book): {title: string; notes: string[]; tables: TextTable[]} {
  const {sample, as_of} = book.tables.about[0]!;
  const metrics = story.metrics.filter(metric => book.figure(metric.id));
  const counted = new Set(
    metrics.flatMap(({kind}) =>
      kind === "multi" ? kinds.filter(({date}) => date).map(({name}) => name as string) : [kind]
    )
  );
  const files = (book.tables.files ?? []).filter(({kind, accepted}) => accepted > 0 && counted.has(kind ?? ""));
  return {
    title: "附录 数据来源与口径",
    notes: [
      fullWidth(
        `${sample ? "本文件由示例数据生成,不反映真实情况。" : ""}数据截至${fullDay(as_of)}。提案按届次年度计,社情民意、履职活动和台账按自然年计;比率由分子、分母现算,不取平均,变化以未四舍五入的数值计算。图表标注的截至日期是图中数字所在年度的最后一天。`
      )
    ],
    tables: [ruled(metrics, book), ...(files.length ? [sources(files)] : [])]
  };
}

/** Every figure with its parts and its rule, set small. */
function ruled(metrics: readonly Metric[], book: Book): TextTable {
  return {
    caption: "各项数字的口径",
    columns: ["指标", "数值（分子/分母）", "计算口径"],
    widths: [0.24, 0.21, 0.55],
    small: true,
    rows: metrics.map(metric => [
      metric.label,
      `${fullWidth(book.exact(metric.id))}${partsOf(metric, book)}`,
      fullWidth(captionOf(book, [metric.id]).rule)
    ])
  };
}

function partsOf(metric: Metric, book: Book): string {
  const {numerator, denominator} = book.figure(metric.id)!;
  return numerator === null || denominator === null ? "" : `（${numerator}/${denominator}）`;
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
