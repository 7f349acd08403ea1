import {copyFile, mkdir, stat, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {commonHelp, main, progress, readArguments, refuseStray} from "../loaders/command.js";
import type {WarehouseOptions} from "../loaders/warehouse.js";
import {StaffError} from "../src/intake/problem.js";
import {replaceFolder} from "./folder.js";
import {keepItems} from "./freeze-items.js";
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
} from "./freeze-state.js";
import {freezes, frozenFolder, frozenOf, type Manifest, madeFolder, parts, placeOf, sealedFiles} from "./frozen.js";
import {writeYear} from "./main.js";
import {type Template, templates} from "./templates.js";

const help = `用法:npm run freeze -- --year 2024 --name 送审稿

把一年的数据和文稿原样留存到 reports/frozen/送审稿,供以后核对(npm run verify)和比较(npm run diff):
  figures.json  tables.json   各年度每个指标的数值
  文稿/ 文字/ 模板/            当时的全部文稿、其文字和所用的模板
  参考表/ 程序/                当时的参考表(含计算口径)和计算程序
  items/                      各条目的编号和内容摘要,只能看出有没有变化,不含内容和姓名
  manifest.json               每个输入文件的 SHA-256、程序版本、数据截至日期、计算口径
导出文件本身不留存。

  --name 送审稿       冻结稿的名称
  --year 2024         报告年度;不写则取最近一个完整年度
  --replace           已有同名的冻结稿时以新的代替
  --template 一页通    只留存这一份文稿;可写模板名,或 .md 文件的路径
  --folder 文件夹     冻结稿放在该文件夹;不写则为 reports/frozen
${commonHelp}
`;

export interface FreezeOptions extends WarehouseOptions {
  name: string;
  year?: string;
  template?: string;
  replace?: boolean;
  folder?: string;
}

/** Freezes a year under a name. Returns the exit code; throws StaffError on what staff must mend. */
export async function run(args: string[]): Promise<number> {
  const read = readArguments(args, ["year", "name", "template", "folder"], ["replace"]);
  const {help: wanted, values, flags, data, asOf, positionals} = read;
  if (wanted) {
    process.stdout.write(help);
    return 0;
  }
  refuseStray(read, values.name === undefined ? 1 : 0);
  const name = values.name ?? positionals[0] ?? "";
  const {year, template, folder} = values;
  const place = await freeze({
    name,
    year,
    template,
    folder,
    data,
    asOf,
    replace: flags.has("replace"),
    onProgress: progress()
  });
  const {manifest, seal} = await frozenOf(name, folder);
  process.stdout.write(
    `${manifest.year}年的数据和文稿已留存为「${name}」,在 ${place}\n` +
      `数据截至${manifest.as_of},输入文件 ${manifest.exports.length} 个,核验码 ${seal}(抄在送审单上,可证明留存内容未经改动)\n`
  );
  return 0;
}

/** Writes the freeze beside and puts it in place when it is whole; returns its folder. */
export async function freeze(options: FreezeOptions): Promise<string> {
  const {name, year, template, replace = false, folder = frozenFolder, onProgress = () => {}} = options;
  const place = placeOf(name, folder);
  if (!replace && (await stat(place).catch(() => null)))
    throw new StaffError(`已有叫“${name}”的冻结稿;请换一个名称,或加上 --replace 以新的代替。`);
  const chosen = await templates(template);
  const state = await present(options, year);
  const told = stories(chosen, state.book);
  await replaceFolder(place, async beside => {
    await writeFile(join(beside, parts.figures), json(everyYear(state.book)));
    await writeFile(join(beside, parts.tables), `${JSON.stringify(state.tables)}\n`);
    await writeYear(told, state.book, await madeFolder(beside, parts.documents), onProgress);
    await madeFolder(beside, parts.texts);
    for (const each of told) await writeFile(join(beside, parts.texts, `${each.name}.txt`), `${textOf(each)}\n`);
    await madeFolder(beside, parts.templates);
    for (const each of chosen) await writeFile(join(beside, parts.templates, `${each.name}.md`), each.text);
    for (const [i, file] of state.reference.entries()) await copyInto(join(beside, referencePath(file, i)), file.path);
    for (const path of await codeFiles(computing)) await copyInto(join(beside, parts.code, path), path);
    const open = await openPresent(options);
    try {
      await keepItems(open, join(beside, parts.items));
    } finally {
      open.close();
    }
    const others = (await freezes(folder)).filter(({manifest}) => manifest.name !== name);
    const order = 1 + Math.max(0, ...others.map(({manifest}) => manifest.order ?? 0));
    await writeFile(join(beside, parts.manifest), json(await manifestOf(state, chosen, beside, order, options)));
    if (!replace && (await stat(place).catch(() => null)))
      throw new StaffError(`已有叫“${name}”的冻结稿;请换一个名称,或加上 --replace 以新的代替。`);
  });
  return place;
}

async function manifestOf(
  state: State,
  chosen: Template[],
  folder: string,
  order: number,
  asked: FreezeOptions
): Promise<Manifest> {
  const {book, tables, exports, reference, code, versions} = state;
  const {as_of, sample} = tables.about[0]!;
  return {
    format: 1,
    name: asked.name,
    order,
    year: book.year,
    as_of,
    sample,
    asked: {data: asked.data ?? null, as_of: asked.asOf ?? null, template: asked.template ?? null},
    exports: exports.map(({name, bytes, sha256}) => ({name, bytes, sha256})),
    reference: reference.map(({name, kind, bytes, sha256}) => ({name, kind, bytes, sha256})),
    rules: (tables.rules ?? []).map(({rule, value}) => ({rule, value})),
    code,
    versions,
    templates: chosen.map(({name, text}) => ({name, sha256: sha256(text)})),
    files: await sealedFiles(folder)
  };
}

async function copyInto(to: string, from: string) {
  await mkdir(dirname(to), {recursive: true});
  await copyFile(from, to);
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

await main(import.meta.url, run);
