import {readFile} from "node:fs/promises";
import {parseArgs} from "node:util";
import {Dictionary, Int32, makeData, makeVector, Table, tableFromIPC, tableToIPC, Vector} from "apache-arrow";
import {type Warehouse, warehouse} from "../../loaders/query.js";
import {Book} from "../../src/figures/book.js";
import {Cube} from "../../src/figures/cube.js";
import {filteredTables} from "../../src/figures/filtered.js";
import {proposalFigures} from "../../src/figures/proposals.js";
import type {Tables} from "../../src/figures/tables.js";
import {cubeDimensions, type Filter, filterFields, noFilter} from "../../src/metrics/filters.js";
import {cubeColumns} from "../../src/metrics/remade.js";
import {catalogue} from "../catalogue.js";

/**
 * Filters on 提案 at a million proposals: a cube of as many rows is made of the sample's, each with dimensions and
 * counts drawn from other rows. Measured is what a page does when the filter changes, but for the drawing: select, all
 * tables of the narrowed book, and the table of every figure of the page. Prints medians.
 */
const {values} = parseArgs({
  options: {rows: {type: "string", default: "1015000"}, runs: {type: "string", default: "15"}}
});
const count = Number(values.rows);
const runs = Number(values.runs);

/** Numbers of a fixed sequence, 0…limit−1. */
function sequence(seed: number): (limit: number) => number {
  let state = seed;
  return limit => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** The cube of the sample, drawn from again and again until it has so many rows, ordered by year and step. */
function grown(bytes: Uint8Array): Uint8Array {
  const sample = tableFromIPC(bytes);
  const next = sequence(7);
  const named = (name: string) => sample.getChild(name)!;
  const order = Array.from({length: count}, () => next(sample.numRows)).sort((a, b) => a - b);
  // One proposal in ten has twins that differ in nothing the cube knows.
  const twins = order.map(() => (next(10) ? 1 : 2 + next(2)));
  const counts = new Set(cubeColumns(catalogue, "proposals").map(({name}) => name));
  const together = new Set([...counts, "year", "step"]);
  const columns = sample.schema.fields.map(({name}): [string, Vector] => {
    const vector = named(name);
    const row = (i: number) => (together.has(name) ? order[i]! : next(sample.numRows));
    const [data] = vector.data;
    if (data!.dictionary) {
      const codes = Int32Array.from({length: count}, (_, i) => data!.values[row(i)]!);
      const type = new Dictionary(data!.dictionary.type, new Int32());
      return [name, new Vector([makeData({type, data: codes, dictionary: data!.dictionary})])];
    }
    const times = (i: number) => (counts.has(name) ? twins[i]! : 1);
    return [name, makeVector(Int32Array.from({length: count}, (_, i) => Number(vector.get(row(i))) * times(i)))];
  });
  return tableToIPC(new Table(Object.fromEntries(columns)), "stream");
}

async function read(open: Warehouse): Promise<Tables> {
  const names = ["about", "figures", "months", "replies", "years", "rules", "rule-changes", "proposals-by"];
  const entries = await Promise.all(names.map(async name => [name, await open.dataset(name)]));
  return Object.fromEntries(entries) as unknown as Tables;
}

function median(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const [low, middle, high] = [0, Math.floor(sorted.length / 2), -1].map(i => sorted.at(i)!.toFixed(1));
  return `${middle!.padStart(6)} 毫秒  (${low}–${high}, ${times.length} 次)`;
}

const open = await warehouse({data: "data/sample"});
const tables = await read(open);
const sample = await open.arrow(await readFile("src/datasets/proposals-cube.arrow.sql", "utf8"));
open.close();

function measure(name: string, bytes: Uint8Array, limit: string) {
  const started = performance.now();
  const cube = new Cube("proposals", catalogue, bytes, tables.years);
  process.stdout.write(`${name},${cube.rows} 行:读入 ${(performance.now() - started).toFixed(0)} 毫秒\n`);
  /** Of every field, or of one, the items at even places, or all but the last: how much is left differs. */
  const filter = (fields: string[], keep: (place: number, length: number) => boolean): Filter => {
    const chosen = filterFields.filter(({id}) => fields.includes(id));
    const items = chosen.map(({id, dimensions}) => {
      const list = cube.items(dimensions.proposals!);
      return [id, list.filter((_, i) => keep(i, list.length))];
    });
    return {items: Object.fromEntries(items), years: []};
  };
  const kept: [string, Filter][] = [
    ["没有筛选", noFilter],
    ["只选年度", {items: {}, years: [2024]}],
    ["四个字段各去掉一项", filter(["category", "party", "sector", "committee"], i => i > 0)],
    ["类别的一半", filter(["category"], i => i % 2 === 0)],
    ["三个字段各一半", filter(["category", "party", "sector"], i => i % 2 === 0)],
    ["一个类别", filter(["category"], i => i === 0)],
    ["一个承办单位", filter(["unit"], i => i === 1)]
  ];
  for (const year of [2024, 2025]) {
    const whole = new Book(tables, {year});
    for (const [label, chosen] of kept) {
      const times: number[] = [];
      let left = 0;
      for (let run = 0; run < runs; run++) {
        const start = performance.now();
        const book = new Book(filteredTables(whole, [cube], chosen), {year});
        for (const figure of Object.values(proposalFigures)) if (!figure.has || figure.has(book)) figure.table(book);
        times.push(performance.now() - start);
        left = cube.select(chosen).count;
      }
      const share = `${((left / cube.rows) * 100).toFixed(0)}%`;
      process.stdout.write(`  ${year}年 ${label}(余 ${share}) ${median(times)}  要求 ${limit}\n`);
    }
  }
}

process.stdout.write(`提案筛选,${cubeDimensions("proposals").length} 个维度\n`);
measure("区级规模(示例)", sample, "< 16 毫秒");
measure("百万件", grown(sample), "< 100 毫秒");
