import type {Numeral} from "../tokens/numbers.js";
import type {Word} from "../tokens/words.js";

/** Stretches of the canonical text, by offsets. */
export interface Span {
  start: number;
  end: number;
}

export interface Clause extends Span {
  /** Between parentheses: what it says of years ends with it. */
  aside: boolean;
  sentence: Sentence;
  /** Its place in the sentence. */
  index: number;
  words: Word[];
  numbers: Numeral[];
}

export interface Sentence extends Span {
  paragraph: Paragraph;
  index: number;
  clauses: Clause[];
}

export interface Paragraph extends Span {
  index: number;
  sentences: Sentence[];
  /** A short line without a full stop: what follows belongs under it. */
  heading: boolean;
  /** The nearest heading above. */
  under: Paragraph | null;
}

/** Cuts into paragraphs, sentences (。!?;) and clauses (, : parentheses and dashes) and gives each its words and numbers. */
export function paragraphsOf(text: string, words: readonly Word[], numbers: readonly Numeral[]): Paragraph[] {
  const found: Paragraph[] = [];
  let under: Paragraph | null = null;
  let start = 0;
  for (const line of text.split("\n")) {
    const end = start + line.length;
    if (line.length > 0) {
      // 各专委会、各镇街联络组: speaks to somebody.
      const heading = line.length <= 40 && !/[。;!?│]|:$/.test(line) && !/\d+(?:余|多)?[件篇条场名]/.test(line);
      const paragraph: Paragraph = {start, end, index: found.length, heading, under, sentences: []};
      sentences(text, paragraph);
      found.push(paragraph);
      if (heading) under = paragraph;
    }
    start = end + 1;
  }
  const clauses = found.flatMap(each => each.sentences.flatMap(({clauses}) => clauses));
  deal(clauses, words, (clause, word) => clause.words.push(word));
  deal(clauses, numbers, (clause, number) => clause.numbers.push(number));
  return found;
}

/** Gives each item of a sorted list to the clause it begins in. */
function deal<T extends Span>(
  clauses: readonly Clause[],
  items: readonly T[],
  give: (clause: Clause, item: T) => void
) {
  let at = 0;
  for (const item of items) {
    while (at < clauses.length && clauses[at]!.end <= item.start) at++;
    const clause = clauses[at];
    if (clause && item.start >= clause.start) give(clause, item);
  }
}

function sentences(text: string, paragraph: Paragraph) {
  let {start} = paragraph;
  for (let i = start; i < paragraph.end; i++) {
    const stops = /[。!?;]/.test(text[i]!) && !(text[i] === "?" && text[i - 1] === "呢");
    if (!stops && i < paragraph.end - 1) continue;
    const sentence: Sentence = {start, end: i + 1, paragraph, index: paragraph.sentences.length, clauses: []};
    clausesOf(text, sentence);
    paragraph.sentences.push(sentence);
    start = i + 1;
  }
}

function clausesOf(text: string, sentence: Sentence) {
  const {clauses} = sentence;
  let {start} = sentence;
  let depth = 0;
  const add = (end: number) => {
    if (end > start)
      clauses.push({start, end, aside: depth > 0, sentence, index: clauses.length, words: [], numbers: []});
  };
  for (let i = start; i < sentence.end; i++) {
    const char = text[i]!;
    if (!divides(text, i)) continue;
    add(i);
    if (char === "(") depth++;
    if (char === ")") depth = Math.max(0, depth - 1);
    start = i + 1;
  }
  add(sentence.end);
}

function divides(text: string, i: number): boolean {
  const char = text[i]!;
  if (!/[(),:│。!?;/—]/.test(char)) return false;
  if (char === "/") return /[一-龥]/.test(text[i + 1] ?? "");
  if (char === "—") return text[i + 1] === "—";
  if (char === "," && /\d/.test(text[i - 1] ?? "") && /^\d{3}(?!\d)/.test(text.slice(i + 1, i + 5))) return false;
  // 篇(条), 人(次)
  return !/\((?:次|条)\)$/.test(text.slice(Math.max(0, i - 2), i + 1)) && !/^\((?:次|条)\)/.test(text.slice(i, i + 3));
}
