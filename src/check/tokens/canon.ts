import {notWhole} from "../../text/whole.js";

/** The draft as it is read: half-width, without spaces and soft line breaks; `from[i]` is where character i stood. */
export interface Canon {
  text: string;
  from: number[];
}

const heading =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．)）]\s*(?=[一-龥“《A-Za-z])|[#>|]|[-*•] |[【▶▷◆◇●○■□★☆▪▫◼·•✅☑]|[问答注][:：]|第[一二三四五六七八九十]+[章节部篇])/;
const ended = /[。!?;:！？；：…|”」』]$/;
const units = "件篇条项次名%人个家期场余多位份户只年";

/**
 * Reads full-width forms, spaces, markup, wrapped lines and slips of character recognition in numbers as meant.
 * With `paragraphs` a line feed ends one and only \v may be a wrap. `joins` says whether the end of a line and the start of the next make one word.
 */
export function canonical(
  draft: string,
  joins: (before: string, after: string) => boolean = () => false,
  paragraphs = false
): Canon {
  const chars: string[] = [];
  const from: number[] = [];
  const lines = draft.split(/[\n\v]/);
  const items = listItems(lines);
  let offset = 0;
  lines.forEach((line, i) => {
    let markup = /^\s*#+/.exec(line)?.[0].length ?? 0;
    const cuts = columns(line);
    const framed = bracketed(line);
    const spaced = listed(line);
    const marked = marks(line);
    for (let k = 0; k < line.length; k++) {
      const char = marked.has(k)
        ? ""
        : cuts.has(k)
          ? cell
          : spaced.has(k)
            ? "、"
            : framed.has(k)
              ? /\d/.test(line[k - 1] ?? "") && line[k] === "【"
                ? ";"
                : ""
              : plain(line[k]!);
      if (markup > 0) markup--;
      else if (char === cell && line[k] === "\t" && line.slice(0, k).trim() === "") {
        // An empty first cell.
        if (k === 0) push(cell, offset + k);
        push(cell, offset + k);
      } else if (char !== "") push(char, offset + k);
    }
    const hard = paragraphs && draft[offset + line.length] === "\n";
    if (i < lines.length - 1 && (hard || !continues(line, lines[i + 1]!, items[i]!, joins)))
      push("\n", offset + line.length);
    offset += line.length + 1;
  });
  return {text: repaired(chars.join("")).replace(hanYear, year => [...year].map(digitOf).join("")), from};

  function push(char: string, at: number) {
    chars.push(char);
    from.push(at);
  }
}

/** Stands between the cells of a table in the canonical text. */
export const cell = "│";

/** The spaces of 活动251项 委员5669人次 走访156人次, which part the items of a list. */
function listed(line: string): Set<number> {
  if (/[,，。;；]/.test(line) && !/^图\d/.test(line)) return new Set();
  const gaps = [
    ...line.matchAll(
      /(?<=\d[余多万+]*(?:[一-龥]{1,2}|%)[+]?)[ 　](?=[一-龥]{2,10}[ 　]?[约近超↑↓＋+－-]?\d)|(?<=^(?:图|表)\d{1,2}) (?=\d)/g
    )
  ];
  return new Set(gaps.map(({index}) => index));
}

/** The marks of our own documents between a number and what it counts: 6个（不完整）单位. */
function marks(line: string): Set<number> {
  const found = new Set<number>();
  for (let at = line.indexOf(notWhole); at >= 0; at = line.indexOf(notWhole, at + 1))
    for (let i = 0; i < notWhole.length; i++) found.add(at + i);
  return found;
}

/** The brackets of 【83】项, which only set a number off. */
function bracketed(line: string): Set<number> {
  const found = new Set<number>();
  for (const match of line.matchAll(/[【[]\s*[\d.,万亿余多%]+\s*[】\]](?=\s*[一-龥%])/g)) {
    found.add(match.index);
    found.add(match.index + match[0].length - 1);
  }
  return found;
}

/** Where a line of a table is cut: at tabs, at bars, at runs of spaces before or behind numbers. */
function columns(line: string): Set<number> {
  const cuts = new Set<number>();
  const at = (pattern: RegExp) => [...line.matchAll(pattern)].map(match => match.index);
  const bars = at(/[|｜]/g);
  if (bars.length > 1) for (const each of bars) cuts.add(each);
  const tabs = at(/\t/g);
  for (const each of tabs) if (line.slice(0, each).trim() !== "" || tabs.length > 2) cuts.add(each);
  if (cuts.size > 1) return cuts;
  const gaps = at(/(?<=\S)(?: {2,}|　{2,})(?=\S)/g);
  if (gaps.length > 1 || (gaps.length === 1 && /\S {2,}[\d.]+%?\s*$/.test(line)))
    for (const each of gaps) cuts.add(each);
  return cuts;
}

/** The draft's own offsets of a stretch of the canonical text. */
export function originalRange({from}: Canon, start: number, end: number): [number, number] {
  return [from[start] ?? 0, (from[end - 1] ?? 0) + 1];
}

function plain(char: string): string {
  const code = char.charCodeAt(0);
  if (code <= 0x20 || code === 0x3000 || code === 0xa0 || code === 0xfeff || code === 0xad) return "";
  if (code >= 0x2000 && code <= 0x200f) return "";
  if (char === "*" || char === "`" || char === "＊") return "";
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return (
    {
      "▏": ",",
      "┃": ",",
      丨: ",",
      "﹪": "%",
      "﹐": ",",
      "﹔": ";",
      "○": "〇",
      "◯": "〇",
      "–": "—",
      "－": "—",
      "─": "—",
      "〜": "—",
      "～": "—"
    }[char] ?? char
  );
}

/** Which lines are items of a list: several that stand together without a full stop among them. */
function listItems(lines: readonly string[]): boolean[] {
  const items: boolean[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from;
    while (to < lines.length && (to === from || lines[to]!.trim() !== "")) to++;
    const block = lines.slice(from, to);
    const list = block.length > 2 && !block.some(each => /[。;!?；！？]/.test(each));
    for (const each of block) items.push(list && !/[,，、]\s*$/.test(each));
    from = to;
  }
  return items;
}

/** 提交:236→232→261 */
const labelled = /^[一-龥]{2,8}[:：]/;

/** 📈 提案:… begins an item. */
const pictured = /^\p{Extended_Pictographic}/u;

/** Whether a line goes on in the next: a wrap inside a sentence, not the end of a paragraph or heading. */
function continues(
  line: string,
  next: string,
  item: boolean,
  joins: (before: string, after: string) => boolean
): boolean {
  const [a, b] = [line.trim(), next.trim()];
  if (a === "" || b === "" || columns(line).size > 0 || columns(next).size > 0 || ended.test(a) || heading.test(b))
    return false;
  if (labelled.test(a) && labelled.test(b)) return false;
  if (pictured.test(b)) return false;
  if (/^(?:图|表|附件|附表)\s*\d/.test(a) || /^(?:图|表|附件|附表)\s*\d/.test(b)) return false;
  if (heading.test(a) && a.length < 40 && !/[,,。]/.test(a)) return false;
  if (/[\d.]$/.test(a) || joins(a, b)) return true;
  if (item) return false;
  const title = a.length <= 24 && !/[,,、。%%]|\d+\s*[件篇条项场]/.test(a) && /^[\s　]{2}|^.{25}/.test(next);
  return !title;
}

/** 二〇二四年, in as many digits. */
const hanYear = /二[〇零][〇零一二三四五六七八九]{2}(?=年)/g;
const digitOf = (char: string) => Math.max(0, "〇一二三四五六七八九".indexOf(char));

const runs =
  /(?<![A-Za-z\d.〇零一二三四五六七八九十百])(?=[\dlI|]*[OoQlI〇\d])[\dOoQlI〇]{2,7}(?=[余多]?万?(?:件|篇|条|场|次|项|名|人|家|期|个百|%))/g;

/** 贰佰陆拾壹, as common numerals. */
const formals = "壹贰叁肆伍陆柒捌玖拾佰仟";
const common = "一二三四五六七八九十百千";
const formal = new RegExp(`[零${formals}]{2,}`, "g");

/** Letters and circles that stand for digits inside a number; the length stays. */
function repaired(text: string): string {
  return text
    .replace(formal, run => [...run].map(char => common[formals.indexOf(char)] ?? char).join(""))
    .replace(runs, run => run.replace(/[OoQ〇]/g, "0").replace(/[lI|]/g, "1"))
    .replace(/(?<=\d\.?)[OoQ〇](?=[\dOo〇.%]|[件篇条项次名人个家期场余多位年])/g, "0")
    .replace(new RegExp(`(?<=\\d\\.?)[lI|](?=[\\d.${units}])`, "g"), "1")
    .replace(/(?<![A-Za-z\d\n])[lI](?=\d)/g, "1")
    .replace(/(?<=[一-龥])[lI](?=[件篇条场次项名人个家期]|[余多][件篇条场])/g, "1")
    .replace(/(?<=\d)[Oo](?=\d)/g, "0")
    .replace(/(?<=\d)[·。](?=\d+%)/g, ".");
}
