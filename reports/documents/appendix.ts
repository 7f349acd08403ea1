import type {Book} from "../../src/figures/book.js";
import {captionOf} from "../../src/figures/caption.js";
import {fullDay} from "../../src/figures/days.js";
import {basisLabels, kindLabels} from "../../src/metrics/index.js";
import {fullWidth} from "../../src/text/punctuation.js";
import type {Story} from "../story/story.js";

/** A table of text as documents set it; `widths` are shares of the text's width. */
export interface TextTable {
  caption: string;
  columns: string[];
  rows: string[][];
  widths: number[];
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
  const kinds = new Set(
    metrics.flatMap(({kind}) => (kind === "multi" ? ["proposals", "opinions", "activities"] : [kind]))
  );
  const files = (book.tables.files ?? []).filter(({kind, accepted}) => accepted > 0 && kinds.has(kind ?? ""));
  return {
    title: "附录 数据来源与口径",
    notes: [
      fullWidth(
        `${sample ? "本文件由示例数据生成,不反映真实情况。" : ""}数据截至${fullDay(as_of)}。提案按届次年度计,社情民意、履职活动和台账按自然年计;比率由分子、分母现算,不取平均,变化以未四舍五入的数值计算。`
      )
    ],
    tables: [
      {
        caption: "各项数字的口径",
        columns: ["指标", "数值", "分子/分母", "年度口径", "计算口径"],
        widths: [0.2, 0.15, 0.13, 0.12, 0.4],
        rows: metrics.map(metric => {
          const {numerator, denominator} = book.figure(metric.id)!;
          return [
            metric.label,
            book.exact(metric.id),
            numerator === null || denominator === null ? "" : `${numerator}/${denominator}`,
            metric.basis === "mixed" ? "届次年度和自然年" : basisLabels[metric.basis],
            fullWidth(captionOf(book, [metric.id]).rule)
          ];
        })
      },
      ...(files.length
        ? [
            {
              caption: "数据来源",
              columns: ["文件", "类别", "采用记录", "校验码"],
              widths: [0.48, 0.2, 0.14, 0.18],
              rows: files.map(file => [
                file.name,
                kindLabels[file.kind as keyof typeof kindLabels] ?? file.kind ?? "",
                `${file.accepted}条`,
                file.sha256.slice(0, 8)
              ])
            }
          ]
        : [])
    ]
  };
}
