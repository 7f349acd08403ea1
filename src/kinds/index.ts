import {activities} from "./activities.js";
import {appraisals} from "./appraisals.js";
import {attendances} from "./attendances.js";
import {indicators} from "./indicators.js";
import type {Kind} from "./kind.js";
import {leads} from "./leads.js";
import {members} from "./members.js";
import {opinions} from "./opinions.js";
import {proposals} from "./proposals.js";
import {suggestions} from "./suggestions.js";

export {activities, appraisals, attendances, indicators, leads, members, opinions, proposals, suggestions};

const declared = [
  proposals,
  opinions,
  activities,
  members,
  attendances,
  suggestions,
  leads,
  appraisals,
  indicators
] as const;

/** The name of a kind of export. */
export type KindName = (typeof declared)[number]["name"];

/** The kinds of export, in the order in which pages and reports list them. */
export const kinds: readonly Kind<KindName>[] = declared;

/** The dataset that has the figures of a kind by the items of its dimensions. */
export type ItemsOf = `${KindName}-by`;
export const itemsOf = (kind: string) => `${kind}-by` as ItemsOf;

/** Those datasets, of the kinds that have dimensions. */
export const itemSets: readonly ItemsOf[] = kinds.filter(({dimensions}) => dimensions).map(({name}) => itemsOf(name));

/** The kind of a name. Throws where there is none. */
export function kindOf(name: string): Kind<KindName> {
  const found = kinds.find(kind => kind.name === name);
  if (!found) throw new Error(`unknown kind: ${name}`);
  return found;
}
