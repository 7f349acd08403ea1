import {kinds} from "../kinds/index.js";
import type {Source} from "./source.js";

export {activities, indicators, opinions, proposals} from "../kinds/index.js";
export {labelOf} from "./source.js";

/** The kinds of export, as files are matched against them. */
export const sources: readonly Source[] = kinds;
