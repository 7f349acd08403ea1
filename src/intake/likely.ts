import type {FileRead} from "./read.js";
import type {Source} from "./source.js";

/**
 * The kinds that a refused file may hold, whose figures are therefore incomplete: what its header looks like and what
 * its name says; any where its text could not be read at all, none where it was and looks like no kind.
 */
export function likelyKinds({name, like}: Pick<FileRead, "name" | "like">, sources: readonly Source[]): string[] {
  const said = sources.filter(({label}) => name.includes(label) || name.includes(label.replace(/^其他|^履职/, "")));
  const found = [...(like ?? []), ...said];
  return [...new Set((found.length || like ? found : sources).map(source => source.name))];
}
