/** Stretches of the canonical text, by offsets. */
export interface Span {
  start: number;
  end: number;
}

export interface Clause extends Span {
  /** Between parentheses: what it says of years ends with it. */
  aside: boolean;
}

export interface Sentence extends Span {
  clauses: Clause[];
  /** The number of the paragraph, and of the sentence in it. */
  paragraph: number;
  index: number;
}

export interface Paragraph extends Span {
  sentences: Sentence[];
  /** A short line without a full stop: what follows belongs under it. */
  heading: boolean;
}

/** Cuts into paragraphs, sentences (。!?;) and clauses (,: parentheses and dashes). */
export function paragraphs(text: string): Paragraph[] {
  const result: Paragraph[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const end = start + line.length;
    if (line.length > 0) {
      const number = result.length;
      const heading = line.length <= 40 && !/[。;!?]/.test(line) && !/\d+(?:余|多)?[件篇条场名]/.test(line);
      result.push({start, end, heading, sentences: sentencesOf(text, start, end, number)});
    }
    start = end + 1;
  }
  return result;
}

function sentencesOf(text: string, from: number, to: number, paragraph: number): Sentence[] {
  const result: Sentence[] = [];
  let start = from;
  for (let i = from; i < to; i++) {
    if ((!/[。!?;]/.test(text[i]!) || (text[i] === "?" && text[i - 1] === "呢")) && i < to - 1) continue;
    result.push({start, end: i + 1, paragraph, index: result.length, clauses: clausesOf(text, start, i + 1)});
    start = i + 1;
  }
  return result;
}

function clausesOf(text: string, from: number, to: number): Clause[] {
  const result: Clause[] = [];
  let start = from;
  let depth = 0;
  for (let i = from; i < to; i++) {
    const char = text[i]!;
    const unit =
      /\((?:次|条)\)$/.test(text.slice(Math.max(0, i - 2), i + 1)) || /^\((?:次|条)\)/.test(text.slice(i, i + 3));
    if (unit) continue;
    const opens = char === "(";
    const closes = char === ")";
    if (
      !opens &&
      !closes &&
      !/[,:│。!?;]/.test(char) &&
      !(char === "/" && /[一-龥]/.test(text[i + 1] ?? "")) &&
      !(char === "—" && text[i + 1] === "—")
    )
      continue;
    if (char === "," && /\d/.test(text[i - 1] ?? "") && /^\d{3}(?!\d)/.test(text.slice(i + 1, i + 5))) continue;
    if (i > start) result.push({start, end: i, aside: depth > 0});
    if (opens) depth++;
    if (closes) depth = Math.max(0, depth - 1);
    start = i + 1;
  }
  if (to > start) result.push({start, end: to, aside: depth > 0});
  return result;
}

/** Those of a sorted list that begin in a stretch, found without walking the list. */
export function startingIn<T extends {start: number}>(sorted: readonly T[], start: number, end: number): T[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  const found: T[] = [];
  for (let i = low; i < sorted.length && sorted[i]!.start < end; i++) found.push(sorted[i]!);
  return found;
}
