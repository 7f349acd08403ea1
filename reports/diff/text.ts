import {type ChangedFigure, type Comparison, itemWords, summary} from "../../src/figures/versions.js";
import {columns} from "../documents/columns.js";

/** So many lines of a kind are said on the terminal; the workbook has all. */
const shown = {figures: 60, sentences: 20, items: 40};

/** What staff read on the terminal: the sum, the figures, then why, then the sentences. */
export function comparisonText(comparison: Comparison): string {
  const {figures, files, settings, programs, sentences, notes, items, before, after} = comparison;
  const blocks = [
    `比较「${before.name}」(数据截至${before.as_of})与「${after.name}」(数据截至${after.as_of}),报告年度${after.year}年`,
    summary(comparison),
    block(
      "变化的数字",
      figures.length,
      shown.figures,
      columns(
        [["年度", "指标", "原来", "现在", "相差", "原因"], ...figures.slice(0, shown.figures).map(figureCells)],
        "  "
      )
    ),
    block(
      "输入文件",
      files.length,
      files.length,
      columns(
        files.map(file => [file.status, file.name, itemWords(file)]),
        "  "
      )
    ),
    block(
      "口径和目标",
      settings.length,
      settings.length,
      columns(
        settings.map(({what, before, after}) => [what, `${before} → ${after}`]),
        "  "
      )
    ),
    block("程序", programs.length, programs.length, programs.map(line => `  ${line}`).join("\n")),
    block(
      "文稿读法不同的句子",
      sentences.length,
      shown.sentences,
      sentences
        .slice(0, shown.sentences)
        .map(
          ({template, before, after, edited}) =>
            `  ${template}${edited ? "(模板有改动)" : ""}\n    原来:${before ?? "没有这一句"}\n    现在:${after ?? "没有这一句"}`
        )
        .join("\n")
    ),
    block(
      "条目",
      items?.length ?? 0,
      shown.items,
      columns(
        (items ?? [])
          .slice(0, shown.items)
          .map(({status, kind, year, number, title, columns}) => [
            status,
            kind,
            String(year),
            number ?? "无编号",
            [title ?? "", columns.length ? `改动:${columns.join("、")}` : ""].filter(Boolean).join("  ")
          ]),
        "  "
      )
    ),
    ...notes.map(note => `注:${note}`)
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

const figureCells = ({year, label, before, after, words, causes}: ChangedFigure) => [
  String(year),
  label,
  before ?? "无数据",
  after ?? "无数据",
  words,
  causes.join("、")
];

function block(title: string, count: number, limit: number, text: string): string {
  if (count === 0) return "";
  return `${title}(${count})\n${text}${count > limit ? `\n  ……另有 ${count - limit} 处,见工作簿` : ""}`;
}
