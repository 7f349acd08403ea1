import {zipSync} from "fflate";
import {expect, test} from "vitest";
import {calculate} from "../../src/intake/workbook/formula.js";
import {readSheets} from "../../src/intake/workbook.js";
import {readExport} from "../../src/kinds/read.js";

const bytes = (text: string) => new TextEncoder().encode(text);
const relation = (id: string, kind: string, target: string) =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`;
const relations = (...each: string[]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join("")}</Relationships>`;

interface Made {
  book?: string;
  sheet: string;
  strings?: string;
  styles?: string;
}

/** A workbook whose parts have names of their own. */
const workbook = ({book, sheet, strings = "<sst/>", styles = "<styleSheet/>"}: Made) =>
  zipSync({
    "[Content_Types].xml": bytes("<Types/>"),
    "_rels/.rels": bytes(relations(relation("a", "officeDocument", "/data/book.xml"))),
    "data/book.xml": bytes(book ?? '<workbook><sheets><sheet name="甲" sheetId="1" r:id="s1"/></sheets></workbook>'),
    "data/_rels/book.xml.rels": bytes(
      relations(
        relation("s1", "worksheet", "tabs/First.XML"),
        relation("t", "sharedStrings", "../texts.xml"),
        relation("y", "styles", "looks.xml")
      )
    ),
    "data/tabs/first.xml": bytes(sheet),
    "texts.xml": bytes(strings),
    "data/looks.xml": bytes(styles)
  });

const cells = (made: Made) => {
  const read = readSheets(workbook(made));
  if ("refused" in read) throw new Error(read.refused);
  return read.sheets[0]!.rows.map(({line, cells: own}) => [line, ...own]);
};

test("parts are found by their relationships, elements by any prefix, cells without an address in their order", () => {
  const sheet = `<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="s"><x:v>1</x:v></x:c><x:c><x:v>7</x:v></x:c></x:row>
    <x:row r="4"><x:c r="C4" t="s"><x:v>0</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
  const strings =
    '<sst><si><r><t>某</t></r><r><t xml:space="preserve"> 甲</t></r><rPh><t>jia</t></rPh></si><si><t>乙_x000A_丙</t></si></sst>';
  expect(cells({sheet, strings})).toEqual([
    [1, "乙\n丙", "7"],
    [4, "", "", "某 甲", "是"]
  ]);
});

test("days by their format, numbers filled up with zeros, 15 digits, errors and formulas without a result as they are", () => {
  const styles = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0000"/><numFmt numFmtId="171" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>
    <numFmt numFmtId="172" formatCode="h:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/></cellXfs></styleSheet>`;
  const c = (style: number, value: string) => `<c s="${style}"><v>${value}</v></c>`;
  const sheet = `<worksheet><sheetData><row>${c(0, "45356")}${c(1, "45356")}${c(1, "45356.5")}${c(2, "7")}${c(3, "45356")}${c(4, "0.5")}
    ${c(0, "202400000000000123")}<c t="e"><v>#REF!</v></c><c><f>A1*2</f></c><c><f>2+3*(4-1)</f></c><c t="str"><f>""</f><v></v></c><c t="d"><v>2024-03-05T00:00:00</v></c></row></sheetData></worksheet>`;
  expect(cells({sheet, styles})).toEqual([
    [
      1,
      "45356",
      "2024-03-05",
      "2024-03-05 12:00:00",
      "0007",
      "2024-03-05",
      "0.5",
      "2.0240000000000013E+17",
      "#REF!",
      "#未算出",
      "11",
      "",
      "2024-03-05"
    ]
  ]);
});

test("a formula of numbers alone is worked out; any other needs a spreadsheet", () => {
  expect(["2+3", "=4+5", "-(1-3)*2", "10/4"].map(calculate)).toEqual([5, 9, 4, 2.5]);
  expect(["A1+1", "SUM(1,2)", "1/0", "2+", "(1", ""].map(calculate)).toEqual([null, null, null, null, null, null]);
});

const row = (texts: string[], attributes = "") =>
  `<row ${attributes}>${texts.map(text => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join("")}</row>`;
const header = row(["活动编号", "活动名称", "活动类型", "活动日期", "场次"]);

test("a cell far off makes no table of it, in the time of one", async () => {
  const sheet = `<worksheet><sheetData>${header}${row(["A1", "甲", "视察", "2024-03-05", "1"])}
    <row r="1000000"><c r="XFD1000000" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>`;
  const read = await readExport("活动.xlsx", workbook({sheet}));
  expect(read.records).toHaveLength(1);
  expect(read.problems.map(({what}) => what)).toEqual(["远离表格的单元格 XFD1000000 有内容,没有读"]);
});

test("hidden rows and columns are read and told; a chart has no cells; nothing of a broken book is said in English", async () => {
  const sheet = `<worksheet><cols><col min="5" max="6" hidden="1"/></cols><sheetData>${header}
    ${row(["A1", "甲", "视察", "2024-03-05", "1"])}${row(["A2", "乙", "视察", "2024-03-06", "1"], 'hidden="1"')}</sheetData></worksheet>`;
  const read = await readExport("活动.xlsx", workbook({sheet}));
  expect(read.records).toHaveLength(2);
  expect(read.problems.map(({what}) => what)).toEqual([
    "有 1 行是隐藏的(从第 3 行起),照常读了",
    "隐藏的列「场次」照常读了"
  ]);
  const broken = await readExport("活动.xlsx", workbook({sheet: "<worksheet><sheetData><row></worksheet>"}));
  expect(broken.refused).toMatch(/^工作簿的内容已损坏/);
  expect(broken.refused).not.toMatch(/[a-wyz]{4}/);
});

test("an id that a workbook keeps as a day is refused, whatever it was", async () => {
  const styles = `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`;
  const sheet = `<worksheet><sheetData>${header}<row><c s="1"><v>45293</v></c>${row(["甲", "视察", "2024-03-05", "1"]).slice(5)}</sheetData></worksheet>`;
  const read = await readExport("活动.xlsx", workbook({sheet, styles}));
  expect(read.problems.map(({code, cell}) => [code, cell])).toEqual([["id-date", "A2"]]);
});

test.each([
  ["texts that are missing", "<sst/>"],
  ["a text of a number that is not there", "<sst><si><t>甲</t></si></sst>"]
])("%s: refused, no cell goes blank without a word", async (_, strings) => {
  const sheet = `<worksheet><sheetData>${header}<row><c t="inlineStr"><is><t>A1</t></is></c><c t="s"><v>9</v></c></row></sheetData></worksheet>`;
  const {refused} = await readExport("活动.xlsx", workbook({sheet, strings}));
  expect(refused).toMatch(/^工作簿的内容已损坏,读不出来;请用 Excel 或 WPS 打开/);
});

test("a number shown as a percentage is one; no count is", async () => {
  const styles = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0.0%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="170"/></cellXfs></styleSheet>`;
  const ledger = `<worksheet><sheetData>${row(["指标", "年度", "单位", "数值"])}
    ${row(["出席率", "2024", "%"]).slice(0, -6)}<c s="1"><v>0.985</v></c></row>
    ${row(["到会率", "2024", "%"]).slice(0, -6)}<c s="2"><v>1</v></c></row></sheetData></worksheet>`;
  const read = await readExport("台账.xlsx", workbook({sheet: ledger, styles}));
  expect(read.records.map(({values}) => values.value)).toEqual([98.5, 100]);
  const counts = `<worksheet><sheetData>${header}${row(["A1", "甲", "视察", "2024-03-05"]).slice(0, -6)}<c s="1"><v>0.5</v></c></row></sheetData></worksheet>`;
  const other = await readExport("活动.xlsx", workbook({sheet: counts, styles}));
  expect(other.problems.map(({code, cell, found}) => [code, cell, found])).toEqual([["number", "E2", "50%"]]);
});

test("a column of no width is hidden; a number merged over two rows is that of the first, and told", async () => {
  const wide = row(["活动编号", "活动名称", "活动类型", "活动日期", "参加人次"]);
  const sheet = `<worksheet><cols><col min="5" max="5" width="0" customWidth="1"/></cols><sheetData>${wide}
    ${row(["A1", "甲", "视察", "2024-03-05", "4"])}${row(["A2", "乙", "视察", "2024-03-06", ""])}</sheetData>
    <mergeCells><mergeCell ref="E2:E3"/></mergeCells></worksheet>`;
  const read = await readExport("活动.xlsx", workbook({sheet}));
  expect(read.records.map(({values}) => values.attendances)).toEqual([4, null]);
  expect(read.problems.map(({code, column, what}) => [code, column, what])).toEqual([
    ["merged", "参加人次", "从第 3 行起有 1 个空格在合并单元格里,按空白计,只有合并的第一行有内容"],
    ["hidden", "", "隐藏的列「参加人次」照常读了"]
  ]);
});

test.each([
  ["transitional", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"],
  ["strict", "http://purl.oclc.org/ooxml/officeDocument/relationships/"]
])("days as text of %s OOXML, with a time or without", (_, base) => {
  const made = zipSync({
    "[Content_Types].xml": bytes("<Types/>"),
    "_rels/.rels": bytes(relations(`<Relationship Id="a" Type="${base}officeDocument" Target="xl/workbook.xml"/>`)),
    "xl/workbook.xml": bytes('<workbook><sheets><sheet name="甲" sheetId="1" r:id="s1"/></sheets></workbook>'),
    "xl/_rels/workbook.xml.rels": bytes(
      relations(`<Relationship Id="s1" Type="${base}worksheet" Target="worksheets/sheet1.xml"/>`)
    ),
    "xl/worksheets/sheet1.xml": bytes(
      '<worksheet><sheetData><row><c t="d"><v>2024-03-05</v></c><c t="d"><v>2024-03-05T09:30:00</v></c></row></sheetData></worksheet>'
    )
  });
  const read = readSheets(made);
  expect("sheets" in read && read.sheets[0]!.rows[0]!.cells).toEqual(["2024-03-05", "2024-03-05 09:30:00"]);
});
