import {readFile} from "node:fs/promises";
import {shippedRows} from "./catalogue.js";

const pages = [
  "index",
  "proposals",
  "activities",
  "opinions",
  "compare",
  "versions",
  "targets",
  "rules",
  "draft",
  "checkup",
  "quality"
];
/** As many characters as the site's search keeps of a term. */
const longest = 15;

/**
 * What the site's search finds: the prose of every page, and every metric with its rule on the page of rules.
 * The search splits at spaces only, so every suffix of a run of Han characters goes in as a term of its own.
 */
export async function* search() {
  for (const page of pages) {
    const source = await readFile(`src/${page}.md`, "utf8");
    const title = /^title:\s*(.+)$/m.exec(source)?.[1] ?? page;
    const prose = source.replace(/^---[\s\S]*?---/, "").replace(/```[\s\S]*?```/g, "");
    const extra =
      page === "rules" ? (await shippedRows()).map(({cells: {label, rule}}) => `${label} ${rule ?? ""}`) : [];
    yield {path: `/${page}`, title, text: terms([prose, ...extra].join(" ")), keywords: terms(title)};
  }
}

/** `提案办理` → `提案办理 案办理 办理 理`. */
export function terms(text: string): string {
  const found = text.match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? [];
  const suffixes = found.flatMap(run =>
    /\p{Script=Han}/u.test(run) ? [...run].map((_, i) => [...run].slice(i, i + longest).join("")) : [run]
  );
  return [...new Set(suffixes)].join(" ");
}
