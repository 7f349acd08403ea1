import type {Metric} from "../../metrics/index.js";
import type {Numeral} from "../tokens/numbers.js";
import {breath} from "./breath.js";
import type {Claim, Page} from "./page.js";
import {type Phrase, telling} from "./phrase.js";
import {unitFit} from "./reading.js";

const sums =
  /^[,;、—]*(?:(?:以上|这)?[两三四五六七八九十几各](?:项|类|家|大类|个部门|个单位)(?:成果|提案)?|以上)?(?:总共|合计|总计|共计|加起来|合起来|相加)(?:有|为|达|是)?$/;

/** 15条、33条、37条,合计85条: the numbers right before that add up to it; null where it sums up nothing. */
export function partsOf({numeral, sentence}: Claim, page: Page, said: readonly Claim[]): Claim[] | null {
  // 六类合计185件
  const count = said.at(-1)?.numeral;
  const counted = count && /^(?:类|项|家|大类|个)$/.test(count.unit) && count.end >= numeral.start - 3;
  const told = counted ? said.slice(0, -1) : said;
  const last = told.at(-1);
  if (!last || !sums.test(page.text.slice(last.numeral.end, numeral.start))) return null;
  const from = told.findLastIndex(
    each => each.sentence !== sentence || each.role !== "value" || each.numeral.unit !== numeral.unit
  );
  const parts = told.slice(from + 1);
  return parts.length > 1 && (!counted || parts.length === count.value) ? parts : null;
}

const compared =
  /[较比与和]之?(上年|去年|前年|上一年|上(?:一)?次(?:会议|全会|大会)|(?:19|20)\d{2}年)(?:同期|全年)?(?:的|仅|只有)?[约近超]?$/;

/** The year that a number is compared with: the one before that of the number before, or as the draft names it. */
export function comparedYear({numeral, clause}: Claim, {period}: Claim, {text, year, later}: Page): number {
  const words = compared.exec(text.slice(Math.max(clause.start, numeral.start - 16), numeral.start))![1]!;
  if (/\d/.test(words)) return Number(words.slice(0, 4));
  return (period.year ?? year) - (words === "前年" && !later ? 2 : 1);
}

/** 81件,比2022年的55件增加26件: what is compared with is the same figure as before. */
export function baseOf(
  {numeral, sentence, clause, phrase}: Claim,
  page: Page,
  said: readonly Claim[]
): Claim | undefined {
  if (phrase.left.some(telling) || phrase.right.some(telling)) return undefined;
  const told = said.filter(each => breath(each, sentence, page) && each.role === "value");
  if (!compared.test(page.text.slice(Math.max(clause.start, numeral.start - 16), numeral.start))) {
    // 高于2023年(94.5%)和2022年(90.1%)
    const alone =
      clause.aside &&
      phrase.from === clause.start &&
      /(?:(?<!全)年|同期)(?:为|是)?\(?$/.test(page.text.slice(Math.max(0, numeral.start - 6), numeral.start));
    return alone && page.periods.get(numeral)!.attached
      ? told.findLast(each => each.numeral.unit === numeral.unit && !each.clause.aside)
      : undefined;
  }
  return (
    told.findLast(each => each.numeral.unit === numeral.unit && each.reading) ??
    told.findLast(each => each.reading && unitFit(each.reading.metric, numeral.unit) === 0)
  );
}

/** 共计31件次 after its parts: the figure that is their sum. */
export function sumOf({numeral, sentence}: Claim, page: Page, said: readonly Claim[]): Metric | null {
  const parts = said.filter(each => each.sentence === sentence && each.role === "value" && each.reading);
  const last = parts.at(-1);
  if (
    !last ||
    parts.length < 2 ||
    !/^[,;—]*(?:共计|合计|总计|总共|一共|合为|共|加起来|三项合计)(?:为|达|是)?$/.test(
      page.text.slice(last.numeral.end, numeral.start)
    )
  )
    return null;
  const told = new Set(parts.map(each => each.reading!.metric.id));
  return (
    [...page.figures.metrics.values()].find(
      ({formula, unit}) => formula?.type === "sum" && unit === numeral.unit && formula.of.every(id => told.has(id))
    ) ?? null
  );
}

/** 63场、81场、94场: a row whose years are not said. */
export function rowed({numeral, clause, right}: Phrase, {text}: Page): boolean {
  const {numbers} = clause;
  const at = numbers.indexOf(numeral);
  const joined = (a: Numeral | undefined, b: Numeral | undefined) =>
    a !== undefined &&
    b !== undefined &&
    /^[、→]$/.test(text.slice(a.end, b.start)) &&
    (a.unit === b.unit || a.unit === "");
  const row = [
    joined(numbers[at - 2], numbers[at - 1]),
    joined(numbers[at - 1], numeral),
    joined(numeral, numbers[at + 1]),
    joined(numbers[at + 1], numbers[at + 2])
  ];
  return right.length === 0 && ((row[1]! && (row[0]! || row[2]!)) || (row[2]! && row[3]!));
}
