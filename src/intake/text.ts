/** White space of exports: also no-break and ideographic spaces, zero-width characters, byte order marks. */
const space = "[\\s\\u00a0\\u3000\\u200b-\\u200f\\u2060\\ufeff]";
const outer = new RegExp(`^${space}+|${space}+$`, "g");
const anySpace = new RegExp(space, "g");

/** Han characters and half-width digits and letters, which no rule for the ends of a text touches. */
const isPlain = (code: number) =>
  (code >= 0x4e00 && code <= 0x9fff) ||
  (code >= 48 && code <= 57) ||
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122);
const plainEnds = (text: string) => isPlain(text.charCodeAt(0)) && isPlain(text.charCodeAt(text.length - 1));

const blankWords =
  /^([-—–_/\\.·*;,、]+|无|暂无|没有|空|空白|n\/?a|null|none|nil|未填|未填写|\(空\)|\(空白\)|#n\/a|nan)$/i;

/** Of the plain characters those with which such a word begins. */
const blankFirst = "无暂没空未nN";

/** Text that says that there is nothing: `-`, `——`, `无`, `N/A`, `空白`. */
export function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  if (isPlain(first) && (!blankFirst.includes(text[0]!) || (text.length > 8 && plainEnds(text)))) return false;
  const inner = text.replace(outer, "");
  return inner === "" || (inner.length <= 8 && blankWords.test(narrow(inner)));
}

/** A text without the white space around it, separators behind it and the apostrophe that tells Excel it is text. */
export function cleanText(text: string): string {
  if (plainEnds(text)) return text;
  const inner = text.replace(outer, "").replace(/[;,]+$/, "");
  const formula = /^="([^"]*)"$/.exec(inner);
  if (formula) return formula[1]!;
  return /^'[^']*$/.test(inner) ? inner.slice(1) : inner;
}

/** An identifier: half-width, without any white space, zeros kept. */
export function cleanId(text: string): string {
  return narrow(cleanText(text));
}

/** Half-width forms and no white space: what words and numbers are compared by. */
export function narrow(text: string): string {
  return text.normalize("NFKC").replace(anySpace, "");
}

/** What a cell says whose formula was never worked out: its value is not known. */
export const unknownValue = "#未算出";
