const marks: Record<string, string> = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"};

/** What a mark that belongs to a Chinese sentence stands behind: a Han character, its signs, a percentage, a bracket. */
const before = "\\p{Script=Han}、。《》「」“”％（）％%)";
const mark = new RegExp(`(?<=[${before}])[,;:?!]|(?<=[\\p{L}\\p{N}])[,;:?!](?=\\s*[\\p{Script=Han}《「“])`, "gu");
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
  if (!/[,;:?!()]/.test(text) || !han.test(behind.slice(-1) + text)) return text;
  let out = "";
  let at = 0;
  let last = behind;
  for (const match of text.matchAll(codes)) {
    out += sentence(text.slice(at, match.index), last) + match[0];
    at = match.index + match[0].length;
    // The name of a file stands in the sentence like a word of it.
    last = /\w$/.test(match[0]) && !match[0].includes("://") ? "字" : match[0];
  }
  return out + sentence(text.slice(at), last);
}

/** Text that follows another: a mark at its beginning stands behind the last character of that. */
function sentence(text: string, behind: string): string {
  const last = behind.slice(-1);
  const whole = last + text;
  let bracketed = whole;
  // From the inside out: a bracket within a bracket is set first.
  for (let before = ""; before !== bracketed; ) {
    before = bracketed;
    bracketed = bracketed.replace(brackets, (found, inside: string, at: number) =>
      han.test(before.slice(Math.max(at - 1, 0), at) + inside) ? `（${inside}）` : found
    );
  }
  return bracketed.replace(mark, mark => marks[mark]!).slice(last.length);
}
