const marks: Record<string, string> = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"};

/** The character that stands for a code while marks are set: for what is quoted, for the name of a file, an address. */
const places = {quote: "\ue000", file: "\ue001", address: "\ue002"} as const;
const placeOf = (code: string) => places[code[0] === "“" ? "quote" : code.includes("://") ? "address" : "file"];

/**
 * What a mark that belongs to a Chinese sentence stands behind: a Han character, its signs, a percentage, a bracket, what
 * is quoted, and the name of a file, which stands in the sentence like a word of it.
 */
const before = "\\p{Script=Han}、。《》「」“”％（）％%)\\ue000\\ue001";
const mark = new RegExp(
  `(?<=[${before}])[,;:?!]|(?<=[\\p{L}\\p{N}\\ue002])[,;:?!](?=\\s*[\\p{Script=Han}《「“\\ue000])`,
  "gu"
);
const brackets = /\(([^()]*)\)/gu;
const han = /\p{Script=Han}/u;
/** What stands as it is written: names of files, addresses, and what is quoted, be it a cell or a row to be typed. */
export const codes =
  /(?:[^\s，。；：、“”「」《》（）(),;:]|\([^()\s]*\))+\.(?:csv|tsv|xlsx?|docx?|pptx?|pdf|md|txt|json|html?|svg|png|zip|parquet|duckdb|ts|js)(?![\p{L}\p{N}])|[a-z]+:\/\/\S+|“[^“”]*”|[\ue000-\ue002]/giu;

/**
 * Sets the marks of a Chinese sentence full width, as GB/T 15834 asks: a comma, semicolon, colon, question or
 * exclamation mark that stands by a Han character or behind a figure of the sentence, and brackets around or behind Han
 * characters. Marks inside numbers, times, file names and Latin words stay. The text keeps its length.
 */
export function fullWidth(text: string): string {
  if (!/[,;:?!()]/.test(text) || !han.test(text)) return text;
  const kept: string[] = [];
  const coded = text.replace(codes, code => {
    kept.push(code);
    return placeOf(code);
  });
  return sentence(coded).replace(/[\ue000-\ue002]/g, () => kept.shift()!);
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
