import {execFile} from "node:child_process";
import {readFile} from "node:fs/promises";
import {extname} from "node:path";
import {promisify} from "node:util";
import {StaffError} from "../../src/intake/problem.js";
import {type Edition, permitted} from "../edition.js";
import {programPath} from "../paths.js";
import {openGathered} from "../places/gather.js";
import {placesFiles} from "../places/site.js";
import type {Warehouse} from "../query.js";
import {environment} from "../warehouse.js";
import {quietly} from "./framework.js";
import type {Dataset} from "./sources.js";

/** What the datasets of a site are made of. */
export interface Making {
  open: Warehouse;
  /** The path of the warehouse, for loaders that run in a process of their own. */
  warehouse: string;
  edition: Edition;
  data?: string;
  asOf?: string;
  /** The figures of the places of an upper level; null of an office that is none. */
  places: string | null;
  /** Files that datasets bring with them, which no page names: by their path in the site. */
  beside: Map<string, Uint8Array>;
  /** Makes datasets within this process, by the ending of their source (`.freezes`), rather than by a program. */
  makers?: Readonly<Record<string, (making: Making) => Promise<string | Uint8Array>>>;
}

/** The bytes of a dataset: of a statement its rows as an Arrow stream, of any other loader what it writes. */
export async function datasetOf({name, source, command}: Dataset, making: Making): Promise<Uint8Array> {
  const path = programPath("src", source);
  const ending = extname(source);
  if (ending === ".sql") return making.open.arrow(permitted(path, await readFile(path, "utf8"), making.edition));
  if (ending === ".places") return placesDataset(making);
  const made = (await making.makers?.[ending]?.(making)) ?? (await run(name, [...command, path], making));
  return typeof made === "string" ? Buffer.from(made) : made;
}

/** The index of places, with the pieces that it names beside it; `null` where there are none. */
async function placesDataset({places, beside}: Making): Promise<Uint8Array> {
  if (places === null) return Buffer.from("null");
  const {connection, close} = await openGathered(places);
  try {
    const made = await placesFiles(connection);
    for (const [path, bytes] of made.beside) beside.set(path, bytes);
    return Buffer.from(JSON.stringify(made.index));
  } finally {
    close();
  }
}

async function run(name: string, [command, ...args]: string[], making: Making): Promise<Buffer> {
  const env = quietly({
    [environment.warehouse]: making.warehouse,
    [environment.data]: making.data,
    [environment.asOf]: making.asOf,
    YEARBOOK_EDITION: making.edition
  });
  try {
    const {stdout} = await promisify(execFile)(command!, args, {env, encoding: "buffer", maxBuffer: 1 << 30});
    return stdout;
  } catch (error) {
    const said = String((error as {stderr?: Buffer}).stderr ?? "").trim();
    const last = said.split("\n").filter(Boolean).at(-1) ?? (error as Error).message;
    throw new StaffError(`src/${name} 的数据没有生成：${last}\n请运行 ${[command, ...args].join(" ")} 看全部信息。`);
  }
}
