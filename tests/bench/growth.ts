import {readFileSync, writeFileSync} from "node:fs";
import * as Plot from "@observablehq/plot";
import {parseHTML} from "linkedom";
import type {Taken} from "./places.js";

/** Draws docs/规模.svg of what `places.ts --out` has written: `tsx tests/bench/growth.ts FILE`. */
const [path] = process.argv.slice(2);
if (!path) throw new Error("invalid file: none");
const names: Record<string, [facet: string, series: string]> = {
  places: ["地区数（各1200行）", "全部读入"],
  "one more": ["地区数（各1200行）", "一个地区有新数据"],
  duckdb: ["暂存行（百万）", "DuckDB"],
  engine: ["暂存行（百万）", "两台ClickHouse"]
};
const rows = readFileSync(path, "utf8")
  .trim()
  .split("\n")
  .map(line => JSON.parse(line) as Taken)
  .flatMap(({what, ...taken}) => (names[what] ? [{facet: names[what][0], series: names[what][1], ...taken}] : []))
  .toSorted((a, b) => a.n - b.n);
const {document} = parseHTML("<!doctype html><html><body></body></html>");
const at = {x: "n", y: "processor", fx: "facet", stroke: "series"};
const svg = Plot.plot({
  document: document as unknown as Document,
  ...{width: 720, height: 340, marginLeft: 60, marginTop: 40, marginRight: 100, marginBottom: 40},
  style: {fontFamily: "sans-serif", background: "white"},
  x: {type: "log", label: null, domain: [0.1, 10000], ticks: [0.1, 1, 10, 100, 1000], tickFormat: "~g"},
  y: {type: "log", label: "处理器秒", domain: [1, 1000], grid: true, tickFormat: "d", ticks: [1, 10, 100, 1000]},
  fx: {label: null},
  color: {domain: Object.values(names).map(([, series]) => series), range: ["#b3312c", "#777", "#1f5a7a", "#8a6d1d"]},
  marks: [
    Plot.frame({stroke: "#ccc"}),
    Plot.lineY(rows, {...at, sort: "n"}),
    Plot.dot(rows, {...at, fill: "series"}),
    Plot.text(
      rows,
      Plot.selectLast({
        x: "n",
        y: "processor",
        fx: "facet",
        z: "series",
        text: "series",
        fill: "series",
        dx: 14,
        dy: -13,
        textAnchor: "end"
      })
    )
  ]
});
svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
writeFileSync("docs/规模.svg", `${svg.outerHTML}\n`);
