import {createHash} from "node:crypto";
import {readFile} from "node:fs/promises";
import {join, resolve} from "node:path";
import {programRecord} from "../../loaders/code.js";
import {type InputFile, type Inputs, inputs} from "../../loaders/files.js";
import {programPath} from "../../loaders/paths.js";
import {filesIn} from "../../loaders/publish.js";
import {type Warehouse, warehouse} from "../../loaders/query.js";
import {environment, type WarehouseOptions} from "../../loaders/warehouse.js";
import {Book} from "../../src/figures/book.js";
import type {Figure} from "../../src/figures/figure.js";
import type {Tables} from "../../src/figures/tables.js";
import {emptyContext} from "../../src/intake/context.js";
import {publishedName} from "../../src/intake/mask.js";
import {readFile as readTable} from "../../src/intake/read.js";
import {references} from "../../src/intake/reference.js";
import {type FigureRecord, records} from "../documents/records.js";
import {bookOf} from "../edition.js";
import {plain, type Story, story} from "../story/story.js";
import type {Template} from "../story/templates.js";
import {typesetStory} from "../story/typeset.js";
import {readTables} from "../tables.js";
import {parts, type Sealed, type SealedReference} from "./frozen.js";

/** A reference table with where it lies. */
export type ReferenceFile = SealedReference & {path: string};

/** What is computed from the inputs as they are now, and from what. */
export interface State {
  book: Book;
  tables: Tables;
  /** The exports by the names that may be published. */
  exports: Sealed[];
  /** The same, as they lie with the office. */
  sources: InputFile[];
  reference: ReferenceFile[];
  code: {computing: string; documents: string};
  versions: Record<string, string>;
}

/** Computes the figures of a year from the inputs as they are now. Throws StaffError on what staff must mend. */
export async function present(options: WarehouseOptions, year?: string): Promise<State> {
  const found = await inputs(options.data ?? process.env[environment.data]);
  const tables = await readTables(options);
  return {
    book: bookOf(tables, year),
    tables,
    exports: published(found.exports, tables),
    sources: found.exports,
    reference: await referenceFiles(found),
    code: {
      computing: await codeHash(computing),
      documents: await codeHash(["reports", "src/figures", "src/charts", "src/pivot"])
    },
    versions: await versions()
  };
}

/** Files are numbered in the order in which they are read. */
function published(exports: readonly InputFile[], {files = []}: Tables): Sealed[] {
  const names = new Map(files.map(({file, name}) => [file, name]));
  return exports.map(({name, bytes, sha256}, i) => ({name: names.get(i + 1) ?? publishedName(name), bytes, sha256}));
}

/** The folders of the code that makes figures of exports. */
export const computing = [
  "loaders",
  "src/charts",
  "src/datasets",
  "src/intake",
  "src/kinds",
  "src/metrics",
  "src/notebook",
  "src/places",
  "src/text"
];

/** Folders in `reports` that hold results, and the texts of staff. */
const made = /^reports\/(out|frozen|templates)\//;

/** Every file of the code in some folders, by its path in the program. */
export async function codeFiles(folders: readonly string[]): Promise<string[]> {
  // A packed program has its code in few files, and says of itself from what it was packed.
  if (await programRecord()) return ["program.json"];
  const found: string[] = [];
  for (const folder of folders)
    for (const name of await filesIn(programPath(folder)))
      if (!made.test(`${folder}/${name}`)) found.push(`${folder}/${name}`);
  return found.sort();
}

/** SHA-256 over the names and bytes of the code in some folders. */
export async function codeHash(folders: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const name of await codeFiles(folders)) hash.update(`${name}\0`).update(await readFile(programPath(name)));
  return hash.digest("hex");
}

async function versions(): Promise<Record<string, string>> {
  const own = JSON.parse(await readFile(programPath("package.json"), "utf8")) as {
    name: string;
    version: string;
    dependencies: Record<string, string>;
  };
  const found: Record<string, string> = {node: process.versions.node, [own.name]: own.version};
  for (const name of Object.keys(own.dependencies).sort()) {
    const text = await readFile(programPath("node_modules", name, "package.json"), "utf8").catch(() => null);
    if (text) found[name] = (JSON.parse(text) as {version: string}).version;
  }
  return found;
}

async function referenceFiles({reference}: Inputs): Promise<ReferenceFile[]> {
  const kindOf = async (file: InputFile) => {
    const read = await readTable(file.name, await readFile(file.path), references, emptyContext());
    return read.refused ? null : (read.kind?.name ?? null);
  };
  return Promise.all(reference.map(async file => ({...file, path: resolve(file.path), kind: await kindOf(file)})));
}

/** Where a reference table lies in a freeze: in order, since the first of a kind is in force. */
export const referencePath = ({name}: Pick<ReferenceFile, "name">, i: number) =>
  join(parts.reference, `${String(i + 1).padStart(2, "0")} ${name.replaceAll("/", " ")}`);

/** The templates filled with a book, as documents set them. Throws StaffError on what cannot be filled. */
export function stories(templates: readonly Template[], book: Book, figures: readonly Figure[]): Story[] {
  return templates.map(({name, text}) => story(name, text, book, figures));
}

/** The text of a story as its documents have it. */
export const textOf = (story: Story) => plain(typesetStory(story));

/** The records of every year, the report year's last. */
export function everyYear(book: Book): FigureRecord[] {
  const years = [...book.years.filter(year => year !== book.year), book.year];
  return years.flatMap(year => records(new Book(book.tables, {year})));
}

/** Opens the warehouse that `present` reads. */
export const openPresent = (options: WarehouseOptions): Promise<Warehouse> => warehouse(options);

/** SHA-256 of a text. */
export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
