import {StaffError} from "../src/intake/problem.js";

/** What DuckDB and Framework say in their own words of what the system refused. */
const words: [RegExp, string][] = [
  [/ENOSPC|no space left on device|disk (is )?full|not enough space/i, "ENOSPC"],
  [/EDQUOT|disk quota exceeded/i, "EDQUOT"],
  [/EFBIG|file too large/i, "EFBIG"],
  [/EROFS|read-only file system/i, "EROFS"],
  [/EACCES|permission denied/i, "EACCES"],
  [/EMFILE|ENFILE|too many open files/i, "EMFILE"],
  [/out of memory|cannot allocate memory|allocation failed/i, "ENOMEM"]
];

const kept = "原有的数据和网站保持不变。";
const full = `磁盘已满,写不下;${kept}请清理磁盘(清空回收站,删去不用的大文件)后再运行一次。`;
const denied = `没有写入权限;${kept}请确认本文件夹可以写入、文件没有被其他程序打开,再运行一次。`;

const reasons: Record<string, string> = {
  ENOSPC: full,
  EDQUOT: `磁盘配额已用完,写不下;${kept}请清理自己的文件,或请管理员放宽配额,再运行一次。`,
  EFBIG: `文件超过系统允许的大小,写不下;${kept}请管理员放宽限制后再运行一次。`,
  EROFS: `磁盘是只读的,写不进去;${kept}请换到可以写入的磁盘上运行。`,
  EACCES: denied,
  EPERM: denied,
  EBUSY: `文件正被其他程序占用;${kept}请关闭 Excel、WPS 或浏览器中打开的文件后再运行一次。`,
  EMFILE: `同时打开的文件太多;${kept}请关闭一些程序后再运行一次。`,
  ENOMEM: `内存不足;${kept}请关闭一些程序后再运行一次,或按年度分开导出。`,
  EIO: `磁盘读写出错;${kept}请检查磁盘,换一个位置再运行一次。`
};

/** The sentence for staff where the system refused something that they can mend, or null. */
export function explain(error: unknown): string | null {
  if (error instanceof StaffError) return error.message;
  const {code, message, path} = error as NodeJS.ErrnoException;
  const known = code && reasons[code] ? code : codeIn(message ?? String(error));
  if (!known) return null;
  return `${path ? `${path}:` : ""}${reasons[known]}`;
}

/** The code of the system's refusal that a text of DuckDB or Framework speaks of, or null. */
export function codeIn(text: string): string | null {
  return words.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
