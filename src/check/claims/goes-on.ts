import type {Clause} from "../clauses/clauses.js";
import type {Word} from "../tokens/words.js";
import {alike} from "./alike.js";
import {breath} from "./breath.js";
import {type Claim, openIn, type Page, startingIn} from "./page.js";
import {type Phrase, telling} from "./phrase.js";

/** The words that a number without its own goes on with: those of the clauses before, or of the number before. */
export function bridge({numeral, clause}: Phrase, page: Page, last: Claim | undefined, goal: boolean): Word[] {
  const {clauses} = clause.sentence;
  const found: Word[] = [];
  if (clause.numbers[0] === numeral)
    for (let i = clause.index - 1; i >= Math.max(0, clause.index - 4); i--) {
      const before = clauses[i]!;
      if (before.numbers.length > 0) break;
      const own = before.words.findLastIndex(({kind}) => kind === "own");
      found.unshift(
        ...(before.aside ? before.words.filter(each => each.kind === "scope") : before.words.slice(own + 1))
      );
      if (found.some(telling)) return found;
    }
  if (found.length === 0 && !last) return asked(clause, page);
  if (!last || !breath(last, clause.sentence, page) || last.role === "share") return found;
  const moved = page.periods.get(numeral)!.since > last.numeral.end;
  if (openIn(page, last.numeral.end, numeral.start) > (moved ? 4 : 0)) return found;
  // The same figure of the same year again is some of it, unless the words say that it comes to as much.
  const [now, then] = [page.periods.get(numeral)!, last.period];
  const same =
    now.year === then.year &&
    now.part === then.part &&
    last.role === "value" &&
    alike(numeral.unit, last.numeral.unit) &&
    last.goal === goal;
  const gap = page.text.slice(last.numeral.end, numeral.start);
  if (same && !restates.test(gap)) return found;
  // 协商账:…24场次,…57场次,总共107次: what the colon introduced.
  if (same && totals.test(gap)) return introduction(clause);
  return last.words.slice(-reach);
}

/** Of how many words before a number may be what it goes on with. */
const reach = 40;

/** 问:提案总量多少?答:261件: the words of the question. */
function asked({sentence}: Clause, {text, paragraphs, words}: Page): Word[] {
  const {paragraph} = sentence;
  const question = paragraph.sentences[sentence.index - 1];
  if (question && text[sentence.start] === "答" && text[question.end - 1] === "?")
    return startingIn(words, question.start, question.end);
  const before = paragraphs[paragraph.index - 1];
  if (!before || sentence.index > 0 || text[paragraph.start] !== "答" || text[before.start] !== "问") return [];
  return startingIn(words, before.start, before.end);
}

export const totals = /(?:总共|合计|总计|共计|加起来|加在一起)(?:有|为|达|是)?$/;

function introduction({sentence, index}: Clause): Word[] {
  return sentence.clauses[0]!.numbers.length === 0 && index > 0 ? [...sentence.clauses[0]!.words] : [];
}

export const restates = /(?:达到?|共|合计|累计|总计|总共|共计|即|增?至|到|为|实现|完成)(?:了)?$/;

/** 党派团体堪称主力:提案158件: what stands before a colon narrows what follows. */
export function introduced({clause, left}: Phrase, {text}: Page): Word[] {
  const {sentence} = clause;
  const earlier = text[sentence.start - 1] === ";" ? sentence.paragraph.sentences[sentence.index - 1]!.clauses : [];
  const [label] = sentence.paragraph.sentences[0]!.clauses;
  const labelled = label && sentence.index > 0 && text[label.end] === ":" && label.end - label.start < 8 ? [label] : [];
  const lead = [
    ...labelled,
    ...earlier,
    ...sentence.clauses.slice(Math.max(0, clause.index - 6), clause.index)
  ].findLast(each => text[each.end] === ":");
  if (!lead || lead.numbers.length > 0) return [];
  const narrow = lead.words.filter(
    ({kind}) => kind === "narrow" || kind === "actor" || kind === "scope" || kind === "body" || kind === "self"
  );
  return left.some(each => each.concepts.some(c => narrow.some(n => n.concepts.includes(c)))) ? [] : narrow;
}

/** 民主评议5个单位、55件提案: the verb before the first number of a list is that of the others too. */
export function governed({numeral, clause, left, right}: Phrase, {text, words}: Page): Word[] | null {
  if (left.length > 0 || right.length === 0) return null;
  const at = clause.numbers.indexOf(numeral);
  const before = clause.numbers[at - 1];
  if (!before || !/^[^,。;:\d]{0,8}(?:、|(?<=单位|部门))$/.test(text.slice(before.end, numeral.start))) return null;
  const verbs = startingIn(words, clause.start, before.start).filter(each => each.kind === "narrow");
  return verbs.length > 0 ? verbs : null;
}
