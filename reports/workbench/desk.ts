import {readdir} from "node:fs/promises";
import {join} from "node:path";
import {programRecord} from "../../loaders/code.js";
import {said} from "../../loaders/command.js";
import {inputs} from "../../loaders/files.js";
import {type Hint, hintLines} from "../../loaders/hints.js";
import type {FileSummary} from "../../loaders/ingest.js";
import {programPath, reportsPath} from "../../loaders/paths.js";
import {filesIn} from "../../loaders/publish.js";
import type {Tables} from "../../src/figures/tables.js";
import {typeset} from "../../src/text/typeset.js";
import type {Export, Result, State} from "../../src/workbench/state.js";
import {isCurrent} from "../documents/year-folder.js";
import {bookOf} from "../edition.js";
import {freezes, parts} from "../freeze/frozen.js";
import {readExports} from "../problems/list.js";
import {attic} from "./exports.js";
import {Holding} from "./holding.js";
import {notebookNames} from "./notebooks.js";
import {tablesFor} from "./office-tables.js";
import {readingOf, stampOf} from "./reading.js";
import {spoken} from "./spoken.js";
import {kindOffers, wordsOffered} from "./words.js";

/** Says what is done, and how much of it, 0…1. */
export type Say = (line: string, share?: number) => void;

/** What follows whenever the inputs were read anew: the figures, and the site while pages of it are open. */
export interface Makes {
  figures: (say: Say) => Promise<Tables>;
  site: (say: Say) => Promise<unknown>;
  watched: () => boolean;
}

/** So many lines of what is being done are kept. */
const kept = 40;

/**
 * What the local program is doing and what it knows: one thing is done at a time, the others wait to be told so. What
 * was read is known at once; figures follow behind, while other things are done, and the site where somebody looks at it.
 */
export class Desk {
  #busy: string | null = null;
  #lines: string[] = [];
  #share: number | null = null;
  #fault: string | null = null;
  #result: Result | null = null;
  #exports: Export[] = [];
  /** What was read of every file, where it was read since the start. */
  #files: FileSummary[] | null = null;
  #doubts: string[] = [];
  /** What the checks ask to be looked at, of the figures that were made last. */
  #hints: readonly Hint[] = [];
  #years: Years = unknownYears;
  readonly #holding = new Holding();
  #sample = false;
  /** What was read last. */
  #read = "";
  #behind: string | null = null;
  #trouble: string | null = null;
  #due = false;
  /** The site is another than figures and freezes give. */
  #siteDue = true;
  /** Who waits for a page of the site. */
  #waiting = 0;
  #following: Promise<void> | null = null;

  constructor(readonly makes: Makes) {}

  get busy(): string | null {
    return this.#busy;
  }

  /**
   * Begins one thing, unless another is being done: then null, and nothing was done. What it gives or why it came to
   * nothing stands in the state.
   */
  begin(title: string, work: (say: Say) => Promise<Result | null>): Promise<void> | null {
    if (this.#busy !== null) return null;
    this.#busy = title;
    [this.#lines, this.#share, this.#fault, this.#result] = [[], null, null, null];
    return this.#finish(work);
  }

  async #finish(work: (say: Say) => Promise<Result | null>): Promise<void> {
    try {
      this.#result = await work((line, share) => this.#say(line, share));
    } catch (error) {
      this.#fault = spoken(said(error));
    } finally {
      this.#busy = null;
    }
  }

  /** Reads the exports and tables anew; figures and site follow. What cannot be read is the trouble that is told. */
  async refresh(say: Say): Promise<void> {
    try {
      const found = await inputs();
      this.#read = stampOf(found);
      const reading = await readingOf(found, say);
      this.#sample = found.sample;
      ({exports: this.#exports, doubts: this.#doubts} = reading);
      this.#files = reading.files;
    } catch (error) {
      this.#trouble = spoken(said(error));
      return;
    }
    this.#due = true;
    this.#following ??= this.#follow();
  }

  /** Settles when the site is what the inputs give; gives why it is still the one of before, or null. */
  async broughtSite(): Promise<string | null> {
    this.#waiting++;
    try {
      this.#following ??= this.#follow();
      await this.#following;
    } finally {
      this.#waiting--;
    }
    return this.#siteDue ? this.#trouble : null;
  }

  async #follow(): Promise<void> {
    // Whoever begins it has noted it before it ends, also where nothing is to be done.
    await Promise.resolve();
    let failed = false;
    for (;;) {
      const work = this.#due ? "figures" : this.#siteDue && !failed && this.#isLookedAt() ? "site" : null;
      if (work === null) break;
      const read = this.#read;
      if (work === "figures") [this.#due, this.#siteDue] = [false, true];
      this.#behind = {figures: "数字 …", site: "网站 …"}[work];
      try {
        const told: Say = line => {
          this.#behind = typeset(line);
        };
        if (work === "figures") this.#know(await this.makes.figures(told));
        else {
          await this.makes.site(told);
          this.#siteDue = this.#due;
        }
        this.#trouble = null;
        failed = false;
      } catch (error) {
        failed = true;
        // What changed while it was read is read again anyhow.
        if (read === this.#read && !(await this.isStale())) this.#trouble = spoken(said(error));
      }
    }
    this.#behind = null;
    this.#following = null;
  }

  #isLookedAt(): boolean {
    return this.#waiting > 0 || this.makes.watched();
  }

  /** Whether the exports or tables are others than those that were read last. */
  async isStale(): Promise<boolean> {
    return inputs().then(
      found => stampOf(found) !== this.#read,
      () => true
    );
  }

  /** What was read of every file, with all that is wrong in it. */
  async files(): Promise<FileSummary[]> {
    this.#files ??= (await readExports(undefined)).files;
    return this.#files;
  }

  get hints(): readonly Hint[] {
    return this.#hints;
  }

  async state(): Promise<State> {
    const packed = await programRecord();
    const templates = await readdir(programPath("reports", "templates"));
    return {
      version: packed?.version ?? "",
      sample: this.#sample,
      busy: this.#busy,
      lines: this.#lines,
      share: this.#share,
      behind: this.#behind,
      trouble: this.#trouble,
      fault: this.#fault,
      result: this.#result,
      exports: this.#exports,
      attic: await attic(),
      doubts: this.#doubts,
      hints: hintLines(this.#hints),
      tables: await tablesFor(this.#exports),
      words: await wordsOffered(),
      kinds: kindOffers,
      ...this.#years,
      templates: templates.flatMap(name => (name.endsWith(".md") ? [name.slice(0, -3)] : [])).sort(),
      notebooks: await notebookNames(),
      documents: await this.#documents(),
      frozen: await Promise.all(
        (await freezes()).map(async ({folder, manifest: {name, year, as_of}, seal}) => ({
          ...{name, year, asOf: as_of, seal},
          holds: await this.#holding.holds(join(folder, parts.figures))
        }))
      )
    };
  }

  #know(tables: Tables): void {
    this.#years = yearsIn(tables);
    this.#hints = tables["rows-checks"] ?? [];
    this.#holding.against(tables);
  }

  /** What was written of each year, the newest first; files that programs keep beside stay unnamed. */
  async #documents(): Promise<State["documents"]> {
    const folders = (await readdir(reportsPath()).catch(() => [])).filter(name => /^\d{4}$/.test(name));
    return Promise.all(
      folders
        .sort()
        .reverse()
        .map(async year => ({
          year,
          names: (await filesIn(reportsPath(year))).filter(isCurrent),
          holds: await this.#holding.holds(reportsPath(year, "figures.json"))
        }))
    );
  }

  #say(line: string, share?: number): void {
    const words = typeset(line);
    this.#share = share ?? null;
    if (this.#lines.at(-1) !== words) this.#lines = [...this.#lines, words].slice(-kept);
  }
}

type Years = Pick<State, "years" | "lastWhole" | "reach" | "fingerprint">;
const unknownYears: Years = {years: [], lastWhole: null, reach: null, fingerprint: null};

/** Years that have records, the newest first; the one that a report is of, and how far the last one reaches where it is not over. */
function yearsIn(tables: Tables): Years {
  const {fingerprint = null, as_of: asOf = ""} = tables.about[0] ?? {};
  if (!tables.figures.some(({view}) => view === "year")) return {...unknownYears, fingerprint};
  const {years, year} = bookOf(tables);
  const last = Math.max(...years);
  const reach = year < last ? {year: last, asOf: asOf.slice(0, 10)} : null;
  return {years: [...years].reverse(), lastWhole: year, reach, fingerprint};
}
