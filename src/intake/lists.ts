import {isDoubleSurname} from "./person-names.js";
import {cleanText, isBlank} from "./text.js";

// Full-width forms are written as escapes: they look like the others.
const separators = /[、,\uff0c;\uff1b|\n\r\t]+/;

/** Split a list, but not within parentheses. Spaces separate only where nothing stronger does. */
export function splitList(text: string): string[] {
  const sheltered = text.replace(/[(\uff08][^()\uff08\uff09]*[)\uff09]/g, inner =>
    inner.replace(/[、,\uff0c;\uff1b|\s]/g, "\u0001")
  );
  const strong = separators.test(sheltered.trim());
  const parts = sheltered.split(strong ? separators : /[\s\u00a0\u3000]+/);
  return (strong ? parts : spacedNames(parts))
    .map(part =>
      cleanText(part.replaceAll("\u0001", "、")).replace(/(?<=\p{Script=Han})[\s\u00a0\u3000]+(?=\p{Script=Han})/gu, "")
    )
    .filter(part => part !== "" && !isBlank(part));
}

const han = /^\p{Script=Han}{1,3}$/u;
const single = /^\p{Script=Han}$/u;

/**
 * Puts together again what blanks part that only fill a name up to the width of others: `王 芳`, `欧阳 四`. One character
 * is no name, nor is a surname of two.
 */
export function spacedNames(parts: readonly string[]): string[] {
  const names: string[] = [];
  for (const [i, part] of parts.entries()) {
    const last = names.at(-1) ?? "";
    const begun = single.test(last) || isDoubleSurname(last);
    const left = single.test(part) && i === parts.length - 1 && /^\p{Script=Han}{2}$/u.test(last);
    if ((begun && han.test(part)) || left) names.splice(-1, 1, last + part);
    else names.push(part);
  }
  return names;
}

/** `教育局(12)`, `市财政局(会办)`: a count or a part played, behind the name. */
export const remark =
  /[(\uff08]\s*(?:\d+\s*[件个]?|主办|主办单位|牵头|会办|会办单位|协办|协办单位|分办|分办单位)\s*[)\uff09]\s*$/;
/** It says that the unit only assists. */
export const assisting = /[(\uff08]\s*(会办|协办)/;
