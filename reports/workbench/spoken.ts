import {typeset} from "../../src/text/typeset.js";
import {tables} from "./office-tables.js";

/** What is said of a table by its file, in one of these ways: 届次表(sessions.csv), data/reference/sessions.csv, 参考表 sessions.csv. */
const named = tables.map(({label, file}) => {
  const name = file.replace(".", "\\.");
  const place = "(?:参考表 ?)?(?:data/reference/|reference ?文件夹的 ?)?";
  return {label, words: new RegExp(`(?<![\\w./-]) ?${place}(?:${label} ?[（(]${name}[)）]|${name}) ?`, "g")};
});

/** Part of a sentence that speaks of a command or its switches. */
const ofCommands = /[，,；;（(]?[^。，,；;：:（()）\n]*(?:npm (?:run )?[a-z]+|--[a-z]{3,})[^。，,；;\n]*/g;

const others: readonly [RegExp, string][] = [
  [/请改正参考表后重新运行/g, "请在“口径”里改正"],
  [/改正后重新运行|再运行一次|重新运行|后再运行/g, "再试"],
  [/放进 ?data\/exports/g, "放进“收数据”"],
  [/冻结稿/g, "留存"],
  [/冻结/g, "留存"]
];

/**
 * Sentences as staff read them in the workbench: a table is called by its name there, not by its file, and there are
 * buttons in place of commands.
 */
export function spoken(words: string): string {
  let text = words;
  for (const {label, words} of named) text = text.replace(words, label);
  text = text.replace(ofCommands, "");
  for (const [found, instead] of others) text = text.replace(found, instead);
  return typeset(text);
}
