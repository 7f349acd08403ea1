import {readdir} from "node:fs/promises";
import {programRecord} from "../../loaders/code.js";
import {said} from "../../loaders/command.js";
import {inputs} from "../../loaders/files.js";
import {programPath, reportsPath} from "../../loaders/paths.js";
import {filesIn} from "../../loaders/publish.js";
import {warehouse} from "../../loaders/query.js";
import {kinds} from "../../src/kinds/index.js";
import {fullWidth} from "../../src/text/punctuation.js";
import type {Export, Result, State} from "../../src/workbench/state.js";
import {freezes} from "../freeze/frozen.js";
import {readingOf, stampOf} from "./reading.js";
import {tables, wordsOf} from "./tables.js";

type Say = (line: string) => void;

/** So many lines of what is being done are kept. */
const kept = 40;

/** What the local program is doing and what it knows: one thing is done at a time, the others wait to be told so. */
export class Desk {
  #busy: string | null = null;
  #lines: string[] = [];
  #fault: string | null = null;
  #result: Result | null = null;
  #exports: Export[] = [];
  #doubts: string[] = [];
  #years: {year: number; complete: boolean}[] = [];
  #sample = false;
  /** What was read last. */
  #read = "";

  /** `update` brings the site up to date; it is called whenever the inputs were read anew. */
  constructor(readonly update: (say: Say) => Promise<unknown>) {}

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
    [this.#lines, this.#fault, this.#result] = [[], null, null];
    return this.#finish(work);
  }

  async #finish(work: (say: Say) => Promise<Result | null>): Promise<void> {
    try {
      this.#result = await work(line => this.#say(line));
    } catch (error) {
      this.#fault = said(error);
    } finally {
      this.#busy = null;
    }
  }

  /** Reads the exports and tables anew and brings the site up to date; a table that contradicts itself is the fault. */
  async refresh(say: Say): Promise<void> {
    const found = await inputs();
    this.#sample = found.sample;
    this.#read = stampOf(found);
    ({exports: this.#exports, doubts: this.#doubts} = await readingOf(found, say));
    await this.update(say);
    this.#years = await yearsKnown();
  }

  /** Whether the exports or tables are others than those that were read last. */
  async isStale(): Promise<boolean> {
    return inputs().then(
      found => stampOf(found) !== this.#read,
      () => true
    );
  }

  async state(): Promise<State> {
    const packed = await programRecord();
    const templates = await readdir(programPath("reports", "templates"));
    return {
      version: packed?.version ?? "",
      sample: this.#sample,
      busy: this.#busy,
      lines: this.#lines,
      fault: this.#fault,
      result: this.#result,
      exports: this.#exports,
      doubts: this.#doubts,
      tables: [...tables],
      words: {units: await wordsOf("units"), categories: await wordsOf("categories")},
      kinds: kinds.map(({label, fields}) => ({label, fields: Object.values(fields).map(({names}) => names[0]!)})),
      years: this.#years.map(({year}) => year),
      lastWhole: this.#years.find(({complete}) => complete)?.year ?? null,
      templates: templates.flatMap(name => (name.endsWith(".md") ? [name.slice(0, -3)] : [])).sort(),
      documents: await documents(),
      frozen: (await freezes()).map(({manifest: {name, year, as_of}, seal}) => ({name, year, asOf: as_of, seal}))
    };
  }

  #say(line: string): void {
    const words = fullWidth(line);
    if (this.#lines.at(-1) !== words) this.#lines = [...this.#lines, words].slice(-kept);
  }
}

/** Years that have records, the newest first. */
async function yearsKnown(): Promise<{year: number; complete: boolean}[]> {
  const open = await warehouse();
  try {
    return await open.rows(
      "select year::integer as year, bool_and(complete) as complete from periods where view = 'year' and main group by all order by year desc"
    );
  } finally {
    open.close();
  }
}

/** What was written of each year, the newest first; files that programs keep beside stay unnamed. */
async function documents(): Promise<State["documents"]> {
  const folders = (await readdir(reportsPath()).catch(() => [])).filter(name => /^\d{4}$/.test(name));
  return Promise.all(
    folders
      .sort()
      .reverse()
      .map(async year => ({year, names: (await filesIn(reportsPath(year))).filter(name => !name.startsWith("."))}))
  );
}
