import type {Context} from "./context.js";
import {nearest} from "./nearest.js";
import type {Fault} from "./problem.js";
import {cleanText, narrow} from "./text.js";

/** A unit by the name it goes by now; one that the table of units lacks stays as written and is told. */
export function unitName(text: string, {units}: Context): {name: string; fault?: Fault} {
  const name = cleanText(text);
  if (units.size === 0) return {name};
  const known = units.get(name) ?? units.get(narrow(name));
  return known ? {name: known} : {name, fault: notIn("units", name, units.keys())};
}

const listed = {units: ["单位", "单位表"], categories: ["类别", "类别表"]} as const;

/** A word that is not in a table of the office that lists all there are. */
export function notIn(table: keyof typeof listed, word: string, known: Iterable<string>): Fault {
  const [what, label] = listed[table];
  const words = [...known];
  return {...unknownWord(what, word, label, words), unlisted: {table, word, near: nearest(word, words)}};
}

/** A word that a table lacks, with the nearest that it has. */
export function unknownWord(what: string, word: string, table: string, known: Iterable<string>): Fault {
  const guess = nearest(word, known);
  return {
    code: "unknown",
    what: `${what}「${word}」不在${table}`,
    told: true,
    remedy: guess ? `是否为「${guess}」?不是的话请补入${table}` : `请核对写法,或补入${table}`
  };
}
