import type {Metric} from "../../metrics/index.js";
import {grown} from "../clauses/marks.js";
import {grammar} from "../grammar/grammar.js";
import {breath} from "./breath.js";
import type {Claim, Page} from "./page.js";
import {telling} from "./phrase.js";
import {unitFit} from "./units.js";

export const sums =
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

const stepped = new RegExp(`^,?${grown}(?:了)?$`);

/** 占比由60.5%升至62.4%: what something grew to is of the figure that it grew from. */
export function stepOf(claim: Claim, {text}: Page, said: readonly Claim[]): boolean {
  const last = said.at(-1);
  if (last?.clause !== claim.clause || last.role === "change" || last.numeral.unit !== claim.numeral.unit) return false;
  if (!stepped.test(text.slice(last.numeral.end, claim.numeral.start))) return false;
  const {role, reading, words, scope, share, why} = last;
  if (!reading && !share?.part) return false;
  const {year} = claim.period;
  const at = <T extends {metric: Metric; year: number | null} | {number: number}>(each: T) =>
    "metric" in each ? {...each, year} : each;
  const moved = share && {...share, part: share.part && at(share.part), wholes: share.wholes.map(at)};
  Object.assign(claim, {role, reading, words, scope, share: moved, why});
  return true;
}

/** 年初确定不少于18次: the figure told right before that a target is set for. */
export function aimedAt({numeral, phrase, period}: Claim, {figures, year}: Page, said: readonly Claim[]) {
  if (phrase.left.some(telling) || phrase.right.some(telling)) return null;
  const told = said.findLast(each => each.role === "value" && !each.clause.aside && each.reading && !each.scope);
  const target = told && figures.target(told.reading!.metric.id, period.year ?? year);
  return target && told.sentence.paragraph === phrase.clause.sentence.paragraph && told.numeral.unit === numeral.unit
    ? told.reading
    : null;
}

/** 超期6件, 未答复10件: the items that a rate divides by, without those that it counts. */
export function restOf(claim: Claim, {text, figures, names, topicOf}: Page): Claim["rest"] {
  const {phrase, numeral, words, sentence} = claim;
  const {complements} = grammar();
  const near = [...phrase.left, ...phrase.right];
  const done = near.map(({start, end}) => complements.get(text.slice(start, end))).find(Boolean);
  if (!done || claim.part) return null;
  const topic = [...words, ...near].findLast(each => each.kind === "topic")?.concepts[0] ?? topicOf(sentence.paragraph);
  for (const {metric, concepts} of names.all) {
    const items = names.topics.get(metric.id);
    if (!items || (topic && items !== topic) || unitFit(metric, numeral.unit) < 2) continue;
    if (concepts.filter(c => c !== items).join() !== done.join()) continue;
    const rate = [...figures.metrics.values()].find(
      ({formula}) => formula?.type === "ratio" && formula.numerator === metric.id
    );
    const whole = rate?.formula?.type === "ratio" ? figures.metrics.get(rate.formula.denominator) : undefined;
    if (whole) return {whole, part: metric};
  }
  return null;
}
