import {readFile} from "node:fs/promises";
import {join, posix} from "node:path";
import {StaffError} from "../../src/intake/problem.js";
import {filesIn} from "../publish.js";

/** What a page or a style fetches from elsewhere; a link that a reader may follow is none. */
const foreign = /(?:<(?!a\s)[^>]*\s(?:src|href)=|@import\s*|url\()\s*["']?((?:https?:)?\/\/[^"')\s>]+)/g;
const own = /<(?:link|script|img)[^>]*\s(?:src|href)="(\.{0,2}\/[^"?#]+)/g;

/**
 * Refuses a site with a page that failed, with an address outside itself, or with a file that is not there. Framework
 * exits 0 all the same. Throws StaffError naming the pages.
 */
export async function verify(folder: string): Promise<void> {
  const names = await filesIn(folder);
  const wrong: string[] = [];
  for (const name of names) {
    if (!/\.(html|css)$/.test(name)) continue;
    const text = await readFile(join(folder, name), "utf8");
    for (const [, address] of text.matchAll(foreign)) wrong.push(`${name}：引用了站外地址 ${address}`);
    if (!name.endsWith(".html")) continue;
    if (text.includes("observablehq--error")) wrong.push(`${name}：页面内有错误`);
    for (const [, address] of text.matchAll(own)) {
      const path = posix.join(posix.dirname(name), decodeURI(address!));
      if (!names.includes(path)) wrong.push(`${name}：缺少文件 ${address}`);
    }
  }
  if (wrong.length) throw new StaffError(["网站没有通过检查，原有的网站保持不变：", ...wrong].join("\n"));
}
