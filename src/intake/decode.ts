export type Encoding = "UTF-8" | "UTF-8 BOM" | "GB18030" | "UTF-16LE" | "UTF-16BE" | "xlsx";

export type Decoded = {encoding: Encoding; text: string} | {refused: string};

/** What the bytes of a file, or as many of the first as there are, say it is, where that is no text table: in words for staff, with the remedy. */
export function refusal(name: string, head: Uint8Array, size = head.length): string | null {
  const base = name.slice(name.lastIndexOf("/") + 1);
  if (base.startsWith("~$"))
    return "这是 Excel 打开文件时留下的锁文件,不是数据;请在 Excel 中关闭该文件,锁文件会自行消失。";
  if (size === 0) return "空文件(0 字节);请重新从系统导出。";
  for (const [magic, what] of magics) if (magic.every((byte, i) => head[i] === byte)) return what;
  if (compound.every((byte, i) => head[i] === byte)) return oldOffice(head);
  if (latin(head.subarray(257, 262)) === "ustar") return "这是 tar 压缩包;请解压后把其中的 CSV 或 xlsx 放入。";
  const start = latin(head.subarray(0, 1024))
    .replace(/\0/g, "")
    .replace(/^(\u00ef\u00bb\u00bf|\u00ff\u00fe)/, "");
  if (/^\s*<(!doctype|html|head|body|table|meta|style|div)\b/i.test(start) || /<(html|table)[\s>]/i.test(start))
    return "这是网页(HTML)改名的文件,不是 CSV;请用 Excel 或 WPS 打开,另存为“CSV UTF-8(逗号分隔)”。";
  if (/^\s*<\?xml/i.test(start)) return "这是 XML 文件,不是 CSV;请用 Excel 或 WPS 打开,另存为“CSV UTF-8(逗号分隔)”。";
  if (/^\s*\{\\rtf/i.test(start)) return "这是 RTF 文档,不是数据表;请导出 CSV 或 xlsx。";
  return null;
}

/** A zip archive, as an xlsx workbook is one. */
export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
}

/**
 * Bytes of a text table → its encoding and text, without the byte order mark.
 * Never guesses past doubt: fatal UTF-8, then fatal GB18030 (GBK lacks the 4-byte characters that names need), else refused.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (isWide(bytes)) return {refused: wide};
  const decoded = decodeText(withoutEnd(bytes));
  if ("refused" in decoded) return decoded;
  const control = decoded.text.search(binary);
  if (control >= 0) {
    const line = decoded.text.slice(0, control).split("\n").length;
    return {refused: `第 ${line} 行有不可见的控制字符,文件不是文本或已损坏;请重新从系统导出。`};
  }
  if (!/[^\s\0]/.test(decoded.text)) return {refused: "空文件(只有空白);请重新从系统导出。"};
  return decoded;
}

const wide = "这是没有标记(BOM)的 UTF-16 文本;请用记事本打开,另存为“UTF-8”编码。";

/** Without the mark by which old systems end a text (Ctrl-Z). */
function withoutEnd(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (bytes[end - 1] === 0x1a) end--;
  return bytes.subarray(0, end);
}

/** Every other byte of its line ends and separators is zero: several, on one side of the pairs. */
function isWide(bytes: Uint8Array): boolean {
  if (bytes[0]! >= 0xfe && bytes[1]! >= 0xfe) return false;
  const head = bytes.subarray(0, 4000);
  if (!head.includes(0)) return false;
  const zeros = [0, 0];
  for (const [i, byte] of head.entries()) if (byte === 0) zeros[i % 2]!++;
  const [few, many] = zeros.sort((a, b) => a - b) as [number, number];
  return many >= 3 && many > 2 * few && many > head.length / 20;
}

/** Control characters that no export of text has. Form feeds of page breaks and escaped 0x1A at the end do occur. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
export const binary = /[\0-\x08\x0e-\x19\x1b-\x1f]/;

function decodeText(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return strict("utf-16le", bytes.subarray(2), "UTF-16LE") ?? broken("UTF-16");
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return strict("utf-16be", bytes.subarray(2), "UTF-16BE") ?? broken("UTF-16");
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const utf8 = strict("utf-8", bytes, bom ? "UTF-8 BOM" : "UTF-8");
  if (utf8) return utf8;
  const damaged = damagedLine(bytes);
  if (bom || damaged.mostlyUtf8) return broken("UTF-8", damaged.line);
  const gb = strict("gb18030", bytes, "GB18030");
  if (damaged.whole && (gb || damaged.mostlyNot)) return {refused: mixed(damaged.whole)};
  return gb ?? broken("UTF-8 或 GB18030", damaged.line);
}

function strict(label: string, bytes: Uint8Array, encoding: Encoding): Decoded | null {
  try {
    return {encoding, text: new TextDecoder(label, {fatal: true}).decode(bytes)};
  } catch {
    return null;
  }
}

/** The refusal of bytes that are no whole text of the encoding, from this line on. */
export function broken(encoding: string, line?: number): {refused: string} {
  const where = line ? `第 ${line} 行起` : "";
  return {
    refused: `${where}不是完整的 ${encoding} 文本,文件可能在传送中损坏;请重新导出,或另存为“CSV UTF-8(逗号分隔)”。`
  };
}

const mixed = (line: number) =>
  `第 ${line} 行是 UTF-8 编码,别的行是 GB18030:两种编码混在一个文件里;请重新从系统导出,不要把两个文件的内容拼在一起。`;

/** Of a text in GB18030, a line that only UTF-8 makes sense of: in GB18030 it would be other characters. */
const utf8Line = /^[^\ufffd\n]*[\u4e00-\u9fff]{3}[^\ufffd\n]*$/m;

/**
 * Where UTF-8 breaks, whether nearly all of the rest is UTF-8, so that GB18030 would only turn it into noise, or most
 * is not, and which line (0: none) is UTF-8 as a whole.
 */
function damagedLine(bytes: Uint8Array): {
  line: number;
  mostlyUtf8: boolean;
  mostlyNot: boolean;
  whole: number;
} {
  const text = new TextDecoder("utf-8").decode(bytes);
  const first = text.indexOf("\ufffd");
  const bad = text.split("\ufffd").length - 1;
  const han = text.match(/[\u3400-\u9fff]/g)?.length ?? 0;
  const lineAt = (at: number) => text.slice(0, at).split("\n").length;
  const whole = text.search(utf8Line);
  return {line: lineAt(first), mostlyUtf8: han > 20 * bad, mostlyNot: bad > han, whole: whole < 0 ? 0 : lineAt(whole)};
}

/** Characters of every Chinese text, in the traditional spelling. */
const traditional = /[案提編號會議屆類別單位審查結果辦理員稱題間標數時報]/g;
const simplified = /[案提编号会议届类别单位审查结果办理员称题间标数时报]/g;

/** The refusal of a text in Big5, which is also some text in GB18030, but none that means anything; else null. */
export function big5(bytes: Uint8Array, encoding: Encoding): string | null {
  if (encoding !== "GB18030") return null;
  const head = bytes.subarray(0, 20_000);
  const count = (label: string, common: RegExp) => new TextDecoder(label).decode(head).match(common)?.length ?? 0;
  if (count("big5", traditional) < 3 || count("big5", traditional) <= count("gb18030", simplified)) return null;
  return "这是 Big5(繁体中文)编码的文件;请用 Excel 打开,核对文字后另存为“CSV UTF-8(逗号分隔)”。";
}

function latin(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** A compound file: how Office before 2007 keeps its documents, and any Office those with a password. */
const compound = [0xd0, 0xcf, 0x11, 0xe0];

/** What a compound file holds stands in its directory: names in UTF-16, at even places. */
function oldOffice(bytes: Uint8Array): string {
  const names = new TextDecoder("utf-16le").decode(bytes);
  if (names.includes("EncryptedPackage"))
    return "工作簿加了密码,读不了;请用 Excel 或 WPS 打开,去掉密码后另存为 .xlsx。";
  if (names.includes("WordDocument")) return "这是旧版 Word(.doc)或 WPS 文字(.wps)文档,不是数据表;请导出 CSV 或 xlsx。";
  const what = /Workbook|Book/.test(names) ? "" : "或加密的工作簿";
  return `这是旧版 Excel(.xls)或 WPS 表格(.et)${what},读不了;请用 Excel 或 WPS 打开,另存为 .xlsx 或“CSV UTF-8(逗号分隔)”。`;
}

const magics: [number[], string][] = [
  [[0x25, 0x50, 0x44, 0x46], "这是 PDF 文件,不是数据表;请从系统导出 CSV 或 xlsx。"],
  [[0x89, 0x50, 0x4e, 0x47], "这是图片,不是数据表;请从系统导出 CSV 或 xlsx。"],
  [[0xff, 0xd8, 0xff], "这是图片,不是数据表;请从系统导出 CSV 或 xlsx。"],
  [[0x52, 0x61, 0x72, 0x21], "这是 RAR 压缩包;请解压后把其中的 CSV 或 xlsx 放入。"],
  [[0x37, 0x7a, 0xbc, 0xaf], "这是 7z 压缩包;请解压后把其中的 CSV 或 xlsx 放入。"],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], "这是 xz 压缩包;请解压后把其中的 CSV 或 xlsx 放入。"],
  [[0x42, 0x5a, 0x68], "这是 bzip2 压缩包;请解压后把其中的 CSV 或 xlsx 放入。"],
  [[0x28, 0xb5, 0x2f, 0xfd], "这是 zstd 压缩包;请解压后把其中的 CSV 或 xlsx 放入。"],
  [[0x50, 0x41, 0x52, 0x31], "这是 Parquet 文件,不是数据表;请从系统导出 CSV 或 xlsx。"],
  [[0x1f, 0x8b], "这是 gzip 压缩包;请解压后把其中的 CSV 或 xlsx 放入。"],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], "这是 SQLite 数据库文件,不是数据表;请从系统导出 CSV 或 xlsx。"]
];
