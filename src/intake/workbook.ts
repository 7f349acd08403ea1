import {openParts, type Parts, type Relation, readXml, relationsOf} from "./workbook/parts.js";
import {escaped, readSheet, type SheetCells} from "./workbook/sheet.js";
import {shownBy} from "./workbook/styles.js";

export {columnLetters} from "./workbook/sheet.js";

export interface SheetRows extends SheetCells {
  name: string;
  hidden: boolean;
}

export interface Workbook {
  sheets: SheetRows[];
  /** Numbers in cells without a format for days count them from 1904. */
  since1904: boolean;
}

/**
 * The sheets of an xlsx workbook as rows of text; a row's line is its number in Excel.
 * Dates come as `2024-03-05` (with a time where there is one), numbers as digits, errors of formulas as written,
 * formulas that were never worked out as `unknownValue`. Parts are found by their relationships, not by name.
 * Never throws: what is no workbook is refused in words for staff.
 */
export function readSheets(bytes: Uint8Array): Workbook | {refused: string} {
  const opened = openParts(bytes);
  if ("refused" in opened) return opened;
  const {parts} = opened;
  try {
    const path = relationsOf(parts, "").find(({kind}) => kind === "officeDocument")?.path ?? "xl/workbook.xml";
    const part = parts(path);
    if (!part) return {refused: "这是压缩包,不是数据表;请解压后把其中的 CSV 或 xlsx 放入。"};
    return read(parts, part, relationsOf(parts, path));
  } catch {
    return {
      refused: "工作簿的内容已损坏,读不出来;请用 Excel 或 WPS 打开,另存为 .xlsx 或“CSV UTF-8(逗号分隔)”。"
    };
  }
}

function read(parts: Parts, workbook: Uint8Array, relations: readonly Relation[]): Workbook {
  const listed: {name: string; hidden: boolean; id: string}[] = [];
  let since1904 = false;
  readXml(workbook, {
    open(name, {name: sheet = "", state = "", id = "", date1904 = ""}) {
      if (name === "sheet") listed.push({name: sheet, hidden: state !== "" && state !== "visible", id});
      else if (name === "workbookPr") since1904 = date1904 === "1" || date1904 === "true";
    }
  });
  const of = (kind: string) => relations.find(relation => relation.kind === kind)?.path;
  const partOf = (kind: string) => parts(of(kind) ?? "");
  const book = {strings: stringsOf(partOf("sharedStrings")), shown: shownBy(partOf("styles")), since1904};
  const sheets = listed.flatMap(({name, hidden, id}) => {
    // A sheet may be a chart or a dialog, which have no cells.
    const path = relations.find(relation => relation.id === id && relation.kind === "worksheet")?.path;
    const part = path === undefined ? null : parts(path);
    return part ? [{name, hidden, ...readSheet(part, book)}] : [];
  });
  return {sheets, since1904};
}

/** The texts that cells refer to by number, without their readings (furigana, pinyin). */
function stringsOf(bytes: Uint8Array | null): string[] {
  const strings: string[] = [];
  if (!bytes) return strings;
  let own = "";
  let inText = false;
  let phonetic = false;
  readXml(bytes, {
    open(name) {
      if (name === "si") own = "";
      else if (name === "rPh") phonetic = true;
      else if (name === "t") inText = !phonetic;
    },
    text(part) {
      if (inText) own += part;
    },
    close(name) {
      if (name === "si") strings.push(escaped(own));
      else if (name === "rPh") phonetic = false;
      else if (name === "t") inText = false;
    }
  });
  return strings;
}
