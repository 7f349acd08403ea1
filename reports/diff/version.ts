import {join} from "node:path";
import {type InputFile, inputs} from "../../loaders/files.js";
import {environment, type WarehouseOptions} from "../../loaders/warehouse.js";
import type {Tables} from "../../src/figures/tables.js";
import type {Side} from "../../src/figures/versions.js";
import {publishedName} from "../../src/intake/mask.js";
import {StaffError} from "../../src/intake/problem.js";
import {type Frozen, frozenTables, frozenTexts, parts, type Sealed} from "../freeze/frozen.js";
import {keepItems} from "../freeze/items.js";
import {secret} from "../freeze/secret.js";
import {openPresent, present, type ReferenceFile, referencePath, stories, textOf} from "../freeze/state.js";
import {templates} from "../story/templates.js";
import {figuresFor} from "../views/index.js";

/** A version with all that a comparison asks of it. */
export interface Version extends Side {
  tables: Tables;
  exports: Sealed[];
  /** Where the same exports lie now; null where they are no longer what they were. */
  sources: InputFile[] | null;
  reference: ReferenceFile[];
  /** The date that was asked for; null: the data's own. */
  asked: string | null;
  code: string;
  /** Where the code lies that computed it; null: it is the code that runs now. */
  codeFolder: string | null;
  versions: Record<string, string>;
  /** Template → its text, and the text that was made of it. */
  templates: Map<string, string>;
  texts: Map<string, string>;
  /** What was kept of the items. */
  items: string;
  /** The secret by which it was kept; null: an older form, which cannot be compared. */
  key: string | null;
}

/** What is computed now, named 现在. `scratch` is a folder for what is kept of the items. */
export async function versionNow(
  options: WarehouseOptions,
  {year, template, scratch}: {year: number; template: string | null; scratch: string}
): Promise<Version & {faults: string[]}> {
  const asked = options.asOf ?? process.env[environment.asOf] ?? null;
  const state = await present(options, String(year));
  const key = await secret();
  const open = await openPresent(options);
  try {
    await keepItems(open, scratch, key);
  } finally {
    open.close();
  }
  const texts = new Map<string, string>();
  const faults: string[] = [];
  const chosen = await templates(template ?? undefined);
  const figures = await figuresFor(chosen, state.book, options);
  for (const each of chosen)
    try {
      texts.set(each.name, textOf(stories([each], state.book, figures)[0]!));
    } catch (error) {
      if (!(error instanceof StaffError)) throw error;
      faults.push(`文稿「${each.name}」现在写不出来,没有比较:${error.message.split("\n")[0]}`);
    }
  return {
    name: "现在",
    year,
    ...state.tables.about[0]!,
    tables: state.tables,
    exports: state.exports,
    sources: state.sources,
    reference: state.reference,
    asked,
    code: state.code.computing,
    codeFolder: null,
    versions: state.versions,
    templates: new Map(chosen.map(({name, text}) => [name, text])),
    texts,
    items: scratch,
    key: key.id,
    faults
  };
}

/** A freeze as a version. `code` is the hash of the code that runs now. */
export async function versionFrozen(frozen: Frozen, code: string): Promise<Version> {
  const {folder, manifest} = frozen;
  const {name, year, as_of, sample} = manifest;
  const texts = await frozenTexts(frozen, "texts");
  return {
    name,
    year,
    as_of,
    sample,
    tables: await frozenTables(frozen),
    exports: manifest.exports.map(file => ({...file, name: publishedName(file.name)})),
    sources: await stillThere(manifest.exports, manifest.asked.data ?? undefined),
    reference: manifest.reference.map((file, i) => ({...file, path: join(folder, referencePath(file, i))})),
    asked: manifest.asked.as_of,
    code: manifest.code.computing,
    codeFolder: manifest.code.computing === code ? null : join(folder, parts.code),
    versions: manifest.versions,
    templates: await frozenTexts(frozen, "templates"),
    texts: new Map([...texts].map(([name, text]) => [name, text.replace(/\n$/, "")])),
    items: join(folder, parts.items),
    key: manifest.key ?? null
  };
}

/** Exports that are the same bytes, whatever they are called. */
const said = (files: readonly Sealed[]) =>
  files
    .map(({sha256}) => sha256)
    .sort()
    .join("\n");

async function stillThere(exports: readonly Sealed[], data: string | undefined): Promise<InputFile[] | null> {
  const found = await inputs(data).catch(() => null);
  return found && said(found.exports) === said(exports) ? found.exports : null;
}

/** Whether two lists are of the same files with the same bytes. */
export function sameFiles(a: readonly Sealed[], b: readonly Sealed[]): boolean {
  const said = (files: readonly Sealed[]) =>
    files
      .map(({name, sha256}) => `${name} ${sha256}`)
      .sort()
      .join("\n");
  return said(a) === said(b);
}
