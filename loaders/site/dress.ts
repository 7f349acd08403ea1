import {createHash} from "node:crypto";
import {copyFile, mkdir, readFile, writeFile} from "node:fs/promises";
import {dirname, join, posix} from "node:path";
import {fullDay} from "../../src/text/days.js";
import type {Edition} from "../edition.js";
import {together} from "../lanes.js";
import type {Shell} from "./shell.js";

/** The data of a site: what its shell is filled with. */
export interface SiteData {
  edition: Edition;
  /** The bytes of each dataset by its name, `datasets/figures.arrow`. */
  datasets: ReadonlyMap<string, Uint8Array>;
  /** Whether the data are the sample, and the day that they reach to, 2025-10-31. */
  about: {sample: boolean; asOf: string};
  /** What they bring with them, by path in the site. */
  beside: ReadonlyMap<string, Uint8Array>;
  /** The file that the search reads. */
  search: string;
  /** Pages that have nothing to say, `opinions.html`. */
  hidden: ReadonlySet<string>;
  /** The files of the shell that are written. */
  kept: ReadonlySet<string>;
}

/**
 * Writes a site into `folder`: the shell with data. Files of data carry a digest in their name, which the pages refer
 * to, so that no browser ever mixes old and new; a hidden page is left out, with its place in the navigation.
 */
export async function dress(
  shell: Shell,
  {edition, about, datasets, beside, search, hidden, kept}: SiteData,
  folder: string
): Promise<void> {
  // Whoever opens the site finds its first page, whichever it is.
  const first = kept.has("index.html") ? null : shell.pages.find(({file}) => kept.has(file))?.file;
  for (const at of new Set([
    ...[...kept, ...beside.keys()].map(name => dirname(join(folder, name))),
    join(folder, "_file")
  ]))
    await mkdir(at, {recursive: true});
  const copied = together(
    [...kept]
      .filter(name => !isPage(name))
      .map(name => copyFile(join(shell.folder, name), join(folder, name)))
      .concat([...beside].map(([path, bytes]) => writeFile(join(folder, path), bytes)))
  );
  const data = shell.datasets.filter(({name}) => datasets.has(name));
  const names = Promise.all(
    data.map(async ({name, place}) => [place, await write(folder, `_file/${name}`, datasets.get(name)!)] as const)
  );
  const index = write(folder, "_file/search.json", Buffer.from(search));
  await together([copied, names, index]);
  for (const name of [...kept].filter(isPage)) {
    const up = posix.relative(posix.dirname(name), ".") || ".";
    let html = await readFile(join(shell.folder, name), "utf8");
    for (const [place, real] of await names) html = html.replaceAll(place, real);
    if (name.startsWith("notebooks/")) html = html.replace(heading, found => `${found}\n${standing(about)}`);
    for (const page of hidden)
      html = html.replace(link(page === "index.html" ? `${up}/` : `${up}/${encodeURI(page)}`), "");
    html = html.replace(emptySection, "");
    const meta = `<meta name="yearbook-edition" content="${edition}">\n<meta name="search-index" content="${up}/${await index}">`;
    html = html.replace(/<meta name="yearbook-edition"[^>]*>/, meta).replace("</body>", () => `${fromDisk}</body>`);
    await writeFile(join(folder, name), html);
    if (name === first) await writeFile(join(folder, "index.html"), html);
  }
}

const isPage = (name: string) => name.endsWith(".html");

/**
 * What stands in place of a page that is opened from the disk: there browsers give a page neither its scripts nor its
 * data.
 */
const fromDisk = `<script>if (location.protocol === "file:") {
  document.body.innerHTML = '<main id="observablehq-main" class="observablehq"><h1>这个网站要经网页服务器打开</h1>' +
    "<p>浏览器不让磁盘上的页面读取旁边的数据，所以双击网页文件看不到内容，文件并没有损坏。</p>" +
    "<ul><li>在做年报的电脑上看：从程序的页面点“看网站”。</li>" +
    "<li>给别人看：把整个文件夹（或者压缩包解压后）放到单位的网页服务器上，用服务器的地址打开。</li></ul></main>";
}</script>
`;

/** Writes bytes under a name with their digest; gives the name. */
async function write(folder: string, name: string, bytes: Uint8Array): Promise<string> {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
  const place = name.replace(/(\.\w+)$/, `.${hash}$1`);
  await mkdir(dirname(join(folder, place)), {recursive: true});
  await writeFile(join(folder, place), bytes);
  return place;
}

/** Up to the title of a page, or to the beginning of its text where it has none. */
const heading = /<main[^>]*>(?:(?!<h2|<!--:)[\s\S])*?<\/h1>|<main[^>]*>/;

/** What analysts do not write into their pages themselves: whether the data are real, and how far they reach. */
const standing = ({sample, asOf}: SiteData["about"]): string =>
  `<p class="banner">${sample ? '<span class="badge">示例数据</span> ' : ""}数据截至${fullDay(asOf)}</p>`;

/** A page's line in the navigation, but not the site's own title above the search. */
const link = (href: string) =>
  new RegExp(
    `\\s*<li class="observablehq-link[^"]*"><a href="${href.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}">[^<]*</a></li>(?!\\s*</ol>\\s*<div id="observablehq-search")`
  );

/** A section of the navigation of which every page was left out. */
const emptySection = /\s*<(section|details)\b[^>]*>\s*<summary[^>]*>[^<]*<\/summary>\s*<ol>\s*<\/ol>\s*<\/\1>/g;
