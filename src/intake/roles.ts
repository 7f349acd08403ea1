/** What a row that is no record is: blank, the header again, a total, a footer. */
export type Role = "blank" | "header" | "total" | "footer";

export const isBlankRow = (cells: readonly string[]): boolean => cells.every(cell => /^[\s\u200b\ufeff]*$/.test(cell));

const count = "(数|件数|篇数)?[::]?\\s*[\\d,,.]*\\s*(件|条|篇|项|次|人次|场次|行)?$";
const totalWord = "(合计|小计|总计|共计|累计|总数)";
const total = new RegExp(`^(本页|本表|全部|以上|各项)?${totalWord}${count}`);
/** `调研小计`, `教育界合计`: only where the rest of the row is none of a record. */
const namedTotal = new RegExp(`^[^\\d,,。;;]{1,14}(合计|小计|总计|共计)${count}`);
const footer =
  /^(制表|填表|审核|复核|审批|打印|导出|统计|负责|经办|联系)(人|单位|时间|日期|部门|员|者|人员|电话|机构)?\s*[:\uff1a]|^(说明|备注|注|数据来源|来源)\s*[:\uff1a]|^(共|总共)\s*\d+\s*(条|行|件|篇|项)(记录|数据)?|^第\s*\d+\s*页|^[-—=_*]{3,}$/;

/** Judge a row that a required cell keeps from being a record. `header` is the header row as read. */
export function roleOf(cells: readonly string[], header: readonly string[]): Role | null {
  if (isBlankRow(cells)) return "blank";
  const filled = cells.map(cell => cell.trim()).filter(cell => cell !== "");
  if (isHeader(filled, header)) return "header";
  if (filled.slice(0, 3).some(cell => total.test(squeeze(cell)) || namedTotal.test(squeeze(cell)))) return "total";
  if (footer.test(filled[0]!) || (filled.length <= 3 && filled.every(cell => footer.test(cell)))) return "footer";
  return null;
}

/** The first cells of a row, which say of it that it is a total or the header again although it could be a record. */
export const labelCells = 3;

/** Judge a row that could be a record: only a word that nothing else is called makes it a total. */
export function plainRole(cells: readonly string[], header: readonly string[]): Role | null {
  for (let i = 0; i < labelCells && i < cells.length; i++) {
    const cell = cells[i]!;
    if (cell.length > 0 && cell.length <= 16 && cell.includes("计") && total.test(squeeze(cell))) return "total";
    if (cell.length > 0 && cell.length <= 16 && cell.trim() === header[i]?.trim()) {
      const filled = cells.map(text => text.trim()).filter(text => text !== "");
      if (isHeader(filled, header)) return "header";
    }
  }
  return null;
}

function isHeader(filled: readonly string[], header: readonly string[]): boolean {
  const names = new Set(header.map(squeeze).filter(Boolean));
  const same = filled.filter(cell => names.has(squeeze(cell))).length;
  return same >= 2 && same * 2 > filled.length;
}

const squeeze = (text: string) => text.normalize("NFKC").replace(/\s/g, "");
