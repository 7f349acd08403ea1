import {StaffError} from "../../src/intake/problem.js";

/** What no file of Windows may be called. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
const longest = 80;

/**
 * The name under which a file that a page hands over is kept: the last part of what it says, without what a disk does
 * not take or what would hide it. Throws StaffError where nothing of it is left, or it is Excel's sign of an open file.
 */
export function keptName(said: string): string {
  const last = said.normalize("NFC").split(/[\\/]/).at(-1)!;
  if (last.startsWith("~$")) throw new StaffError(`“${last}”是 Excel 打开文件时的临时文件，不是数据；请选择文件本身。`);
  const plain = last
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no file name may hold them
    .replace(/[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[:*?"<>|]/g, "_")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  if (plain === "" || reserved.test(plain)) throw new StaffError(`“${said}”不能作文件名；请改名以后再放进来。`);
  if (plain.length <= longest) return plain;
  const ending = /\.\w{1,5}$/.exec(plain)?.[0] ?? "";
  return `${plain.slice(0, longest - ending.length)}${ending}`;
}
