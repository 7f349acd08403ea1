import type {Metric} from "../../metrics/index.js";
import type {Span} from "../clauses/clauses.js";
import type {Word} from "../tokens/words.js";
import {breath} from "./breath.js";
import {type ChangeWords, changeWords, sideIn} from "./changes.js";
import {targetAfter} from "./goals.js";
import {namedApart, oneOfTwo} from "./lists.js";
import {isElsewhere} from "./mentions.js";
import {type Claim, openIn, type Page, startingIn} from "./page.js";
import {sideOf, telling} from "./phrase.js";
import {partOf, type Reading, readingOf} from "./reading.js";
import {plainly, type Said} from "./said.js";
import {spokenIn, unitFit} from "./units.js";

/** 较上年增加29件,增长12.5%: reads a number that says how much something changed; false when it says no such thing. */
export function changed(claim: Claim, page: Page, said: readonly Claim[], words: () => Said): boolean {
  const {numeral, clause, sentence} = claim;
  if (numeral.value === null) return false;
  const change = changeWords(numeral, clause, page);
  if (!change) {
    if (!/百分点|倍/.test(numeral.unit)) return false;
    claim.role = "change";
    claim.why = "看不出是哪个数字的变化";
    return true;
  }
  if (change.goal && targetAfter.test(page.text.slice(numeral.end, numeral.end + 16))) return false;
  claim.role = "change";
  // 全市平均98.0%。我区高出0.4个百分点
  const others =
    !change.based &&
    /(?:高出|高|低|多出)$/.test(page.text.slice(Math.max(clause.start, numeral.start - 4), numeral.start)) &&
    (startingIn(page.words, sentence.paragraph.start, numeral.start).some(({kind}) => kind === "other") ||
      /平均/.test(page.text.slice(sentence.paragraph.start, numeral.start)));
  if (others) {
    claim.why = "是与别的单位比较";
    return true;
  }
  if (change.versus) {
    besides(claim, change, change.versus, page, said, words);
    return true;
  }
  const share = shareBefore(claim, change, page, said);
  if (share) {
    Object.assign(claim, {
      reading: share.reading,
      words: share.words,
      scope: share.scope,
      share: share.share,
      why: share.why
    });
    const from = change.based ? undefined : grownFrom(share, said);
    const bases = from ? [from] : yearsBefore(change, share.period.year);
    claim.change = {words: change, year: share.period.year, bases};
    return true;
  }
  const spoken = spokenOf(claim, change, page, said, words);
  const {year} = spoken;
  claim.reading = spoken.reading;
  claim.words = spoken.words;
  claim.scope = spoken.scope;
  claim.why = claim.reading ? "" : "看不出是哪个数字的变化";
  const from = change.based
    ? undefined
    : said.find(each => each.sentence === claim.sentence && each.role === "value" && each.period.guessed)?.numeral;
  claim.change = {
    words: change,
    year,
    from,
    bases: claim.reading && year !== null ? basesOf(claim, change, claim.reading.metric, year, page, said) : []
  };
  return true;
}

/** 立案率比办结率低4.6个百分点: two figures of one year. */
function besides(
  claim: Claim,
  change: ChangeWords,
  {start, end}: Span,
  page: Page,
  said: readonly Claim[],
  words: () => Said
): void {
  const {numeral} = claim;
  const {names} = page;
  const side = sideOf(claim.phrase, page.text, change.start);
  const {reading, year, scope, words: own} = spokenOf(claim, change, page, said, () => ({...words(), side}));
  const named = startingIn(page.words, start, end);
  // 比单位高: of the same rate.
  const unit = end - (page.text[end - 1] === "率" ? 1 : 0);
  const read = (left: readonly Word[]) =>
    readingOf(
      {
        ...plainly,
        left,
        topic: names.topics.get(reading!.metric.id) ?? null,
        side: sideIn(page.text.slice(start, end))
      },
      names,
      metric => (comparable(metric, reading!.metric, numeral.unit) ? 1 : -1)
    );
  const other =
    reading && openIn(page, start, unit) === 0 && !named.some(isElsewhere)
      ? (read(named) ?? read([...named, ...own.filter(telling).slice(-1)]))
      : null;
  const apart = other && other.metric !== reading!.metric ? other : null;
  Object.assign(claim, {
    reading: apart && reading,
    words: own,
    scope,
    why: reading ? "是与别的单位或别的数比较" : "看不出是哪个数字的比较"
  });
  claim.change = {words: change, year, bases: [], versus: apart};
}

/** Whether a difference of that unit parts two metrics. */
const comparable = (a: Metric, b: Metric, unit: string) =>
  (a.unit === "%") === (b.unit === "%") &&
  spokenIn(a).times === spokenIn(b).times &&
  (/百分点/.test(unit) === (a.unit === "%") || unit === "%") &&
  (a.unit === b.unit || unitFit(a, b.unit) >= 0);

/** 占65.1%,较上年提高5.4个百分点: the share told right before, where no name stands between. */
function shareBefore({numeral, phrase, sentence}: Claim, change: ChangeWords, page: Page, said: readonly Claim[]) {
  const last = said.at(-1);
  return /百分点/.test(numeral.unit) &&
    last?.role === "share" &&
    last.share?.part &&
    !last.share.goal &&
    breath(last, sentence, page) &&
    !phrase.left.some(each => each.end <= change.start && telling(each))
    ? last
    : undefined;
}

/** 由54.2%升至60.5%: the year of the first. */
const grownFrom = ({clause, period}: Claim, said: readonly Claim[]) =>
  said.findLast(
    each => each.clause === clause && each.role === "share" && (each.period.year ?? 9999) < (period.year ?? 0)
  )?.period.year;

const yearsBefore = ({base}: ChangeWords, year: number | null) =>
  year === null || base === null ? [] : [base < 0 ? year + base : base];

interface Spoken {
  reading: Reading | null;
  year: number | null;
  scope: string | null;
  words: Word[];
}

const verbsOfRates = /(?:提高|下降|上升|提升|降低|回落)(?:了|为|约|近|超过?|达)*$/;

/** What a change is said of: what its own words name, else what was told before. */
function spokenOf(claim: Claim, change: ChangeWords, page: Page, said: readonly Claim[], words: () => Said): Spoken {
  const {numeral, phrase, sentence, clause} = claim;
  const {year, attached} = claim.period;
  const points = /百分点/.test(numeral.unit);
  const fits = change.versus ? looselyFit(numeral.unit) : fitOf(numeral.unit);
  const apart = oneOfTwo(claim, page, said) ?? namedApart(claim, page, said);
  if (apart) {
    const reading =
      apart.reading !== undefined
        ? apart.reading
        : readingOf({...words(), left: apart.words, right: [], bridged: []}, page.names, fits);
    return {reading, year: apart.year ?? year, scope: null, words: apart.words};
  }
  // 与上年比,主办增加33件次: what is compared with stands before the name.
  const left = phrase.left.filter(each => each.end <= change.start || change.start < clause.start);
  const own = left.some(telling) || (left.some(({kind}) => kind === "free") && words().topic !== null);
  if (own) {
    const reading = readingOf({...words(), left, right: [], bridged: []}, page.names, fits);
    const open = reading && openIn(page, phrase.from, change.start) > 1;
    return {
      reading:
        reading && open && reading.level === "settled"
          ? {...reading, level: "likely", open: "有没有读懂的词语"}
          : reading,
      year,
      scope: null,
      words: left
    };
  }
  const signed = /[↑↓▲▼+—-]$/.test(page.text.slice(0, numeral.digitsStart));
  if (signed && openIn(page, phrase.from, change.start) > 0) return {reading: null, year: null, scope: null, words: []};
  const alike = phrase.right.some(telling)
    ? said.findLast(each => breath(each, sentence, page) && each.role === "value" && each.numeral.unit === numeral.unit)
    : undefined;
  // 6个单位的81件提案,比上年增加1个单位、15件提案
  if (alike) return {reading: alike.reading, year: alike.period.year, scope: alike.scope, words: alike.words};
  // 满意率较上年度的97.2%提高1.2个百分点: of the rate that it grew from.
  const from = points ? said.at(-1) : undefined;
  if (from?.clause === clause && from.numeral.start > change.start && from.reading?.metric.unit === "%")
    return {reading: from.reading, year, scope: from.scope, words: from.words};
  const outer = said.filter(
    each =>
      breath(each, sentence, page) &&
      each.numeral.start < change.start &&
      (!each.clause.aside || each.clause === clause)
  );
  const before = outer.filter(each => each.role !== "share");
  const frame = words().bridged.filter(
    each =>
      each.start >= Math.max(outer.at(-1)?.phrase.to ?? 0, outer.at(-1)?.numeral.end ?? 0) && each.end <= clause.start
  );
  if (frame.some(telling)) {
    const reading = readingOf({...words(), left: frame, right: [], bridged: []}, page.names, fits);
    if (reading) return {reading, year, scope: null, words: frame};
  }
  const told = before.slice().reverse();
  const [last] = told;
  const none = {reading: null, year: null, scope: null, words: []};
  if (last && (!last.reading || (last.reading.slip && fits(last.reading.metric) < 2))) return none;
  if (last) {
    const isRate = ({reading}: Claim) => reading?.metric.unit === "%";
    const fitting = told.filter(each => each.reading && fits(each.reading.metric) >= 2);
    const counts = told.filter(each => each.reading && !isRate(each));
    const chosen = points
      ? (told.find(isRate) ?? last)
      : numeral.unit === "%" || numeral.unit === "倍"
        ? isRate(last) && counts[0] && !verbsOfRates.test(page.text.slice(clause.start, numeral.start))
          ? counts[0]
          : last
        : (fitting[0] ?? last);
    const sum =
      chosen.role === "value" &&
      before.findLast(
        each =>
          each.reading?.metric.formula?.type === "sum" &&
          each !== chosen &&
          partOf(chosen.reading!.metric, each.reading.metric)
      );
    if (sum && sum.sentence === chosen.sentence)
      return {
        reading: {...chosen.reading!, level: "likely", open: "合计或其中一项", others: [sum.reading!.metric]},
        year: toldYear(claim, chosen, told, attached ? null : year),
        scope: chosen.scope,
        words: chosen.words
      };
    return {
      reading: chosen.reading,
      year: toldYear(claim, chosen, told, attached ? null : year),
      scope: chosen.scope,
      words: chosen.words
    };
  }
  const bridged = words().bridged;
  if (bridged.some(telling))
    return {
      reading: readingOf({...words(), left: [], right: []}, page.names, fits),
      year,
      scope: null,
      words: [...bridged]
    };
  const earlier = said.at(-1);
  if (!earlier?.reading) return none;
  return {
    reading: {...earlier.reading, level: "likely", open: "前一句说的指标"},
    year: earlier.period.year ?? year,
    scope: earlier.scope,
    words: earlier.words
  };
}

/** The year told of: the latest that the figure was told for in the sentence, or that of the words since. */
function toldYear(
  {numeral, period: {since}}: Claim,
  chosen: Claim,
  told: readonly Claim[],
  own: number | null
): number | null {
  const years = told
    .filter(each => each.reading?.metric === chosen.reading?.metric && each.period.year !== null)
    .map(each => (each.role === "change" ? (each.change?.year ?? 0) : each.period.year!));
  const latest = years.length > 0 ? Math.max(...years) : null;
  const said =
    since > chosen.numeral.end ||
    (chosen.period.attached &&
      chosen.numeral.start - chosen.period.since < 8 &&
      numeral.start - chosen.numeral.end < 8 &&
      told.length === 1);
  return latest === null || (said && own !== null && (own > latest || since > chosen.numeral.end)) ? own : latest;
}

/** 社情民意比提案少115件: what two counts differ by is told in the unit of either. */
const looselyFit = (unit: string) => (metric: Metric) =>
  (metric.unit === "%") === /百分点/.test(unit) ? Math.max(0.5, fitOf(unit)(metric)) : fitOf(unit)(metric);

function fitOf(unit: string) {
  return (metric: Metric) => {
    if (/百分点/.test(unit)) return metric.unit === "%" ? 3 : 1;
    if (unit === "%" || unit === "倍" || unit === "") return metric.unit === "%" ? 1 : 3;
    const found = unitFit(metric, unit);
    return found === 0 ? -1 : found;
  };
}

/** The years that a change may be measured from; one where the draft says which. */
function basesOf(
  {numeral, sentence, period}: Claim,
  change: ChangeWords,
  metric: Metric,
  year: number,
  {text}: Page,
  said: readonly Claim[]
): number[] {
  const {base, based} = change;
  if (base === null) return [];
  if (based) return [base < 0 ? year + base : base];
  const lead = text.slice(Math.max(sentence.start, numeral.start - 60), numeral.start);
  if (/每年|年均/.test(lead)) return [];
  const last = said.at(-1);
  if (
    last?.change?.year === year &&
    last.sentence === sentence &&
    last.reading?.metric === metric &&
    last.change.bases.length > 0
  )
    return last.change.bases;
  const span = /([两二三四五六七八九]|\d)年(?:间|来|里|时间|内)?(?:共|累计|总共)?[^,。;\d]{0,4}$/.exec(lead)?.[1];
  const years = span ? Math.max("零一二三四五六七八九".indexOf(span.replace("两", "二")), Number(span) || 0) : 0;
  const grown = said
    .filter(each => each.sentence === sentence && each.role === "value" && each.reading?.metric === metric)
    .flatMap(each => (each.period.year !== null && each.period.year < year ? [each.period.year] : []));
  const found = [
    ...grown.slice(-1),
    ...(years ? [year - years, year - years + 1] : []),
    ...(grown.length > 0 || years ? [] : [year - 1])
  ];
  return period.sum && !years ? [] : [...new Set(found)].filter(each => each < year);
}
