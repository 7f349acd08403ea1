const marks: Record<string, string> = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"};

/** One character stands for each code while marks are set: of one range for what is quoted, for files, for addresses. */
const ranges = {quote: 0xe000, file: 0xe800, address: 0xf000} as const;
const rangeOf = (code: string) => ranges[code[0] === "“" ? "quote" : code.includes("://") ? "address" : "file"];

/**
 * What a mark that belongs to a Chinese sentence stands behind: a Han character, its signs, a percentage, a bracket, what
 * is quoted, and the name of a file, which stands in the sentence like a word of it.
 */
const before = "\\p{Script=Han}、。《》「」“”％（）％%)\\ue000-\\uefff";
const mark = new RegExp(
  `(?<=[${before}])[,;:?!]|(?<=[\\p{L}\\p{N}\\uf000-\\uf8ff])[,;:?!](?=\\s*[\\p{Script=Han}《「“\\ue000-\\ue7ff])`,
  "gu"
);
const brackets = /\(([^()]*)\)/gu;
const han = /\p{Script=Han}/u;
/** What stands as it is written: names of files, addresses, and what is quoted, be it a cell or a row to be typed. */
const codes =
  /(?:[^\s，。；：、“”「」《》（）(),;:]|\([^()\s]*\))+\.(?:csv|tsv|xlsx?|docx?|pptx?|pdf|md|txt|json|html?|svg|png|zip|parquet|duckdb|ts|js)(?![\p{L}\p{N}])|[a-z]+:\/\/\S+|“[^“”]*”/giu;

/**
 * Sets the marks of a Chinese sentence full width, as GB/T 15834 asks: a comma, semicolon, colon, question or
 * exclamation mark that stands by a Han character or behind a figure of the sentence, and brackets around or behind Han
 * characters. Marks inside numbers, times, file names and Latin words stay. The text keeps its length.
 */
export const fullWidth = (text: string): string => fullWidthBehind("", text);

/** The same of a text that goes on behind another: a mark may be the first of it, as behind a number in bold. */
export function fullWidthBehind(behind: string, text: string): string {
  const last = behind.slice(-1);
  if (!/[,;:?!()]/.test(text) || !han.test(last + text)) return text;
  const kept: string[] = [];
  const coded = text.replace(codes, code => String.fromCharCode(rangeOf(code) + kept.push(code) - 1));
  return sentence(last + coded)
    .slice(last.length)
    .replace(/[\ue000-\uf8ff]/g, character => kept[character.charCodeAt(0) & 0x7ff] ?? character);
}

function sentence(whole: string): string {
  let set = whole;
  // From the inside out: a bracket within a bracket is set first.
  for (let last = ""; last !== set; ) {
    last = set;
    set = last.replace(brackets, (found, inside: string, at: number) =>
      han.test(last.slice(Math.max(at - 1, 0), at) + inside) ? `（${inside}）` : found
    );
  }
  return set.replace(mark, found => marks[found]!);
}
