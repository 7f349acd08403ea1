import {type Docx, DocxRefused, isArchive, readDocx} from "../docx/index.js";
import {StaffError} from "../intake/problem.js";

/** A draft as plain text; `docx` where it was one, so that comments can be written into a copy. */
export interface DraftFile {
  text: string;
  docx: Docx | null;
  /** What staff must know of the reading: hidden text that was left out. */
  notes: string[];
}

/** Reads a draft: .docx, or text (.md, .txt) in UTF-8, GB18030 or UTF-16. Throws StaffError on anything else. */
export function readDraft(name: string, bytes: Uint8Array): DraftFile {
  if (bytes.length === 0) throw new StaffError(`${name} 是空文件,没有可核对的文字。`);
  if (isArchive(bytes)) return fromDocx(name, bytes);
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    throw new StaffError(`${name} 是旧版 Word(.doc)、WPS 文字或加密的文档,读不了;请打开后另存为 .docx。`);
  if (starts(bytes, [0x25, 0x50, 0x44, 0x46]))
    throw new StaffError(`${name} 是 PDF,读不了;请用 Word 或 WPS 的原稿(.docx),或把文字存为 .txt。`);
  if (starts(bytes, [0x7b, 0x5c, 0x72, 0x74]))
    throw new StaffError(`${name} 是 RTF 文档,读不了;请打开后另存为 .docx。`);
  return {text: decoded(name, bytes), docx: null, notes: []};
}

function fromDocx(name: string, bytes: Uint8Array): DraftFile {
  try {
    const docx = readDocx(bytes);
    const notes = docx.hidden > 0 ? [`文档中有${docx.hidden}个隐藏的字，不显示也不打印，没有核对。`] : [];
    return {text: docx.text, docx, notes};
  } catch (error) {
    if (error instanceof DocxRefused)
      throw new StaffError(`${name} 的${error.message},读不了;请用 Word 或 WPS 打开,全选后复制到新文档,另存为 .docx。`);
    throw new StaffError(`${name} 不是完整的 .docx 文档,或已损坏;请用 Word 或 WPS 打开后另存为 .docx。`);
  }
}

function decoded(name: string, bytes: Uint8Array): string {
  const encodings = starts(bytes, [0xff, 0xfe])
    ? ["utf-16le"]
    : starts(bytes, [0xfe, 0xff])
      ? ["utf-16be"]
      : ["utf-8", "gb18030"];
  for (const encoding of encodings)
    try {
      const text = new TextDecoder(encoding, {fatal: true}).decode(bytes);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: text has none
      if (!/[\0-\x08\x0e-\x1f]/.test(text)) return text;
    } catch {
      // The next encoding is tried; the refusal is below.
    }
  throw new StaffError(`${name} 不是 UTF-8 或 GB18030 编码的文字,读不了;请另存为 .docx 或 UTF-8 的 .txt。`);
}

const starts = (bytes: Uint8Array, magic: number[]) => magic.every((byte, i) => bytes[i] === byte);
