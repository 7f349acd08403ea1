import {createHash} from "node:crypto";
import {readdir, readFile} from "node:fs/promises";
import {join, resolve} from "node:path";
import {StaffError} from "../../src/intake/problem.js";
import {pageOf} from "../../src/metrics/own-charts.js";
import type {Edition} from "../edition.js";
import {explain} from "../fault.js";
import {hasPlaces} from "../files.js";
import {placeOf} from "../folder.js";
import {together} from "../lanes.js";
import {locked} from "../lock.js";
import {cachePath, dataPath, frozenPath, programPath} from "../paths.js";
import {gather, gatheredIn} from "../places/gather.js";
import {filesIn, putBack, replaceFolder} from "../publish.js";
import type {Warehouse} from "../query.js";
import {buildWarehouse, type WarehouseOptions} from "../warehouse.js";
import {datasetsAhead} from "./ahead.js";
import {datasetOf, type Making} from "./datasets.js";
import {dress, type SiteData} from "./dress.js";
import {openedForDatasets} from "./opened.js";
import {reached} from "./reach.js";
import {refuseOther, stands, writeRecord} from "./record.js";
import {type Said, searchIndex} from "./search.js";
import {type Shell, shellOf} from "./shell.js";

export interface SiteOptions extends WarehouseOptions {
  /** What the site may show: aggregates only, or rows too. */
  edition?: Edition;
  /** Folder of the finished site. */
  output: string;
  makers?: Making["makers"];
}

/**
 * Brings the site in `output` up to date: the pages of this version of the code, with the data of the warehouse. What
 * others put there stays; a build that fails leaves the last good site. Returns false when nothing had changed. Throws
 * StaffError on what staff must mend.
 */
export async function buildSite({output, edition = "published", makers, ...options}: SiteOptions): Promise<boolean> {
  const say = options.onProgress ?? (() => {});
  const place = await placeOf(output);
  await putBack(place);
  await refuseOther(place, output);
  const {making, pages} = shellBeing(say);
  const data = buildWarehouse({...options, upper: true}).then(
    async path => [path, await datasetsAhead(path, pages, making, edition), await placesFor(options)] as const
  );
  const [[path, ahead, places], shell] = await Promise.all([data, pages]);
  const made = await stampOf(path, shell, edition, places);
  if (await stands(place, made)) return false;
  const lock = createHash("sha256").update(resolve(place)).digest("hex").slice(0, 12);
  return locked(
    cachePath(`site-${lock}.lock`),
    async () => {
      if (await stands(place, made)) return false;
      say("写入网站 …");
      try {
        await replaceFolder(place, async beside => {
          const making = {warehouse: path, places, edition, makers, data: options.data, asOf: options.asOf};
          await fill(beside, shell, ahead, {...making, beside: new Map()});
          return {retire: await writeRecord(beside, made, place)};
        });
      } catch (error) {
        const {code, message} = error as NodeJS.ErrnoException;
        const said = error instanceof StaffError ? null : explain({code, message});
        throw said ? new StaffError(`网站没有写出：${said}`) : error;
      }
      return true;
    },
    () => say("另一个任务正在写入网站，等它完成 …")
  );
}

/** The pages, and whether they are made, as soon as that is known. */
function shellBeing(say: (message: string) => void): {pages: Promise<Shell>; making: Promise<boolean>} {
  let know = (_: boolean) => {};
  const making = new Promise<boolean>(done => {
    know = done;
  });
  const pages = shellOf(say, () => know(true));
  const over = () => know(false);
  pages.then(over, over);
  return {pages, making};
}

type Ahead = Awaited<ReturnType<typeof datasetsAhead>>;

async function fill(folder: string, shell: Shell, ahead: Ahead, making: Omit<Making, "open">): Promise<void> {
  const {opened, close} = await openedForDatasets(making.warehouse, 2);
  const [data, closed] = await dataFor(shell, ahead, making, opened).then(
    data => [data, close()] as const,
    async error => {
      await close();
      throw error;
    }
  );
  await together([dress(shell, data, folder), closed]);
}

/** What a warehouse says on the pages of a site. */
async function dataFor(
  shell: Shell,
  ahead: Ahead,
  making: Omit<Making, "open">,
  opened: readonly Warehouse[]
): Promise<SiteData> {
  const open = opened[0]!;
  const hidden = await hiddenPages(open, shell, making.places !== null);
  const {internal, inner} = shell;
  const withheld = {analyst: [], filters: internal, published: [...internal, ...inner]}[making.edition];
  for (const page of withheld) hidden.add(page);
  const kept = await keptFiles(shell, hidden);
  const notebooks = [...kept].filter(name => /^notebooks\/.*\.html$/.test(name));
  if (notebooks.length) {
    const {checkStatements, readNotebooks} = await import("./notebooks.js");
    await checkStatements(await readNotebooks(notebooks.map(name => name.replace(/\.html$/, ".md"))), making.warehouse);
  }
  const datasets = await datasetsFor(askedBy(shell, kept), ahead, making, opened);
  const pages = shell.pages.filter(({file}) => !hidden.has(file));
  const metrics = await open.rows<Said>(
    `select id, label, rule, coalesce((entry->>'part')::boolean, false) as part,
  list_aggregate((entry->'phrases')::varchar[], 'string_agg', ' ') as phrases
from metrics as m
where exists (from figures as f where f.metric = m.id and (f.value is not null or f.said is not null))
  or m.kind in (select kind from files where accepted > 0 and kind <> 'indicators')
  or not exists (from files where accepted > 0)
order by place`
  );
  const [about] = await open.rows<{sample: boolean; asOf: string}>(
    'select a.sample, s.as_of::varchar as "asOf" from about as a, settings as s'
  );
  const search = searchIndex(pages, hidden.has("metric.html") ? [] : metrics);
  return {edition: making.edition, about: about!, datasets, beside: making.beside, search, hidden, kept};
}

/** Makes datasets as many at a time as connections are open: while the engine answers one, this process writes out the other. */
async function datasetsFor(
  asked: Shell["datasets"],
  ahead: Ahead,
  making: Omit<Making, "open">,
  opened: readonly Warehouse[]
): Promise<Map<string, Uint8Array>> {
  const waiting = [...asked];
  const made = new Map<string, Uint8Array>();
  const work = async (open: Warehouse) => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      made.set(next.name, await (ahead.get(next.name) ?? datasetOf(next, {...making, open})));
  };
  await Promise.all(opened.map(work));
  return made;
}

/** What of a shell is written where some of its pages are left out. */
async function keptFiles({folder, internal, inner, links}: Shell, hidden: ReadonlySet<string>): Promise<Set<string>> {
  const names = await filesIn(folder);
  const pages = names.filter(name => name.endsWith(".html") && !hidden.has(name));
  if ([...internal, ...inner].every(page => !hidden.has(page))) return new Set(names.filter(name => !hidden.has(name)));
  return reached(links, pages);
}

/** The datasets that the pages which are written ask for. */
const askedBy = ({datasets}: Shell, kept: ReadonlySet<string>): Shell["datasets"] =>
  datasets.filter(({pages}) => pages.some(page => kept.has(page)));

/** The figures of the places of an upper level; null of an office that is none. */
async function placesFor({data = dataPath(), asOf, onProgress}: WarehouseOptions): Promise<string | null> {
  return (await hasPlaces(data)) ? gather({data, asOf, onProgress}) : null;
}

/** The pages of kinds of which no export has a record, and those that the office leaves out. */
async function hiddenPages(open: Warehouse, {pages}: Shell, places: boolean): Promise<Set<string>> {
  const kinds = await open.rows<{kind: string}>("select distinct kind from files where accepted > 0");
  const charts = await open.rows<{entry: string}>("select entry from charts order by place");
  const there = new Set([
    ...kinds.map(({kind}) => kind),
    ...(charts.some(({entry}) => pageOf(JSON.parse(entry)) === "charts") ? ["charts"] : []),
    ...(places ? ["places"] : [])
  ]);
  // An upper level without exports of its own has nothing to say but of its places.
  if (kinds.length === 0 && places) return new Set(pages.filter(({needs}) => needs !== "places").map(({file}) => file));
  const hidden = await open.rows<{page: string}>("select page from own_pages where not shown");
  const left = (title: string) => hidden.some(({page}) => page === title);
  return new Set(pages.filter(({title, needs}) => (needs && !there.has(needs)) || left(title)).map(({file}) => file));
}

async function stampOf(warehouse: string, shell: Shell, edition: Edition, places: string | null): Promise<string> {
  const hash = createHash("sha256").update(`${shell.key} ${/warehouse-(\w+)/.exec(warehouse)![1]} ${edition}\n`);
  for (const {source} of shell.datasets) hash.update(await readFile(programPath("src", source)));
  if (places) hash.update(`places ${(await gatheredIn(places))?.fingerprint}\n`);
  // The page of versions compares the freezes with today's documents.
  const frozen = frozenPath();
  for (const folder of await readdir(frozen).catch(() => [])) {
    hash.update(await readFile(join(frozen, folder, "manifest.json")).catch(() => ""));
    for (const name of await filesIn(programPath("reports", "templates")))
      hash.update(await readFile(programPath("reports", "templates", name)));
  }
  return hash.digest("hex");
}
