import {mkdir, writeFile} from "node:fs/promises";
import {join, resolve} from "node:path";
import {reportsPath} from "../../loaders/paths.js";
import {replaceFolder} from "../../loaders/publish.js";
import {warehouse} from "../../loaders/query.js";
import type {WarehouseOptions} from "../../loaders/warehouse.js";
import {Book} from "../../src/figures/book.js";
import {below, summaries} from "../../src/members/overview.js";
import {readTables} from "../tables.js";
import {rollOf, yearOf} from "./files.js";
import {memberDocument, storyOf} from "./record.js";
import {membersBook} from "./workbook.js";

export interface MembersOptions extends WarehouseOptions {
  /** The last year that is over where it is absent. */
  year?: string;
  /** Whose points are below so many is listed. */
  least?: number;
  /** The folder of the years' folders. */
  out?: string;
}

/** What of a name a file may be called. */
const fileName = (text: string) => text.replace(/[\\/:*?"<>|\p{Cc}]/gu, " ").trim();

/**
 * Writes 履职档案 of every member of a year, and all of them as one workbook, into a folder of this machine that nothing
 * publishes. Throws StaffError; what stood there stays then.
 */
export async function writeMembers({year: asked, least = 60, out, ...options}: MembersOptions) {
  const say = options.onProgress ?? (() => {});
  const open = await warehouse(options);
  try {
    const roll = await rollOf(open);
    const year = await yearOf(open, roll, asked);
    const book = new Book(await readTables(options), {year});
    const folder = join(resolve(out ?? reportsPath()), `委员履职${year}`);
    const list = roll.of(year);
    await replaceFolder(folder, async beside => {
      await mkdir(join(beside, "履职档案"), {recursive: true});
      await writeFile(join(beside, "委员履职.xlsx"), await membersBook(roll, year, least, book));
      for (const [i, member] of list.entries()) {
        const {name} = storyOf(roll, member);
        await writeFile(join(beside, "履职档案", `${fileName(name)}.docx`), await memberDocument(roll, member, book));
        if ((i + 1) % 50 === 0) say(`履职档案 ${i + 1}/${list.length}`);
      }
      return undefined;
    });
    const all = summaries(roll, year);
    const scored = all.some(({points}) => points !== null);
    return {folder, year, members: list.length, below: scored ? below(all, least).length : null, least};
  } finally {
    open.close();
  }
}
