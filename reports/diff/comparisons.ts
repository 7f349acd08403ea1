import {readdir, readFile, rm} from "node:fs/promises";
import {join} from "node:path";
import {makeFolder} from "../../loaders/folder.js";
import {cachePath} from "../../loaders/paths.js";
import {replaceFile} from "../../loaders/publish.js";
import type {Comparison} from "../../src/figures/versions.js";
import {StaffError} from "../../src/intake/problem.js";
import {type Damaged, damagedFreezes, type Frozen, freezes} from "../freeze/frozen.js";

/** So many freezes are compared, the newest. */
const shown = 5;
const keptFolder = () => cachePath("versions");

export interface ComparisonsOptions {
  data?: string;
  asOf?: string;
  /** Whether single items are listed: in the analyst edition only. */
  items: boolean;
}

/**
 * Every freeze compared with what the site is built from. A freeze that cannot be compared is named with the reason. To
 * separate causes may take seconds, so that results are kept until inputs (the path of the warehouse says which), code,
 * templates or freezes change.
 */
export async function comparisons(options: ComparisonsOptions, warehouse?: string): Promise<(Comparison | Damaged)[]> {
  const found = (await freezes()).slice(0, shown);
  const damaged = await damagedFreezes();
  if (!found.length) return damaged;
  const {codeHash, sha256} = await import("../freeze/state.js");
  const {templates} = await import("../story/templates.js");
  const {data, asOf, items} = options;
  const texts = (await templates()).map(({name, text}) => `${name}\0${text}`).join("\0");
  const about = `${warehouse} ${data} ${asOf} ${items} ${await codeHash(["reports", "src/figures"])} ${texts}`;
  const kept = keptFolder();
  await makeFolder(kept);
  const used = new Set<string>();
  const list: (Comparison | Damaged)[] = [];
  for (const frozen of found) {
    const name = `${sha256(`${frozen.seal} ${about}`).slice(0, 24)}.json`;
    used.add(name);
    const known = warehouse ? await readFile(join(kept, name), "utf8").catch(() => null) : null;
    const result = known ? JSON.parse(known) : await comparedOne(frozen, options);
    if (warehouse && !known && !("fault" in result)) {
      await replaceFile(join(kept, name), JSON.stringify(result));
    }
    list.push(result);
  }
  for (const name of await readdir(kept)) if (!used.has(name)) await rm(join(kept, name), {force: true});
  return [...list, ...damaged];
}

async function comparedOne(frozen: Frozen, options: ComparisonsOptions): Promise<Comparison | Damaged> {
  const {compare} = await import("./compare.js");
  try {
    return await compare(frozen, null, options);
  } catch (error) {
    const {name} = frozen.manifest;
    if (error instanceof StaffError) return {name, fault: error.message};
    // One freeze that cannot be read must not keep the site from being built.
    process.stderr.write(`${(error as Error).stack}\n`);
    return {name, fault: `冻结稿“${name}”读不出，可能已损坏；请从备份中找回整个文件夹放回原处，再运行一次。`};
  }
}
