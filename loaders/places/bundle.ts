import {createHash} from "node:crypto";
import {strFromU8, strToU8, unzipSync, zipSync} from "fflate";
import {StaffError} from "../../src/intake/problem.js";
import {type Metric, written} from "../../src/metrics/index.js";
import type {Cell} from "../../src/places/cells.js";

/** What a place hands to the upper level in place of its rows. */
export interface Bundle {
  place: string;
  /** The last day that its data say something of; ISO. */
  asOf: string;
  /** The counted metrics in it, with a digest of how each is counted. */
  metrics: {id: string; label: string; unit: string; counted: string}[];
  /** Their values by year: metric, year, value. */
  values: [metric: string, year: number, value: number][];
  /** What is not known, or not whole (`partly`), and why. */
  lacking: [metric: string, year: number, reason: string, partly: boolean][];
  years: {basis: string; year: number; until: string; complete: boolean}[];
  /** The first years of its terms. */
  terms: number[];
  /** Counts by the months of years, January first; small ones are held back. */
  months: {metric: string; year: number; values: (number | null)[]}[];
  /** Counts by the items of dimensions; small ones are held back. */
  dimensions: {metric: string; year: number; dimension: string; cells: Cell[]}[];
  /** What was not read, or not wholly, in words. */
  faults: string[];
}

/** The form of bundles that this program writes and reads. */
const format = 2;
const manifestName = "manifest.json";
const parts = ["values", "lacking", "months", "dimensions"] as const;

interface Manifest extends Omit<Bundle, (typeof parts)[number]> {
  format: number;
  /** SHA-256 of each part. */
  parts: Record<string, string>;
  /** SHA-256 over all else that the manifest says. */
  digest: string;
}

const sha256 = (content: string) => createHash("sha256").update(content).digest("hex");

/** A digest of how a metric is counted: what is written of it but words for readers. */
export const countedAs = (metric: Metric): string => {
  const {count, formula, unit, basis} = JSON.parse(written(metric)) as Partial<Metric>;
  return sha256(JSON.stringify({count, formula, unit, basis})).slice(0, 16);
};

/** The bytes of a bundle: the same of the same figures. `check` is what both sides can read to each other. */
export function pack(bundle: Bundle): {bytes: Uint8Array; check: string} {
  const {values, lacking, months, dimensions, ...head} = bundle;
  const contents = Object.fromEntries(
    Object.entries({values, lacking, months, dimensions}).map(([name, part]) => [name, JSON.stringify(part)])
  );
  const digests = Object.fromEntries(Object.entries(contents).map(([name, text]) => [name, sha256(text)]));
  const manifest = {format, ...head, parts: digests};
  const digest = sha256(JSON.stringify(manifest));
  const [year, month, day] = bundle.asOf.split("-").map(Number) as [number, number, number];
  const files = {
    [manifestName]: strToU8(JSON.stringify({...manifest, digest}, null, 2)),
    ...Object.fromEntries(Object.entries(contents).map(([name, text]) => [`${name}.json`, strToU8(text)]))
  };
  return {bytes: zipSync(files, {mtime: new Date(year, month - 1, day, 12), level: 6}), check: digest.slice(0, 8)};
}

/** Reads a bundle. Throws StaffError, naming the file, on one that is damaged, altered, or of another form. */
export function unpack(name: string, bytes: Uint8Array): Bundle {
  const files = unzipped(name, bytes);
  const manifest = json<Manifest>(name, files, manifestName);
  if (manifest.format !== format)
    throw new StaffError(
      `${name}：是${Number(manifest.format) > format ? "更新" : "较早"}版本的程序写的报送包，读不了；请双方用同一版本的程序，由报送的地区重新生成。`
    );
  const {digest, ...told} = manifest;
  if (
    sha256(JSON.stringify(told)) !== digest ||
    parts.some(part => sha256(strFromU8(files[`${part}.json`] ?? new Uint8Array())) !== manifest.parts[part])
  )
    throw new StaffError(
      `${name}：报送包在生成以后被改动过，里面的数字不能采用；请由报送的地区重新生成，不要打开修改。`
    );
  const {format: _, parts: __, ...head} = told;
  const [values, lacking, months, dimensions] = parts.map(part => json<never>(name, files, `${part}.json`));
  return {...head, values: values!, lacking: lacking!, months: months!, dimensions: dimensions!};
}

const damaged = (name: string) => new StaffError(`${name}：不是完整的报送包，可能没有传完；请重新取一份。`);

function unzipped(name: string, bytes: Uint8Array): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes);
  } catch {
    throw damaged(name);
  }
}

function json<T>(name: string, files: Record<string, Uint8Array>, part: string): T {
  try {
    return JSON.parse(strFromU8(files[part]!)) as T;
  } catch {
    throw damaged(name);
  }
}
