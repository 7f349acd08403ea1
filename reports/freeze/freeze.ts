import {copyFile, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {digest} from "../../loaders/files.js";
import {makeFolder} from "../../loaders/folder.js";
import {programPath} from "../../loaders/paths.js";
import {isThere, replaceFolder} from "../../loaders/publish.js";
import type {WarehouseOptions} from "../../loaders/warehouse.js";
import {StaffError} from "../../src/intake/problem.js";
import type {OnStep} from "../documents/steps.js";
import {writeYear} from "../documents/year.js";
import {recordIn, spare} from "../sparing.js";
import {type Template, templates} from "../story/templates.js";
import {figuresFor} from "../views/index.js";
import {freezes, frozenFolder, type Manifest, madeFolder, parts, placeOf, sealedFiles} from "./frozen.js";
import {keepItems} from "./items.js";
import {keepReference, memberNames} from "./reference.js";
import {secret} from "./secret.js";
import {
  codeFiles,
  computing,
  everyYear,
  openPresent,
  present,
  referencePath,
  type State,
  sha256,
  stories,
  textOf
} from "./state.js";

export interface FreezeOptions extends WarehouseOptions {
  name: string;
  year?: string;
  template?: string;
  replace?: boolean;
  /** Keep figures although a file was not read. */
  incomplete?: boolean;
  folder?: string;
  onStep?: OnStep;
}

/** Writes the freeze beside and puts it in place when it is whole; returns its folder. */
export async function freeze(options: FreezeOptions): Promise<string> {
  const {name, year, template, replace = false, folder = frozenFolder(), onProgress = () => {}, onStep} = options;
  const place = placeOf(name, folder);
  if (!replace && (await isThere(place)))
    throw new StaffError(`已有叫“${name}”的冻结稿;请换一个名称,或加上 --replace 以新的代替。`);
  const chosen = await templates(template);
  const state = await present(options, year);
  const {incomplete} = state.book;
  if (incomplete.length > 0 && !options.incomplete)
    throw new StaffError(
      [
        ...incomplete.map(
          ({name, reason, partly}) => `${name}：${partly ? reason : "没有读"}，有关数字不完整。${partly ? "" : reason}`
        ),
        "数字不完整，没有冻结；请改正这些文件后再冻结，确实要留存不完整的数字请加上 --incomplete。"
      ].join("\n")
    );
  const told = stories(chosen, state.book, await figuresFor(chosen, state.book, options));
  await replaceFolder(place, async beside => {
    await writeFile(join(beside, parts.figures), json(everyYear(state.book)));
    await writeFile(join(beside, parts.tables), `${JSON.stringify(state.tables)}\n`);
    await writeYear(told, state.book, await madeFolder(beside, parts.documents), onProgress, {onStep});
    await madeFolder(beside, parts.texts);
    for (const each of told) await writeFile(join(beside, parts.texts, `${each.name}.txt`), `${textOf(each)}\n`);
    await madeFolder(beside, parts.templates);
    for (const each of chosen) await writeFile(join(beside, parts.templates, `${each.name}.md`), each.text);
    for (const path of await codeFiles(computing)) await copyInto(join(beside, parts.code, path), programPath(path));
    const key = await secret();
    const open = await openPresent(options);
    try {
      await keepItems(open, join(beside, parts.items), key);
      const names = await memberNames(open);
      for (const [i, file] of state.reference.entries())
        await keepReference(join(beside, referencePath(file, i)), file, names, state.tables.about[0]!.as_of);
    } finally {
      open.close();
    }
    const others = (await freezes(folder)).filter(({manifest}) => manifest.name !== name);
    const order = 1 + Math.max(0, ...others.map(({manifest}) => manifest.order ?? 0));
    await writeFile(
      join(beside, parts.manifest),
      json(await manifestOf(state, chosen, beside, order, key.id, options))
    );
    if (!replace && (await isThere(place)))
      throw new StaffError(`已有叫“${name}”的冻结稿;请换一个名称,或加上 --replace 以新的代替。`);
    const before = await recordIn<Manifest>(join(place, parts.manifest));
    const files = before?.files ?? [];
    const last = Object.fromEntries(files.map(({name, sha256}) => [name, sha256]));
    const {retire, renamed} = await spare(place, beside, {last: {...last, ...(await sealOf(place))}});
    for (const [name, as] of renamed) onProgress(`${name} 在冻结后有人改动过,改动的一份已另存为 ${as}`);
    return {retire};
  });
  return place;
}

/** The manifest itself, which it does not list: the new one takes its place whatever it says. */
async function sealOf(place: string): Promise<Record<string, string>> {
  const path = join(place, parts.manifest);
  return (await isThere(path)) ? {[parts.manifest]: await digest(path)} : {};
}

async function manifestOf(
  state: State,
  chosen: Template[],
  folder: string,
  order: number,
  key: string,
  asked: FreezeOptions
): Promise<Manifest> {
  const {book, tables, exports, reference, code, versions} = state;
  const {as_of, sample} = tables.about[0]!;
  return {
    format: 1,
    name: asked.name,
    order,
    key,
    year: book.year,
    as_of,
    sample,
    asked: {data: asked.data ?? null, as_of: asked.asOf ?? null, template: asked.template ?? null},
    exports,
    reference: reference.map(({name, kind, bytes, sha256}) => ({name, kind, bytes, sha256})),
    rules: (tables.rules ?? []).map(({rule, value}) => ({rule, value})),
    code,
    versions,
    templates: chosen.map(({name, text}) => ({name, sha256: sha256(text)})),
    files: await sealedFiles(folder)
  };
}

async function copyInto(to: string, from: string) {
  await makeFolder(dirname(to));
  await copyFile(from, to);
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
