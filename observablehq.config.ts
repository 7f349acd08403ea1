import {namedInputs} from "./loaders/site/named-inputs.js";
import {notebooksIn, tablesOf} from "./loaders/site/notebook-tables.js";
import {typesetProse} from "./loaders/site/prose.js";
import {previewSearch} from "./loaders/site/search.js";

/** What a build and the preview hand over; the defaults serve a plain `observable preview`. */
const {YEARBOOK_ROOT = "src", YEARBOOK_OUTPUT = "dist", YEARBOOK_EDITION = "published"} = process.env;

/** The pages of every edition, in the order of the navigation; the search reads the same list. */
export const published = [
  {name: "概览", path: "/index"},
  {name: "提案", path: "/proposals"},
  {name: "履职活动", path: "/activities"},
  {name: "社情民意", path: "/opinions"},
  {name: "民主监督", path: "/suggestions"},
  {name: "民主评议", path: "/appraisals"},
  {name: "年度对比", path: "/compare"},
  {name: "版本对比", path: "/versions"},
  {name: "目标进度", path: "/targets"},
  {name: "自选图表", path: "/charts"},
  {name: "透视", path: "/pivot"},
  {name: "指标", path: "/metric"},
  {name: "口径", path: "/rules"},
  {name: "核稿", path: "/draft"},
  {name: "导入体检", path: "/checkup"},
  {name: "数据质量", path: "/quality"}
];

/** What an upper level has beside: its places. */
const upper = [
  {name: "地区", path: "/places"},
  {name: "报送情况", path: "/deliveries"}
];

/** What only the analyst edition has, and the notebooks that are there; a build leaves out what it may not show. */
const pages = [
  ...published.toSpliced(4, 0, {name: "委员履职", path: "/members"}).toSpliced(1, 0, ...upper),
  {name: "SQL", path: "/sql"},
  {name: "视图", path: "/views"},
  {name: "笔记", open: true, collapsible: false, pages: notebooksIn(YEARBOOK_ROOT)}
];

/** The button 目录 on a phone. */
const openMenu = `addEventListener("click", ({target}) => {
  if (target.id !== "menu") return;
  document.querySelector("#observablehq-sidebar-toggle").click();
  document.querySelector("#observablehq-sidebar a").focus();
});`;

export default {
  root: YEARBOOK_ROOT,
  output: YEARBOOK_OUTPUT,
  title: "履职数据年报",
  pages,
  interpreters: {
    ".sql": ["node", "program/run.mjs", "dataset-sql"],
    ".places": ["node", "program/run.mjs", "dataset-places"],
    ".freezes": ["node", "program/run.mjs", "dataset-freezes"]
  },
  globalStylesheets: [],
  // Readers of JSON and Parquet are downloads: what is null is not asked for.
  duckdb: {extensions: {json: null, parquet: null}},
  style: "style.css",
  markdownIt: typesetProse,
  preserveExtension: true,
  pager: false,
  toc: false,
  search: {index: () => previewSearch(pages)},
  head: ({path, data}: {path: string; data: {sql?: Record<string, string>}}) => {
    // A notebook has the tables that it names without a line of set-up, as if its head said `sql:`. A page with none
    // must not have an empty list: it would load the engine.
    const tables = tablesOf(YEARBOOK_ROOT, path);
    if (Object.keys(tables).length) data.sql = {...tables, ...data.sql};
    const inputs = path.startsWith("/notebooks/") ? `<script>${namedInputs}</script>` : "";
    return `<meta name="yearbook-edition" content="${YEARBOOK_EDITION}"><link rel="icon" href="data:,"><script>${openMenu}</script>${inputs}`;
  },
  header: '<button type="button" id="menu" aria-controls="observablehq-sidebar">目录</button>',
  footer: "由业务系统导出数据生成，口径见「口径」页"
};
