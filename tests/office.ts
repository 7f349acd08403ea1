import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {type Warehouse, warehouse} from "../loaders/query.js";
import {readExports} from "../reports/problems/list.js";
import {tablesIn} from "../reports/tables.js";
import {rowsOf, type ViewRow, withViews} from "../src/components/tables.js";
import {Book} from "../src/figures/book.js";
import type {Scope} from "../src/figures/scope.js";
import type {Tables} from "../src/figures/tables.js";
import {sentence} from "../src/intake/problem.js";
import {typeset} from "../src/text/typeset.js";

/** An office's files: name → lines. */
export interface Office {
  exports: Record<string, string[]>;
  reference?: Record<string, string[]>;
}

/** Writes the files into a folder of their own, which is removed when `use` is done. */
export async function office<T>({exports, reference = {}}: Office, use: (data: string) => Promise<T>): Promise<T> {
  const data = mkdtempSync(join(tmpdir(), "office-"));
  try {
    for (const [folder, files] of Object.entries({exports, reference})) {
      mkdirSync(join(data, folder));
      for (const [name, lines] of Object.entries(files))
        writeFileSync(join(data, folder, name), `${lines.join("\n")}\n`);
    }
    return await use(data);
  } finally {
    rmSync(data, {recursive: true, force: true});
  }
}

/** The warehouse of an office's files, asked one question. */
export const asked = <T>(files: Office, asOf: string | undefined, ask: (open: Warehouse) => Promise<T>): Promise<T> =>
  office(files, async data => {
    const open = await warehouse({data, asOf});
    try {
      return await ask(open);
    } finally {
      open.close();
    }
  });

/** The rows of other dates and bases, as all datasets of views hold them together. */
export const offered = async (open: Warehouse): Promise<ViewRow[]> =>
  rowsOf(await open.arrow("from offered order by all")) as unknown as ViewRow[];

/** What is told of the files, as staff read it. */
export const told = (files: Office): Promise<string[]> =>
  office(files, async data =>
    (await readExports(data)).files.flatMap(({name, problems}) => problems.map(each => typeset(sentence(name, each))))
  );

const read = new Map<string, Promise<Tables>>();

/**
 * The datasets of an office's files, with those that pages fetch only when a date or a basis is chosen; read once where
 * several tests ask for the same.
 */
export function tablesOf(files: Office, asOf?: string): Promise<Tables> {
  const key = JSON.stringify([files, asOf]);
  const found = read.get(key) ?? readOf(files, asOf);
  read.set(key, found);
  return found;
}

const readOf = (files: Office, asOf?: string): Promise<Tables> =>
  asked(files, asOf, async open => withViews(await tablesIn(open), await offered(open)));

/** A book of an office's files. */
export const bookOf = async (files: Office, scope?: Partial<Scope>, asOf?: string): Promise<Book> =>
  new Book(await tablesOf(files, asOf), scope);
