import {grammar} from "../grammar/grammar.js";
import {denialOf, dull, type Vocabulary, type Word} from "./words.js";

const denials = ["没有", "未", "非", "不", "无", "没"];
const denying =
  /(?:未|没|无|(?<!有)没有|(?<![除是])非|(?<!无)不|(?:不|并非)(?:是|属于)|未能|未曾)(?:能|被|予以?|经|得到|获得?|列入|列为|作为)?$/;

const except = /^[^,。;\d]{0,4}?(?:以外|之外|除外)(?!,)/;
const besides = /^[^,。;\d]{0,4}?外(?!,)/;

/** Whether a word names what is left out: 大额以外的提案, 除大额提案外的 — not 除大额提案外, which goes on with others. */
const leftOut = (text: string, {start, end}: Word) => {
  const behind = text.slice(end, end + 8);
  return (
    except.test(behind) || (/除[^,。;\d]{0,8}$/.test(text.slice(Math.max(0, start - 9), start)) && besides.test(behind))
  );
};

const overlap = (a: {start: number; end: number}, b: {start: number; end: number}) =>
  a.start < b.end && b.start < a.end;

/** What a name denies in one word (无经费) and the text in another (没有经费), where nothing else stands for what is denied. */
function otherwise(text: string, tagged: readonly Word[], vocabulary: Vocabulary): Word[] {
  const found: Word[] = [];
  for (const denial of denials)
    for (const [name, entry] of vocabulary.words.get(denial[0]!) ?? []) {
      const rest = name.slice(denial.length);
      if (!name.startsWith(denial) || rest.length < 2 || dull(entry.kind) || grammar().kinds.has(entry.concepts[0]!))
        continue;
      for (const other of denials)
        for (let at = text.indexOf(other + rest); at >= 0; at = text.indexOf(other + rest, at + 1)) {
          const word = {start: at, end: at + other.length + rest.length, ...entry};
          if (![...tagged.filter(({kind}) => !dull(kind)), ...found].some(each => overlap(each, word)))
            found.push(word);
        }
    }
  return found;
}

/** 未公开, 没有经费: a word that is denied is another one: what a name says so (无经费), else what no name has. */
export function withDenied(text: string, tagged: readonly Word[], vocabulary: Vocabulary): Word[] {
  const others = otherwise(text, tagged, vocabulary);
  const words = [...tagged.filter(word => !others.some(each => overlap(each, word))), ...others].sort(
    (a, b) => a.start - b.start
  );
  const found: Word[] = [];
  for (const word of words) {
    if (others.includes(word)) {
      found.push(word);
      continue;
    }
    const telling = word.kind === "narrow" || word.kind === "thing";
    if (telling && leftOut(text, word)) {
      found.push({...word, concepts: word.concepts.map(denialOf), kind: "narrow"});
      continue;
    }
    const lead = text.slice(Math.max(0, word.start - 8), word.start);
    const match = telling ? denying.exec(lead) : null;
    const start = word.start - (match?.[0].length ?? 0);
    if (!match || found.some(each => each.end > start && !dull(each.kind))) {
      found.push(word);
      continue;
    }
    while (found.length > 0 && found.at(-1)!.end > start) found.pop();
    const spelled = text.slice(word.start, word.end);
    const named = denials
      .map(each => vocabulary.words.get(each[0]!)?.find(([name]) => name === each + spelled)?.[1])
      .find(entry => entry && !dull(entry.kind) && !grammar().kinds.has(entry.concepts[0]!));
    found.push({
      start,
      end: word.end,
      ...(named ?? {concepts: word.concepts.map(denialOf), kind: "narrow" as const})
    });
  }
  return found;
}
