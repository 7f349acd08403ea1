import type {Figures} from "./figures.js";
import type {Finding, Verdict} from "./finding.js";
import {type Numeral, redundant} from "./numbers.js";
import type {Periods} from "./period.js";
import type {Phrasebook} from "./phrases.js";
import type {Series} from "./series.js";
import type {Place, Subject, Subjects} from "./subject.js";

/** A finding before its place in the draft is known: offsets are those of the canonical text. */
export type Draft = Omit<Finding, "text" | "start" | "end"> & {from: number; to: number};

/** A number of the draft as understood, for the checks of one number against another. */
export interface Claim {
  numeral: Numeral;
  place: Place;
  subject: Subject | null;
  /** All that it is said of, where it is several: 办结率和回复率均为100%. */
  all?: readonly Subject[];
  year: number | null;
  /** The number's own year in a series: 2022年、2023年、2024年分别为…. */
  series?: number;
  /** Said of a year to come, or a target. */
  plan: boolean;
  role: "value" | "change" | "share";
  /** Said of some items only, whatever its own words are. */
  scoped?: "actor" | "items" | false;
  /** Of a change that agrees: the year it was measured from. */
  base?: number;
  /** Where the 其中 stands that makes it a part. */
  partOf: number | null;
  finding: Draft;
}

/** The draft as it has been read so far. */
export interface Text {
  /** Canonical. */
  text: string;
  book: Phrasebook;
  numerals: readonly Numeral[];
  subjects: Subjects;
  periods: Periods;
  figures: Figures;
  /** Numbers in rows of years. */
  series: ReadonlyMap<Numeral, Series>;
  /** The year that the draft reports on. */
  year: number;
  /** The numbers read so far in the paragraph. */
  recent: Claim[];
}

export const nothing = {
  number: null,
  metric: null,
  label: null,
  verdict: "无法核对" as Verdict,
  computed: null,
  should_read: null,
  reason: ""
};

/** Sets the verdict; true, so that a caller can end with it. */
export function say(finding: Draft, verdict: Verdict, reason: string): true {
  finding.verdict = verdict;
  finding.reason = reason;
  return true;
}

/** 约…左右: a fault whatever the figures say. */
export function style(numeral: Numeral, finding: Draft): boolean {
  const twice = redundant(numeral.words);
  return twice ? say(finding, "不一致", `“${twice}”用词重复,只用一个`) : false;
}
