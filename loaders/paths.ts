import {join} from "node:path";

/** The places that everything else lies under. In the project all of them are its own folder. */
export interface Places {
  /** What the program brings: SQL, templates, the shell of the site, the sample. Only read. */
  program: string;
  /** What the office gives: exports and reference tables. */
  data: string;
  /** Documents and tables for people, a folder a year. */
  reports: string;
  /** Freezes. */
  frozen: string;
  /** The published site. */
  site: string;
  /** What can be made anew at any time. */
  cache: string;
}

const places: Places = {
  program: "",
  data: "data",
  reports: "reports/out",
  frozen: "reports/frozen",
  site: "dist",
  cache: ".cache"
};

/** Says where things lie, before anything else is done; what is not said stays. Gives where they lay before. */
export function settle(some: Partial<Places>): Partial<Places> {
  const before = {...places};
  Object.assign(places, some);
  return before;
}

/** A path below one of the places, with `/`-parted names. */
export const programPath = (...parts: string[]) => join(places.program, ...parts);
export const dataPath = (...parts: string[]) => join(places.data, ...parts);
export const reportsPath = (...parts: string[]) => join(places.reports, ...parts);
export const frozenPath = (...parts: string[]) => join(places.frozen, ...parts);
export const sitePath = () => places.site;
export const cachePath = (...parts: string[]) => join(places.cache, ...parts);
