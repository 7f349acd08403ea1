import {gzipSync, zipSync} from "fflate";
import {describe, expect, test} from "vitest";
import {readExport} from "../../src/kinds/read.js";

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...parts: (string | number[] | Uint8Array)[]) =>
  new Uint8Array(Buffer.concat(parts.map(part => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part)))));
const header = "活动编号,活动名称,活动类型,开始日期,承办部门,参加人次\n";
const table = `${header}1,甲,调研,2024-03-05,提案委,12\n2,乙,视察,2024-03-06,提案委,8\n`;
const refused = async (content: Uint8Array, name = "活动.csv") => (await readExport(name, content)).refused;
const rest = new Array(600).fill(7);

describe("what is no table is named as what it is, with the remedy", () => {
  test.each<[string, Uint8Array, RegExp]>([
    [".xz", bytes([0xfd], "7zXZ", [0, ...rest]), /^这是 xz 压缩包.*解压/],
    [".bz2", bytes("BZh91AY&SY", rest), /^这是 bzip2 压缩包.*解压/],
    [".gz", gzipSync(utf8(table)), /^这是 gzip 压缩包.*解压/],
    [".7z", bytes("7z", [0xbc, 0xaf, 0x27, 0x1c, ...rest]), /^这是 7z 压缩包.*解压/],
    [".rar", bytes("Rar!", [0x1a, 7, 1, 0, ...rest]), /^这是 RAR 压缩包.*解压/],
    [".zst", bytes([0x28, 0xb5, 0x2f, 0xfd, ...rest]), /^这是 zstd 压缩包.*解压/],
    [".tar", bytes("活动.csv", new Array(247).fill(0), "ustar", rest), /^这是 tar 压缩包.*解压/],
    [".zip", zipSync({"活动.csv": utf8(table)}), /^这是压缩包.*解压/],
    [".pdf", bytes("%PDF-1.7", rest), /^这是 PDF 文件.*导出 CSV 或 xlsx/],
    [".rtf", bytes("{\\rtf1\\ansi", rest), /^这是 RTF 文档/],
    [".png", bytes([0x89], "PNG", rest), /^这是图片/],
    ["HTML as .xls", utf8(`<html><table><tr><td>${table}</td></tr></table>`), /网页\(HTML\).*另存为/],
    ["XML spreadsheet", utf8('<?xml version="1.0"?><Workbook/>'), /^这是 XML 文件.*另存为/],
    [".ods", zipSync({mimetype: utf8("x"), "content.xml": utf8("<a/>")}), /ODF 表格.*另存为 \.xlsx/],
    [".xlsb", zipSync({"[Content_Types].xml": utf8("<a/>"), "xl/workbook.bin": utf8("x")}), /\.xlsb.*另存为 \.xlsx/],
    [".docx", zipSync({"[Content_Types].xml": utf8("<a/>"), "word/document.xml": utf8("x")}), /^这是 Word 文档/],
    ["SQLite", bytes("SQLite format 3", [0, ...rest]), /^这是 SQLite/],
    ["Parquet", bytes("PAR1", rest), /^这是 Parquet/]
  ])("%s", async (_, content, said) => {
    expect(await refused(content)).toMatch(said);
  });

  /** A compound file of the old Office: what it holds stands in its directory, in UTF-16. */
  const compound = (stream: string) =>
    bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], rest, Buffer.from(stream, "utf16le"), rest);
  test.each([
    ["Workbook", "活动.xls", /^这是旧版 Excel\(\.xls\)或 WPS 表格\(\.et\).*另存为 \.xlsx/],
    ["Workbook", "活动.et", /^这是旧版 Excel\(\.xls\)或 WPS 表格\(\.et\).*另存为 \.xlsx/],
    ["WordDocument", "活动.doc", /^这是旧版 Word\(\.doc\)或 WPS 文字\(\.wps\)/],
    ["WordDocument", "活动.wps", /^这是旧版 Word\(\.doc\)或 WPS 文字\(\.wps\)/],
    ["EncryptedPackage", "活动.xlsx", /^工作簿加了密码.*去掉密码/]
  ])("an old Office file with %s, named %s", async (stream, name, said) => {
    expect(await refused(compound(stream), name)).toMatch(said);
  });
});

describe("encodings", () => {
  const big5 = [0xac, 0xa1, 0xb0, 0xca, 0xbd, 0x73, 0xb8, 0xb9];
  test("Big5 is named", async () => {
    // 活動編號,活動名稱,活動類型
    const head = bytes(
      big5,
      ",",
      [0xac, 0xa1, 0xb0, 0xca, 0xa6, 0x57, 0xba, 0xd9],
      ",",
      [0xac, 0xa1, 0xb0, 0xca, 0xc3, 0xfe, 0xab, 0xac],
      "\n1,",
      [0xa5, 0xd2],
      ",x\n"
    );
    expect(new TextDecoder("big5").decode(head)).toContain("活動編號,活動名稱,活動類型");
    expect(await refused(head)).toMatch(/^这是 Big5\(繁体中文\)编码的文件.*另存为/);
  });

  test("UTF-16 with a mark is read, without one it is named", async () => {
    const le = Buffer.from(table, "utf16le");
    const be = Buffer.from(table, "utf16le").swap16();
    for (const content of [bytes([0xff, 0xfe], le), bytes([0xfe, 0xff], be)])
      expect((await readExport("活动.csv", content)).records).toHaveLength(2);
    for (const content of [le, be]) expect(await refused(content)).toMatch(/^这是没有标记\(BOM\)的 UTF-16 文本/);
  });

  // 1,丙方案样,调研… in GB18030
  const gb = bytes(
    "3,",
    [0xb1, 0xfb, 0xb7, 0xbd, 0xb0, 0xb8, 0xd1, 0xf9],
    ",",
    [0xb5, 0xf7, 0xd1, 0xd0],
    ",2024-03-05,",
    [0xcc, 0xe1, 0xb0, 0xb8, 0xce, 0xaf],
    ",1\n"
  );
  test.each([
    ["a line of GB18030 in a file of UTF-8", bytes(table.repeat(20), gb, table), /^第 61 行起不是完整的 UTF-8 文本/],
    [
      "a line of UTF-8 in a file of GB18030",
      bytes(gb, gb, gb, gb, "4,丁方案样,调研,2024-03-05,提案委,1\n", gb),
      /^第 5 行是 UTF-8 编码,别的行是 GB18030/
    ],
    [
      "some bytes lost",
      bytes(`${table}3,丙`, [0xe4, 0xb8], ",调研,2024-03-05,提案委,1\n"),
      /^第 4 行起不是完整的 UTF-8 文本/
    ]
  ])("%s: refused with the line, never read as other characters", async (_, content, said) => {
    expect(await refused(content)).toMatch(said);
  });

  test.each([
    ["two marks", `\ufeff\ufeff${table}`],
    ["a mark within", table.replace("2,乙", "\ufeff2,乙")],
    ["Ctrl-Z at the end", `${table}\x1a`],
    ["sep=, above", `sep=,\n${table}`],
    ["line ends of three systems", table.replace("\n", "\r\n").replace("12\n", "12\r")],
    ["CR alone", table.replaceAll("\n", "\r")],
    ["CR alone, LF within quotes", table.replaceAll("\n", "\r").replace("甲", '"甲\n续"')]
  ])("%s", async (_, text) => {
    const read = await readExport("活动.csv", utf8(text));
    expect(read.records.map(({values}) => values.number)).toEqual(["1", "2"]);
    expect(read.problems).toEqual([]);
  });

  test("a NUL is refused with its line", async () => {
    expect(await refused(utf8(table.replace("乙", "乙\0")))).toMatch(/^第 3 行有不可见的控制字符/);
  });
});
