import {stat} from "node:fs/promises";
import type {Tables} from "../../src/figures/tables.js";
import {recordsIn, same} from "../diff/since.js";
import {type FigureRecord, records} from "../documents/records.js";
import {bookOf} from "../edition.js";

/** Tells whether figures that were written are still those of now. What was compared is compared again when either changes. */
export class Holding {
  #tables: Tables | null = null;
  readonly #now = new Map<number, ReadonlyMap<string, FigureRecord>>();
  readonly #told = new Map<string, {of: number; holds: boolean | null}>();

  /** From now on these are the figures of now. */
  against(tables: Tables): void {
    this.#tables = tables;
    this.#now.clear();
    this.#told.clear();
  }

  /** Whether the figures in a file (`figures.json`) are those of now; null where either is not known. */
  async holds(path: string): Promise<boolean | null> {
    const {mtimeMs: of} = await stat(path).catch(() => ({mtimeMs: 0}));
    const known = this.#told.get(path);
    if (known?.of === of) return known.holds;
    const holds = of ? this.#compared(await recordsIn(path).catch(() => null)) : null;
    this.#told.set(path, {of, holds});
    return holds;
  }

  #compared(written: readonly FigureRecord[] | null): boolean | null {
    if (!written || !this.#tables) return null;
    const years = new Set(this.#tables.figures.map(({year}) => year));
    return written.every(record => {
      const now = years.has(record.year) && this.#of(record.year).get(record.metric);
      return now && same(record, now);
    });
  }

  /** The figures of a year by their metrics. */
  #of(year: number): ReadonlyMap<string, FigureRecord> {
    const known = this.#now.get(year);
    if (known) return known;
    const list = records(bookOf(this.#tables!, String(year)));
    const found = new Map(list.map(record => [record.metric, record] as const));
    this.#now.set(year, found);
    return found;
  }
}
