import type {Sentence} from "../clauses/clauses.js";
import type {Claim, Page} from "./page.js";

/** Whether no full stop stands between a number and a sentence. */
export const breath = (last: Claim, sentence: Sentence, {text}: Page) =>
  last.sentence === sentence ||
  ((text[sentence.start - 1] === ";" || text.startsWith("其中", sentence.start)) &&
    last.sentence.paragraph === sentence.paragraph &&
    last.sentence.index === sentence.index - 1);
