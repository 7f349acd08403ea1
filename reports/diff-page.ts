import {mkdir, readdir, readFile, rename, rm, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {editionOf} from "../loaders/edition.js";
import {environment} from "../loaders/warehouse.js";
import type {Comparison} from "../src/figures/versions.js";
import {StaffError} from "../src/intake/problem.js";
import {type Frozen, freezes} from "./frozen.js";

/**
 * The dataset of the page 版本对比 on standard output: every freeze compared with what the site is built from. Items
 * are in it in the analyst edition only. A freeze that cannot be compared is named with the reason. To separate causes
 * may take seconds, so that results are kept until inputs, code, templates or freezes change.
 */
const shown = 5;
const kept = join(".cache", "versions");
const found = (await freezes()).slice(0, shown);
const results = found.length ? await compared(found) : [];
process.stdout.write(JSON.stringify(results));

async function compared(found: Frozen[]): Promise<(Comparison | {name: string; fault: string})[]> {
  const {codeHash, sha256} = await import("./freeze-state.js");
  const {templates} = await import("./templates.js");
  const {[environment.data]: data, [environment.asOf]: asOf, [environment.warehouse]: warehouse} = process.env;
  const items = editionOf() === "analyst";
  const texts = (await templates()).map(({name, text}) => `${name}\0${text}`).join("\0");
  const about = `${warehouse} ${data} ${asOf} ${items} ${await codeHash(["reports", "src/figures"])} ${texts}`;
  await mkdir(kept, {recursive: true});
  const used = new Set<string>();
  const list: (Comparison | {name: string; fault: string})[] = [];
  for (const frozen of found) {
    const name = `${sha256(`${frozen.seal} ${about}`).slice(0, 24)}.json`;
    used.add(name);
    const known = warehouse ? await readFile(join(kept, name), "utf8").catch(() => null) : null;
    const result = known ? JSON.parse(known) : await comparedOne(frozen, {data, asOf, items});
    if (warehouse && !known && !("fault" in result)) {
      await writeFile(join(kept, `${name}.tmp`), JSON.stringify(result));
      await rename(join(kept, `${name}.tmp`), join(kept, name));
    }
    list.push(result);
  }
  for (const name of await readdir(kept)) if (!used.has(name)) await rm(join(kept, name), {force: true});
  return list;
}

async function comparedOne(
  frozen: Frozen,
  options: {data?: string; asOf?: string; items: boolean}
): Promise<Comparison | {name: string; fault: string}> {
  const {compare} = await import("./diff-compare.js");
  try {
    return await compare(frozen, null, options);
  } catch (error) {
    if (error instanceof StaffError) return {name: frozen.manifest.name, fault: error.message};
    throw error;
  }
}
