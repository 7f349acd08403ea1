import MiniSearch from "minisearch";
import {shippedRows} from "../catalogue.js";
import {entriesOf, type PageEntry} from "./pages.js";

/** As many characters as the site's search keeps of a term. */
const longest = 15;
const fields = {fields: ["title", "text", "keywords"], storeFields: ["title"]};

/** A metric as the search knows it: found on the page of rules, and on its own. */
export interface Said {
  id: string;
  part?: boolean;
  label: string;
  rule: string;
  /** Other words by which drafts speak of it. */
  phrases?: string | readonly string[] | null;
}

let made = {asked: "", index: ""};

/** The file that the site's search reads: the prose of the pages, and every metric with its rule. New exports seldom change it. */
export function searchIndex(pages: readonly PageEntry[], metrics: readonly Said[]): string {
  const asked = JSON.stringify([pages, metrics]);
  if (made.asked !== asked) made = {asked, index: indexOf(pages, metrics)};
  return made.index;
}

function indexOf(pages: readonly PageEntry[], metrics: readonly Said[]): string {
  const index = new MiniSearch(fields);
  for (const page of pages) {
    const {path, ...found} = entry(page, metrics);
    index.add({id: path, ...found});
  }
  for (const {id, label, rule, part, phrases} of metrics)
    if (!part)
      index.add({
        id: `/metric.html?metric=${encodeURIComponent(id)}`,
        ...{title: label, text: terms(`${label} ${rule}`), keywords: terms([label, phrases ?? []].flat().join(" "))}
      });
  return JSON.stringify({options: fields, ...index.toJSON()});
}

/** The same for Framework's preview, which makes its own index: of pages that it takes in itself there is nothing to add. */
export async function* previewSearch(listed: Parameters<typeof entriesOf>[0]) {
  const metrics = (await shippedRows()).map(({cells: {name, label, rule}}) => ({
    id: name ?? "",
    label: label ?? "",
    rule: rule ?? ""
  }));
  for (const page of await entriesOf(listed)) if (!page.indexed) yield entry(page, metrics);
}

function entry({file, title, prose}: PageEntry, metrics: readonly Said[]) {
  const said = file === "rules.html" ? metrics.map(({label, rule}) => `${label} ${rule}`) : [];
  const path = file === "index.html" ? "/" : `/${file}`;
  return {path, title, text: terms([prose, ...said].join(" ")), keywords: terms(title)};
}

/**
 * `提案办理` → `提案办理 案办理 办理 理`: the search splits at spaces only, so every suffix of a run of Han characters
 * goes in as a term of its own.
 */
export function terms(text: string): string {
  const found = text.match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? [];
  const suffixes = found.flatMap(run =>
    /\p{Script=Han}/u.test(run) ? [...run].map((_, i) => [...run].slice(i, i + longest).join("")) : [run]
  );
  return [...new Set(suffixes)].join(" ");
}
