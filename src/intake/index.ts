import {activities} from "./activities.js";
import {indicators} from "./indicators.js";
import {opinions} from "./opinions.js";
import {proposals} from "./proposals.js";
import type {Source} from "./source.js";

export {labelOf} from "./source.js";
export {activities, indicators, opinions, proposals};

/** The kinds of export, as files are matched against them. */
export const sources: readonly Source[] = [proposals, activities, opinions, indicators];
