import writeExcelFile, {type CellObject, type Row, type Sheet} from "write-excel-file/node";
import {type Comparison, itemWords, summary} from "../../src/figures/versions.js";
import {colours, fitted, font, notesSheet} from "../../src/sheets/cells.js";
import {typeset} from "../../src/text/typeset.js";
import {printed} from "../documents/sheets/print.js";
import {settled} from "../documents/zip.js";

type Cell = string | number | null;

/** `版本对比-….xlsx`: the figures, the sentences, what went in, and with them the items. Text is never a formula. */
export async function comparisonWorkbook(comparison: Comparison): Promise<Uint8Array> {
  const {figures, sentences, files, settings, programs, notes, items, before, after} = comparison;
  const title = `「${before.name}」(数据截至${before.as_of})与「${after.name}」(数据截至${after.as_of})`;
  const sheets = [
    notesSheet("版本对比说明", [
      ["比较的是", title],
      ["结果", summary(comparison)],
      ["变化的数字", "两个版本里不同的每个数字：原来、现在、相差和原因；数字相同的不列。"],
      ["文稿句子", "文稿里读法不同的句子，前后对照。"],
      ["输入与口径", "导出文件、参考表、口径和程序有哪些不同。"],
      ...(items ? [["条目", "哪些条目新增、去掉或有改动；仅供内部核对，不含姓名。"] as const] : []),
      ["无数据", "没有数据不等于零：导出文件里没有这一项时写“无数据”，不计算增减。"],
      ...notes.map(note => ["注", note] as const)
    ]),
    sheet("变化的数字", [title, summary(comparison)], {
      heads: ["年度", "指标", "单位", "原来", "现在", "相差", "原来的写法", "现在的写法", "原因"],
      widths: [8, 28, 8, 20, 20, 18, 16, 16, 18],
      rows: figures.map(figure => [
        figure.year,
        figure.label,
        figure.unit,
        figure.before ?? "无数据",
        figure.after ?? "无数据",
        typeset(figure.words),
        figure.printedBefore ?? "—",
        figure.printedAfter ?? "—",
        figure.causes.join("、")
      ])
    }),
    sheet("文稿句子", [title], {
      heads: ["文稿", "原来", "现在", "说明"],
      widths: [22, 70, 70, 16],
      rows: sentences.map(({template, before, after, edited}) => [
        template,
        before ?? "（没有这一句）",
        after ?? "（没有这一句）",
        edited ? "模板有改动" : "数字有变化"
      ])
    }),
    sheet("输入与口径", [title, ...notes], {
      heads: ["事项", "名称", "原来", "现在"],
      widths: [14, 46, 34, 34],
      rows: [
        ...files.map(file => ["输入文件", file.name, file.status, itemWords(file)]),
        ...settings.map(({what, before, after}) => ["口径和参考表", what, before, after]),
        ...programs.map(line => ["程序", line, "", ""])
      ]
    }),
    ...(items
      ? [
          sheet("条目", [title, "仅供内部核对,不含姓名"], {
            heads: ["变化", "种类", "年度", "编号", "标题(现在的)", "改动的列", "文件"],
            widths: [10, 12, 8, 24, 56, 40, 40],
            rows: items.map(item => [
              item.status,
              item.kind,
              item.year,
              item.number ?? "无编号",
              item.title ?? "",
              item.columns.join("、"),
              item.file
            ])
          })
        ]
      : [])
  ];
  const bytes = await writeExcelFile(sheets, font).toBuffer();
  return settled(bytes, after.as_of, {part: printed(sheets)});
}

function sheet(
  name: string,
  notes: string[],
  {heads, widths, rows}: {heads: string[]; widths: number[]; rows: Cell[][]}
): Sheet<never> {
  const empty = Array(heads.length - 1).fill(null);
  const spanning = (value: string, style: Partial<CellObject>): Row => [
    {value: typeset(value), type: String, columnSpan: heads.length, ...style},
    ...empty
  ];
  const head = (value: string): CellObject => ({
    value: typeset(value),
    type: String,
    fontWeight: "bold",
    backgroundColor: colours.ground,
    bottomBorderStyle: "thin"
  });
  const cell = (value: Cell): CellObject | null =>
    value === null
      ? null
      : typeof value === "number"
        ? {value, type: Number, alignVertical: "top"}
        : {value, type: String, format: "@", wrap: true, alignVertical: "top"};
  return {
    sheet: name,
    data: [
      spanning(notes[0]!, {fontFamily: "SimSun", fontSize: 14, fontWeight: "bold", height: 26}),
      ...notes.slice(1).map(note => spanning(note, {textColor: colours.mute})),
      heads.map(head),
      ...(rows.length ? rows.map(row => fitted(row.map(cell), widths)) : [[cell("没有不同"), ...empty]])
    ],
    columns: widths.map(width => ({width})),
    stickyRowsCount: notes.length + 1,
    showGridLines: false,
    orientation: "landscape"
  };
}
