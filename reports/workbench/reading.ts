import {createHash} from "node:crypto";
import {mkdir, readFile} from "node:fs/promises";
import {codeDigest} from "../../loaders/code.js";
import type {Inputs} from "../../loaders/files.js";
import type {FileSummary} from "../../loaders/ingest.js";
import {cachePath} from "../../loaders/paths.js";
import {replaceFile} from "../../loaders/publish.js";
import type {Export} from "../../src/workbench/state.js";
import {readExports} from "../problems/list.js";
import type {Say} from "./desk.js";
import {exportOf} from "./export.js";
import {spoken} from "./spoken.js";

/** What is told of the exports and tables. */
export interface Reading {
  exports: Export[];
  doubts: string[];
  /** Every file with all that is wrong in it; null where it was read in another run. */
  files: FileSummary[] | null;
}

/** What was read of these inputs: as it was kept when they were read last, else read now. Throws StaffError. */
export async function readingOf(found: Inputs, say: Say): Promise<Reading> {
  const place = cachePath("reading.json");
  const stamp = createHash("sha256")
    .update(`${await codeDigest()}\n${stampOf(found)}`)
    .digest("hex");
  const kept = await readFile(place, "utf8")
    .then(text => JSON.parse(text) as Omit<Reading, "files"> & {stamp: string})
    .catch(() => null);
  if (kept?.stamp === stamp) return {...kept, files: null};
  const {files, reference, kinds} = await readExports(undefined, say);
  const reading = {
    exports: files.map(file => exportOf(file, kinds)),
    doubts: reference.map(({name, problem}) =>
      spoken(`${name}：${problem.line ? `第 ${problem.line} 行` : ""}${problem.what}，${problem.remedy}`)
    )
  };
  await mkdir(cachePath(), {recursive: true});
  await replaceFile(place, JSON.stringify({stamp, ...reading}));
  return {...reading, files};
}

/** By what inputs are told from others. */
export const stampOf = ({exports, reference}: Inputs): string =>
  [...exports, ...reference].map(({path, sha256}) => `${path} ${sha256}`).join("\n");
