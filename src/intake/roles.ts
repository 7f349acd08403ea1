/** What a row that is no record is: blank, the header again, a total, a line that says something about the table. */
export type Role = "blank" | "header" | "total" | "footer";

export const isBlankRow = (cells: readonly string[]): boolean => cells.every(cell => /^[\s\u200b\ufeff]*$/.test(cell));

const count = "(数|件数|篇数)?(\\([^)]{1,4}\\))?[::]?\\s*[\\d,,.]*\\s*(件|条|篇|项|次|人次|场次|行)?$";
const totalWord = "(合计|小计|总计|共计|累计|总数|总和)";
const total = new RegExp(
  `^(本页|本月|本季度?|本年|本表|全年|全部|以上|各项|分类)?(${totalWord}${count}|汇总$|(total|subtotal|sum)$)`,
  "i"
);
/** What is worked out of the rows and is no sum of them. */
const rate = /^(平均|均值|平均值|平均数|占比|比例|比重|百分比|同比|环比|增幅|增长率?|最大值|最小值)([::(%].*)?$/;
/** `调研小计`, `教育界合计`, `3月合计`: only where the rest of the row is none of a record. */
const namedTotal = new RegExp(`^[^,,。;;]{1,14}(合计|小计|总计|共计|累计)${count}`);
/** The same beyond doubt: nothing else is called so. */
const plainlyNamed = /^[^,,。;;关于]{1,8}(小计|合计|总计)$/;

const signs = "(签字|签名|签章|盖章|公章)";
/** Who made or checked the table: said with or without what follows. */
const who = `(制表|填表|填报|报送|审核|复核|审批|审定|核对|校对|签发|打印|导出|录入|经办|联系)(人|单位|时间|日期|部门|员|者|人员|电话|机构|领导)${signs}?|(单位|部门)?(负责人|主任|秘书长|分管领导|主要领导)${signs}?|(单位|部门|机关)?\\(${signs}\\)`;
/** The same, where only a colon tells that it is no header. */
const labelled =
  "制表|填表|填报|审核|复核|审批|核对|校对|签发|打印|导出|统计(人|时间|日期)?|单位(名称)?|部门|日期|时间|电话|说明|备注|附注|注|数据来源|来源";
const footer = new RegExp(
  `^(${who})(\\(${signs}\\))?\\s*(:|$)|^(${labelled})\\d*\\s*:|^(共|总共)\\s*\\d+\\s*(条|行|件|篇|项)(记录|数据)?|^第\\s*\\d+\\s*页|^[-—=_*]{3,}$`
);
/** A line of its own that speaks of the rows above or below it: `一、调研类`, `(以下无正文)`, `※本表由系统生成`. */
const line =
  /^([一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+(部分|类|季度)|[*※★#◆●]|\(?(以上|以下|本表|此表|上表|附表|注|备注|说明|完)|(本|该)?(表|报表|数据)由)/;

/** What not even a table of names calls a row. */
const bare = /^(合计|小计|总计|共计)$/;

/**
 * Judge a row that a required cell keeps from being a record. `header` is the header row as read; `words`: its rows bear
 * names, of which one may end with 合计.
 */
export function roleOf(cells: readonly string[], header: readonly string[], words = false): Role | null {
  if (isBlankRow(cells)) return "blank";
  if (isHeader(cells, header)) return "header";
  const filled = cells.map(squeeze).filter(cell => cell !== "");
  if (words) {
    if (bare.test(filled[0]!)) return "total";
  } else if (filled.slice(0, 3).some(cell => total.test(cell) || namedTotal.test(cell))) return "total";
  else if (rate.test(filled[0]!)) return "total";
  if (footer.test(filled[0]!) || (filled.length <= 3 && filled.every(cell => footer.test(cell)))) return "footer";
  if (filled.length === 1 && header.length > 2 && line.test(filled[0]!)) return "footer";
  return null;
}

/** The first cells of a row, which say of it that it is a total or the header again although it could be a record. */
export const labelCells = 3;

/** What a cell has that may say so, in RE2 and in JavaScript. */
export const speakingAtAll = "计|总和|汇总|平均|均值|占比|比例|百分比";
const speaking = new RegExp(speakingAtAll);

/** Judge a row that could be a record: only a word that nothing else is called makes it a total, and none a row of `words`. */
export function plainRole(cells: readonly string[], header: readonly string[], words = false): Role | null {
  for (let i = 0; i < labelCells && i < cells.length; i++) {
    const cell = cells[i]!;
    if (!words && cell.length > 0 && cell.length <= 16 && speaking.test(cell)) {
      const word = squeeze(cell);
      if (total.test(word) || plainlyNamed.test(word) || rate.test(word)) return "total";
    }
    if (cell.length > 0 && cell.length <= 16 && cell.trim() === header[i]?.trim() && isHeader(cells, header))
      return "header";
  }
  return null;
}

/** A subtotal of a part that it names: nothing else is called 小计. */
const subtotal = /^[^,,。;;]{1,14}小计(\([^)]{1,4}\))?$/;

/** The same of a row of an export that bears a name: what says nothing but 合计 or 平均 is none, nor a 小计; 捐款合计 is. */
export function bareTotal(name: string): boolean {
  const word = squeeze(name);
  return name.length <= 16 && (total.test(word) || rate.test(word) || subtotal.test(word));
}

/** Most cells are those of the header, each in its own place: in another order it is another table. */
function isHeader(cells: readonly string[], header: readonly string[]): boolean {
  let filled = 0;
  let same = 0;
  cells.forEach((cell, i) => {
    const word = squeeze(cell);
    if (word === "") return;
    filled++;
    if (word === squeeze(header[i] ?? "")) same++;
  });
  return same >= 2 && same * 2 > filled;
}

const squeeze = (text: string) => text.normalize("NFKC").replace(/\s/g, "");

/** The number that a total's own cell says after its word, if any: 261 of `2024年合计261件`. */
export const behindTotal = (cell: string): string => squeeze(cell).replace(new RegExp(`^.*${totalWord}`), "");

/** A total of a part that it names, or of which it is not said what it sums. */
export const isTotalLabel = (cell: string): boolean => {
  const word = squeeze(cell);
  return total.test(word) || namedTotal.test(word);
};

/** It sums all rows, not a part of them that it names. */
export const isWhole = (label: string): boolean =>
  /^(本表|全部|全年|以上|各项)?(合计|总计|共计|累计|总数|总和)/.test(squeeze(label));
