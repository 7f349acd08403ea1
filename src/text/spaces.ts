import {codes} from "./punctuation.js";

/** Codes, and what is typed or opened as it is written, spaces and all: a command, an option with its value, a path. */
const apart = new RegExp(
  `${codes.source}|np[mx] [\\w:-]+(?: [\\w:-]+)?(?: --(?=\\s))?|--[\\w-]+(?: [^\\s，。；：、（）,;:()]+)?|[^\\s，。；：、（）“”]*[/\\\\]\\S*`,
  "giu"
);

/** A Han character or a mark of a Chinese sentence, and what a Latin word, a number or a percentage begins or ends with. */
const han = "[\\p{Script=Han}，。；：？！、（）《》「」]";
const latin = "[A-Za-z0-9%]";
const gap = new RegExp(`(?<=${han}) (?=${latin})|(?<=${latin}) (?=${han})`, "gu");

/**
 * Closes the space between Han characters and Latin words or numbers, or puts another between them. Around names of files,
 * commands, addresses and what is quoted it stays: it says where they end.
 */
export function closed(text: string, between = ""): string {
  if (!text.includes(" ")) return text;
  const kept: string[] = [];
  return text
    .replace(apart, code => {
      kept.push(code);
      return "\ue003";
    })
    .replace(gap, between)
    .replace(/\ue003/g, () => kept.shift()!);
}
