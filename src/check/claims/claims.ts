import type {Metric} from "../../metrics/index.js";
import type {Clause, Paragraph, Sentence} from "../clauses/clauses.js";
import {grammar} from "../grammar/grammar.js";
import type {Numeral} from "../tokens/numbers.js";
import type {Word} from "../tokens/words.js";
import {breath} from "./breath.js";
import {changed} from "./change.js";
import {targetWords} from "./goals.js";
import {namedApart, oneOfTwo} from "./lists.js";
import {type Claim, openIn, type Page, startingIn} from "./page.js";
import {type Phrase, phrasesOf, telling} from "./phrase.js";
import {conceptsOf, type Reading, readingOf, type Said, unitFit} from "./reading.js";
import {shared} from "./share.js";

/** What the paragraph has said so far. */
interface State {
  /** The items spoken of, and where they were named last. */
  topic: string | null;
  topicAt: number;
  /** Claims of the paragraph, the latest last; only the last few matter. */
  said: Claim[];
  /** Another body, or some items, that the sentence speaks of, and where it was named. */
  scope: {kind: "body" | "self" | "other" | "scope"; at: number; sentence: Sentence} | null;
  /** Who the paragraph speaks of, where they are some. */
  subject: {word: Word; sentence: Sentence} | null;
  /** In a draft of another body: whether the office itself is spoken of. */
  own: boolean;
}

const memory = 40;

/** The claims of a page, one a number, in order. */
export function claimsOf(page: Page): Claim[] {
  const claims: Claim[] = [];
  for (const paragraph of page.paragraphs) {
    const state: State = {topic: null, topicAt: -1, said: [], scope: null, own: false, subject: null};
    headed(paragraph, state, page);
    for (const sentence of paragraph.sentences)
      for (const clause of sentence.clauses) {
        let at = 0;
        for (const phrase of phrasesOf(page.text, clause)) {
          for (; at < clause.words.length && clause.words[at]!.start < phrase.numeral.start; at++)
            pass(clause.words[at]!, clause, state, page);
          const claim = claimOf(phrase, page, paragraph, state);
          claims.push(claim);
          const topic = claim.reading && page.names.topics.get(claim.reading.metric.id);
          if (topic && topic !== state.topic) Object.assign(state, {topic, topicAt: phrase.numeral.start});
          state.said.push(claim);
          if (state.said.length > memory) state.said.splice(0, memory / 2);
        }
        for (; at < clause.words.length; at++) pass(clause.words[at]!, clause, state, page);
      }
  }
  return claims;
}

/** 二、提案委自身工作: what stands under it is of that body. */
function headed({under, sentences}: Paragraph, state: State, {words, text}: Page) {
  const sentence = sentences[0];
  if (!under || !sentence || under.end - under.start > 24 || text[under.start] === "│") return;
  const body = startingIn(words, under.start, under.end).find(({kind}) => kind === "body" || kind === "self");
  if (body) state.scope = {kind: "self", at: under.start, sentence};
}

/** Before the name of a body that is not the subject: 与上城区政协相比, 只有武侯区政协的三分之一. */
const beside = /[与比较和占是为足向被由对给待赴到同于在从及讲好有加入进受]/;
/** What a body does that is the subject. */
const acts =
  /^(?!提案|信息|社情|委员(?!会)|全会|办公室|机关|党组|常委|主席|大会|的?(?:领导|指导|支持|部署|要求)|组成|工作|界|[编采评])/;

/** What is said of a subject that acts: 各党派团体在各类会议上发言. */
const does = /^(?:在[各一]|共|积极|踊跃|通过|全年|围绕|聚焦|充分|认真)/;

/** A word changes what is spoken of. */
function pass(word: Word, clause: Clause, state: State, {text, speaker}: Page) {
  const {sentence} = clause;
  const lead = text.slice(clause.start, Math.min(word.start, clause.start + 12));
  const opens =
    lead.length < 10 &&
    !beside.test(lead.at(-1) ?? "") &&
    !(word.kind === "other" && /[占比与较为向被由对]/.test(lead));
  if (word.kind === "topic") {
    state.topic = word.concepts[0]!;
    state.topicAt = word.start;
  }
  if (word.kind === "own") {
    state.scope = null;
    if (opens && word.end - word.start > 2 && acts.test(text.slice(word.end, word.end + 6))) state.own = true;
  }
  if (
    speaker &&
    word.start === clause.start &&
    /^(?:我们|我支部|本支部|支部|我委|本委|我局|我街道)/.test(text.slice(word.start, word.start + 4))
  )
    state.own = false;
  if (
    opens &&
    (clause.numbers.length === 0 || word.kind === "actor" || does.test(text.slice(word.end, word.end + 4))) &&
    (word.kind === "narrow" || word.kind === "actor")
  )
    state.subject = {word, sentence};
  if (word.kind === "own" || word.kind === "body" || word.kind === "self" || word.kind === "other")
    state.subject = null;
  const named = word.end === clause.end && !beside.test(text[word.start - 1] ?? "");
  if (word.kind === "other" && !opens && !named) return;
  if (clause.aside || (state.scope?.kind === "self" && word.kind !== "self" && word.kind !== "other")) return;
  if (word.kind === "body" || word.kind === "self" || word.kind === "other" || word.kind === "scope")
    state.scope = {kind: word.kind, at: word.start, sentence};
}

function claimOf(phrase: Phrase, page: Page, paragraph: Paragraph, state: State): Claim {
  const {numeral, clause} = phrase;
  const {sentence} = clause;
  const claim: Claim = {
    numeral,
    clause,
    sentence,
    phrase,
    role: "value",
    reading: null,
    all: [],
    period: page.periods.get(numeral)!,
    scope: null,
    words: [],
    part: /^[:(]?其中/.test(page.text.slice(clause.start, clause.start + 4)),
    goal: targetWords(numeral, clause, page.text),
    change: null,
    share: null,
    parts: null,
    item: null,
    why: ""
  };
  const gather = () => saidOf(phrase, page, paragraph, state);
  if (changed(claim, page, state.said, gather) || shared(claim, page, state.said, gather)) {
    claim.scope ??= scopeOf(claim, state, page);
    return claim;
  }
  const series = page.series.get(numeral);
  if (series) {
    claim.period = {...claim.period, year: series.years[series.numbers.indexOf(numeral)]!, sum: null, or: null};
    claim.words = startingIn(page.words, Math.max(series.start, series.end - 80), series.end);
    read(claim, {...saidOf(phrase, page, paragraph, state), left: claim.words, right: phrase.right, bridged: []}, page);
    return claim;
  }
  const apart = oneOfTwo(claim, page, state.said) ?? namedApart(claim, page, state.said);
  if (apart) {
    claim.words = apart.words;
    if (apart.reading !== undefined) claim.reading = apart.reading;
    else read(claim, {...saidOf(phrase, page, paragraph, state), left: apart.words, right: [], bridged: []}, page);
    if (apart.year !== undefined) claim.period = {...claim.period, year: apart.year, sum: null};
    claim.scope = scopeOf(claim, state, page);
    return claim;
  }
  const base = baseOf(claim, page, state.said);
  if (base) {
    const slip = base.reading !== null && unitFit(base.reading.metric, numeral.unit) === 0;
    const reading = base.reading && {...base.reading, slip};
    const then = claim.clause.aside ? claim.period.year : comparedYear(claim, base, page);
    const period = {...claim.period, year: then, sum: null, or: null, attached: true};
    Object.assign(claim, {reading, words: base.words, scope: base.scope, why: base.why, period});
    return claim;
  }
  const sum = sumOf(claim, page, state.said);
  if (sum) {
    claim.reading = {metric: sum, level: "settled", open: "", slip: false, others: []};
    return claim;
  }
  const parts = partsOf(claim, page, state.said);
  if (parts) {
    claim.parts = parts;
    claim.why = "各项中有没有读懂的";
    return claim;
  }
  if (rowed(phrase, page)) {
    claim.why = "一串数字,看不出各是哪一年";
    return claim;
  }
  const said = saidOf(phrase, page, paragraph, state);
  claim.words = [...said.bridged, ...said.left, ...said.right];
  read(claim, said, page);
  claim.scope = scopeOf(claim, state, page) ?? againOf(claim, page, state.said);
  subjected(claim, page, state, said);
  return claim;
}

const sums =
  /^[,;、—]*(?:[三四五几各]项|[三四]类(?:成果)?|以上)?(?:总共|合计|总计|共计|加起来|合起来|相加)(?:有|为|达|是)?$/;

/** 15条、33条、37条,合计85条: the numbers right before that add up to it; null where it sums up nothing. */
function partsOf({numeral, sentence}: Claim, page: Page, said: readonly Claim[]): Claim[] | null {
  const last = said.at(-1);
  if (!last || !sums.test(page.text.slice(last.numeral.end, numeral.start))) return null;
  const from = said.findLastIndex(
    each => each.sentence !== sentence || each.role !== "value" || each.numeral.unit !== numeral.unit
  );
  const parts = said.slice(from + 1);
  return parts.length > 1 && parts.every(each => each.reading) ? parts : null;
}

const compared = /[较比与和]之?(上年|去年|前年|上一年|(?:19|20)\d{2}年)(?:同期|全年)?(?:的|仅|只有)?[约近超]?$/;

/** The year that a number is compared with: the one before that of the number before, or as the draft names it. */
function comparedYear({numeral, clause}: Claim, {period}: Claim, {text, year, later}: Page): number {
  const words = compared.exec(text.slice(Math.max(clause.start, numeral.start - 16), numeral.start))![1]!;
  if (/\d/.test(words)) return Number(words.slice(0, 4));
  return (period.year ?? year) - (words === "前年" && !later ? 2 : 1);
}

/** 81件,比2022年的55件增加26件: what is compared with is the same figure as before. */
function baseOf({numeral, sentence, clause, phrase}: Claim, page: Page, said: readonly Claim[]): Claim | undefined {
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
    told.findLast(each => each.numeral.unit === numeral.unit) ??
    told.findLast(each => each.reading && unitFit(each.reading.metric, numeral.unit) === 0)
  );
}

/** The same figure of the same year a second time in a breath: some of it. */
function againOf(
  {reading, period, sentence, numeral, phrase, goal}: Claim,
  page: Page,
  said: readonly Claim[]
): string | null {
  if (!reading || reading.metric.unit === "%") return null;
  const told = said.findLast(
    each =>
      each.role === "value" &&
      each.reading?.metric === reading.metric &&
      each.sentence === sentence &&
      !each.clause.aside &&
      !each.scope
  );
  if (
    !told ||
    told.scope ||
    told.goal !== goal ||
    told.period.year !== period.year ||
    told.period.sum !== period.sum ||
    told.period.part !== period.part
  )
    return null;
  if (restates.test(page.text.slice(Math.max(told.numeral.end, phrase.from), numeral.start))) return null;
  return (numeral.value ?? 0) < (told.numeral.value ?? 0) ? "前面已说过这个指标,这里可能是其中一部分" : null;
}

/** 党派团体积极建言。全年提出提案158件: who was spoken of before may be who is meant. */
function subjected(claim: Claim, page: Page, state: State, said: Said) {
  const {reading, sentence} = claim;
  if (reading?.level === "settled" && narrower(claim, state, page))
    claim.reading = {...reading, level: "likely", open: "说的可能是前面那一部分"};
  if (ofSome(claim, page) && reading?.level === "settled" && claim.phrase.right.length === 0)
    claim.reading = {...reading, level: "likely", open: "说的可能是其中一部分"};
  if (aboutOne(claim, page) && reading?.level === "settled")
    claim.reading = {...reading, level: "likely", open: "说的可能只是这一项工作"};
  const doubt = reading?.level === "settled" ? doubtOf(claim, page, state) : null;
  if (doubt) claim.reading = {...reading!, level: "likely", ...doubt};
  if (
    reading?.level === "settled" &&
    state.subject?.word.kind === "actor" &&
    state.subject.sentence === sentence &&
    state.subject.word.end < claim.phrase.from
  )
    claim.reading = {...reading, level: "likely", open: "说的可能只是一部分单位"};
  if (
    !reading ||
    !state.subject ||
    state.subject.sentence.paragraph !== sentence.paragraph ||
    (claim.phrase.left.some(telling) === false && state.subject.sentence !== sentence)
  )
    return;
  if (claim.words.some(each => each.kind === "narrow" || each.kind === "actor")) return;
  const other = readingOf({...said, left: [state.subject.word, ...said.left]}, page.names, metric =>
    unitFit(metric, claim.numeral.unit)
  );
  if (!other || other.slip || other.metric === reading.metric || other.metric.unit !== reading.metric.unit) return;
  claim.reading = {...other, level: "likely", open: "主语是前面说的", others: [...other.others, reading.metric]};
}

/** What was said right before may be what is gone on with: then the number is no more certain than that. */
function doubtOf({reading, numeral, sentence, phrase}: Claim, page: Page, {said}: State): Partial<Reading> | null {
  const {metric} = reading!;
  const last = said.at(-1);
  if (!last || last.sentence !== sentence || last.role !== "value") return null;
  const named = phrase.left.some(telling) || phrase.right.some(telling);
  if (!named && last.reading?.metric === metric && last.reading.level === "likely")
    return {open: last.reading.open, others: last.reading.others};
  // 转报全国政协30篇,转报数从6篇增至14篇
  const part = said.findLast(
    each => each.sentence === sentence && each.reading?.metric.subsetOf === metric.id && each.role === "value"
  );
  const told = said.some(each => each.sentence === sentence && each.reading?.metric === metric);
  if (part && !told && /数|量/.test(page.text.slice(phrase.from, numeral.start)))
    return {open: `说的可能是${part.reading!.metric.label}`, others: [part.reading!.metric, ...reading!.others]};
  const open = "说的可能只是前面那一项";
  // 提案提出的73条建议,采纳了58条; 留言3400条、回复率92%
  const own = page.names.own.get(metric.id)!;
  const same = numeral.unit === last.numeral.unit && last.words.some(each => each.concepts.some(c => own.has(c)));
  const noun = phrase.left.some(({kind}) => kind === "topic" || kind === "thing");
  if (metric.subsetOf && same && !noun && (!last.reading || last.reading.weak)) return {open};
  const items = grammar().units.get(last.numeral.unit)?.classes.includes("items") && !/次|场/.test(last.numeral.unit);
  const topic = phrase.left.some(each => each.kind === "topic");
  if (metric.unit === "%" && items && !last.reading && !topic && last.numeral.end >= phrase.from - 1) return {open};
  // 读书沙龙11场,参与委员860人次
  const held = /场|期|次|届/.test(last.numeral.unit) && !/人/.test(last.numeral.unit);
  const whole = metric.count?.aggregate === "sum" && metric.count.where.length === 0;
  return held && !last.reading && whole && numeral.unit !== last.numeral.unit ? {open} : null;
}

/** 63场、81场、94场: a row whose years are not said. */
function rowed({numeral, clause, right}: Phrase, {text}: Page): boolean {
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

const adjunct =
  /(?:围绕|聚焦|紧扣|针对|就)([^,。;\d]{2,40}?)(?:等(?:课题|议题|方面|问题|工作)?)?,?(?:共|分别|先后)?(?:提交|提出|反映|报送|撰写|形成)(?:了|的)?(?:提案|社情民意|信息)?$/;

/** 就健全养老服务提出的提案9件: items on one matter are some of them; 围绕中心大局 is on all. */
function onOne({numeral, sentence, reading}: Claim, {text, names}: Page): boolean {
  if (!names.topics.has(reading!.metric.id)) return false;
  const match = adjunct.exec(text.slice(Math.max(sentence.start, numeral.start - 60), numeral.start));
  return match !== null && !wide.test(match[1]!);
}

const wide =
  /中心|大局|全区|区委|区政府|重点|经济社会|高质量|民生|群众|党政|改革|稳定|目标|重大|现代化|关切|年度|提案|协商|业务|主题|党派|各界|委员/;

/** 围绕乡村振兴提交提案20件: one subject of work is named, what follows may count that work only. */
function aboutOne({numeral, sentence, reading}: Claim, {text}: Page): boolean {
  const lead = text.slice(Math.max(sentence.start, numeral.start - 80), numeral.start);
  const match =
    /(?:围绕|聚焦|紧扣|针对|就)([^,。;\d]{2,40}?)(?=,|开展|组织|提交|提出|召开|深入|形成|举办|撰写|反映|建言|$)/.exec(
      lead
    );
  return match !== null && reading?.metric.unit !== "%" && !broad.test(match[1]!);
}

const broad =
  /等|、.+、|中心|大局|全区|区委|区政府|重点|经济|社会|高质量|民生|群众|党政|改革|稳定|目标|重大|现代化|关切|年度|提案|协商|是|业|此/;

/** 共计31件次 after its parts: the figure that is their sum. */
function sumOf({numeral, sentence}: Claim, page: Page, said: readonly Claim[]): Metric | null {
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

/** 整整3个档案柜, 列8个党派团体: a number whose unit is not the figure's own counts the noun behind it. */
function countsElse({phrase, numeral}: Claim, {metric}: Reading, page: Page): boolean {
  const fit = unitFit(metric, numeral.unit);
  // 卖出3800单: a unit that no table knows.
  if (numeral.unit === "" && openIn(page, numeral.end, numeral.end + 1) > 0) return true;
  if (fit >= 3 || fit <= 1) return false;
  const [next] = phrase.right;
  if (next && next.start === numeral.end)
    return (next.kind === "actor" || next.kind === "narrow") && phrase.right[1]?.kind !== "topic";
  const end = next ? Math.min(next.start, phrase.to) : phrase.to;
  return openIn(page, numeral.end, Math.min(end, numeral.end + 4)) > 1;
}

/** Settles what the number speaks of. */
function read(claim: Claim, said: Said, page: Page) {
  const {numeral, phrase} = claim;
  const {names} = page;
  const fits = (metric: Metric) => unitFit(metric, numeral.unit);
  const bare = !said.left.some(telling);
  const alone =
    bare &&
    !said.frame.some(({kind}) => kind === "narrow" || kind === "actor") &&
    said.left.some(each => each.concepts.length > 0)
      ? readingOf({...said, bridged: []}, names, fits)
      : null;
  const reading = alone && !alone.slip ? alone : readingOf(said, names, fits);
  const inherited = reading !== alone && said.bridged.length > 0 && said.bridged[0]!.start < claim.clause.start;
  claim.reading = reading && !(reading.slip && inherited) ? {...reading, ...opened(reading, claim, said, page)} : null;
  if (claim.reading && countsElse(claim, claim.reading, page)) claim.reading = null;
  if (claim.reading && dropped(claim.reading, claim, said, page)) {
    claim.why = "前面有没有读懂的限定";
    claim.reading = null;
  }
  // 办结率、回复率均为100%
  const lead = page.text.slice(Math.max(phrase.from, numeral.start - 10), numeral.start).replace(/[“"]$/, "");
  if (claim.reading && /(?:均|都|各)(?:已|为|是|达到?|在|保持在?|要|应|提前|完成|实现)*[约近超]?过?$/.test(lead)) {
    const all: Reading[] = [];
    for (const word of said.left) {
      const other =
        telling(word) && word.kind !== "topic"
          ? readingOf({...said, left: [word], right: [], bridged: []}, names, fits)
          : null;
      if (other?.metric.unit === claim.reading.metric.unit && !all.some(each => each.metric === other.metric))
        all.push(other);
    }
    if (all.length > 1) claim.all = all;
  }
}

/** Words that no table knows, where they matter: between name and number, and before it in its own clause. */
function opened(reading: Reading, {phrase, numeral}: Claim, said: Said, page: Page): Partial<Reading> {
  const concepts = page.names.own.get(reading.metric.id)!;
  const last = said.left.findLast(each => each.concepts.some(c => concepts.has(c)));
  const gap = last ? openIn(page, last.end, numeral.start) : 0;
  const before = openIn(page, phrase.from, numeral.start);
  const of = /^[的之]/.test(page.text.slice(numeral.end, numeral.end + 1));
  const behind = of ? 0 : openIn(page, numeral.end, Math.min(phrase.to, numeral.end + 6));
  const first = said.right.find(each => each.concepts.some(c => concepts.has(c)));
  const between = last || !first ? 0 : openIn(page, numeral.end, first.start);
  // 12件未予立案(含并案): counted otherwise than usual.
  const otherwise = defined.test(page.text.slice(numeral.end, numeral.end + 16));
  const words = gap > 0 || before > 1 || behind > 1 || between > 1 || otherwise;
  return words && reading.level === "settled" ? {level: "likely", open: "有没有读懂的词语"} : {};
}

const defined = /^[^,。;()]{0,8}\((?:含|不含|包括|包含|剔除|扣除)/;

/** An open word right before the items, or between a number and the noun behind it, makes it some of them: 旅游提案. */
function dropped(reading: Reading, {phrase, numeral}: Claim, said: Said, page: Page): boolean {
  const topic = page.names.topics.get(reading.metric.id);
  const own = page.names.own.get(reading.metric.id)!;
  const matched = (each: Word) => each.concepts.some(c => own.has(c));
  const behind = said.right.find(matched);
  if (
    behind &&
    !said.left.some(matched) &&
    !said.bridged.some(matched) &&
    (openIn(page, numeral.end, behind.start) > 4 || /[“《]/.test(page.text.slice(numeral.end, behind.start)))
  )
    return true;
  if (!topic) return false;
  const words = [...said.left, ...said.right];
  const noun = words.find(each => each.kind === "topic" && each.concepts.includes(topic));
  if (!noun || noun.start < phrase.from || noun.end > phrase.to) return false;
  const start = noun.start < numeral.start ? phrase.from : numeral.end;
  return openIn(page, Math.max(start, noun.start - 2), noun.start) >= 2;
}

/** So many characters of a clause are remembered: longer ones are lists. */
const remembered = 400;

/** Gathers the words that a number is read from. */
function saidOf(phrase: Phrase, page: Page, paragraph: Paragraph, state: State): Said {
  const {numeral, clause, left, right} = phrase;
  const {sentence} = clause;
  const last = state.said.findLast(each => !each.clause.aside || clause.aside);
  const bare = ![...left, ...right].some(each => telling(each) || each.kind === "plain");
  const goal = targetWords(numeral, clause, page.text);
  const bridged = bare ? bridge(phrase, page, last, goal) : (governed(phrase, page) ?? introduced(phrase, page));
  const {words} = clause;
  const before = sentence.clauses[clause.index - 1];
  const frame = before && before.numbers.length === 0 && clause.numbers[0] === numeral ? before.words : [];
  const near = [
    ...frame,
    ...startingIn(words, Math.max(clause.start, numeral.start - 40), Math.min(clause.end, numeral.end + 40)).filter(
      each => each.end <= phrase.from || each.start >= phrase.to
    )
  ];
  const own = [...left, ...right, ...bridged].findLast(each => each.kind === "topic")?.concepts[0];
  const heading = own || state.topic ? null : headingTopic(paragraph, page);
  const values = state.said.filter(
    each => breath(each, sentence, page) && each.role === "value" && each.reading && !each.scope
  );
  const sum = values.findLast(each => each.reading!.metric.formula?.type === "sum");
  const wholes = [...values.slice(-3).reverse(), ...(sum ? [sum] : [])].map(each => ({
    metric: each.reading!.metric,
    concepts: named(each.reading!.metric, each.words, page),
    near: each.sentence === sentence
  }));
  return {
    left,
    right,
    near,
    frame,
    bridged,
    topic: own ?? state.topic ?? heading,
    topicNear: own !== undefined || state.topicAt >= sentence.start,
    wholes,
    before: conceptsOf([
      ...startingIn(page.words, Math.max(clause.start, phrase.from - remembered), phrase.from),
      ...(frame.length > 0 && /[上中里时后间]$/.test(page.text.slice(before!.start, before!.end)) ? frame : []),
      ...state.said.slice(-3).flatMap(each => (each.sentence === sentence && !each.reading ? each.words : []))
    ]),
    held: conceptsOf(last && !last.reading && last.sentence === sentence && last.role === "value" ? last.words : []),
    listed: /、.*等(?!于|候|级)[^、]{0,12}$/.test(
      page.text.slice(Math.max(phrase.from, numeral.start - 40), numeral.start)
    ),
    restated: restatedIn(phrase, page),
    involved: /(?:涉及|涉评|所涉)(?:的)?(?:政协)?提案[共约达]?$/.test(
      page.text.slice(Math.max(clause.start, numeral.start - 10), numeral.start)
    ),
    open: openIn(page, phrase.from, numeral.start) > 1,
    beside: new Set(left.filter(each => /[与同和对向由]/.test(page.text[each.start - 1] ?? ""))),
    side: sideOf(sentence, numeral, page)
  };
}

/** Those of the words that a metric is called by. */
function named(metric: Metric, words: readonly Word[], {names}: Page): Set<string> {
  const own = names.own.get(metric.id) ?? new Set<string>();
  return new Set([...conceptsOf(words)].filter(each => own.has(each)));
}

/** 对81件提案开展评议, 249件提案全部办结: the number is of some that were told of, not a count of its own. */
function restatedIn({numeral, clause, right}: Phrase, {text}: Page): boolean {
  const noun = right.find(each => each.kind === "topic");
  if (!noun) return false;
  const before = text.slice(Math.max(clause.start, numeral.start - 2), numeral.start);
  const after = text.slice(noun.end, noun.end + 2);
  if (/^[中里]/.test(after)) return false;
  return (
    /(?:对|的|这|将|把|从|于|在|使|让)$/.test(before) || !/^(?:[、,。;:和与及()经共]|件件|篇篇|条条|项项|$)/.test(after)
  );
}

/** The words that a number without its own goes on with: those of the clauses before, or of the number before. */
function bridge({numeral, clause}: Phrase, page: Page, last: Claim | undefined, goal: boolean): Word[] {
  const {clauses} = clause.sentence;
  const found: Word[] = [];
  if (clause.numbers[0] === numeral)
    for (let i = clause.index - 1; i >= Math.max(0, clause.index - 4); i--) {
      const before = clauses[i]!;
      if (before.numbers.length > 0) break;
      found.unshift(...(before.aside ? before.words.filter(each => each.kind === "scope") : before.words));
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

const alike = (a: string, b: string) =>
  a === b || (grammar().units.get(a)?.kin.includes(b) ?? false) || (grammar().units.get(b)?.kin.includes(a) ?? false);

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

const totals = /(?:总共|合计|总计|共计|加起来|加在一起)(?:有|为|达|是)?$/;

function introduction({sentence, index}: Clause): Word[] {
  return sentence.clauses[0]!.numbers.length === 0 && index > 0 ? [...sentence.clauses[0]!.words] : [];
}

const restates = /(?:达到?|共|合计|累计|总计|总共|共计|即|增?至|到|为|实现|完成)(?:了)?$/;

/** 党派团体堪称主力:提案158件: what stands before a colon narrows what follows. */
function introduced({clause, left}: Phrase, {text}: Page): Word[] {
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
function governed({numeral, clause, left, right}: Phrase, {text, words}: Page): Word[] | null {
  if (left.length > 0 || right.length === 0) return null;
  const at = clause.numbers.indexOf(numeral);
  const before = clause.numbers[at - 1];
  if (!before || !/^[^,。;:\d]{0,8}、$/.test(text.slice(before.end, numeral.start))) return null;
  const verbs = startingIn(words, clause.start, before.start).filter(each => each.kind === "narrow");
  return verbs.length > 0 ? verbs : null;
}

function headingTopic(paragraph: Paragraph, page: Page): string | null {
  for (let heading = paragraph.under, far = 0; heading && far < 4; heading = heading.under, far++) {
    const topic = startingIn(page.words, heading.start, heading.end).findLast(each => each.kind === "topic");
    if (topic) return topic.concepts[0]!;
  }
  return null;
}

const refused = /^[^,。;\d]{0,8}(?:没有|未能?|尚未)/;

const some = /(?:^|[,。;:(]|其中|另|还|更|内|[中里])有[约近]?$/;

/** 有1篇获3位领导同时批示, 立案提案中有9件: some of what was told before. */
const ofSome = ({numeral, clause}: Claim, {text}: Page) =>
  some.test(text.slice(Math.max(clause.start - 1, numeral.start - 6), numeral.start));

/** Whether the sentence is about some only, and the number does not say otherwise. */
function scopeOf(claim: Claim, state: State, page: Page): string | null {
  const {phrase, reading, sentence, words} = claim;
  const {scope} = state;
  if (page.speaker && !state.own) return `文稿是${page.speaker}的`;
  if (!reading) return null;
  const people = state.said.at(-1);
  if (
    people?.sentence === sentence &&
    !people.reading &&
    alike(people.numeral.unit, "名") &&
    phrase.from === phrase.clause.start &&
    page.text.slice(people.numeral.end, phrase.from).length < 3 &&
    (page.names.topics.has(reading.metric.id) ||
      /中有[^,。;]{0,6}$/.test(page.text.slice(people.clause.start, people.numeral.start)))
  )
    return "说的是前面那些人";
  if (onOne(claim, page)) return "说的是其中一个方面";
  if (ofSome(claim, page) && refused.test(page.text.slice(claim.numeral.end, claim.numeral.end + 14)))
    return "说的是没有做到的那一部分";
  const part = ofPart(claim, state, page);
  if (part) return part;
  if (!scope) return null;
  const goesOn =
    scope.kind === "body" && page.text[sentence.start - 1] === ";" && scope.sentence.index === sentence.index - 1;
  if (scope.kind !== "other" && scope.kind !== "self" && scope.sentence !== sentence && !goesOn) return null;
  if (goesOn) scope.sentence = sentence;
  if (scope.kind === "scope" && scope.at < phrase.clause.start && !page.names.topics.has(reading.metric.id))
    return null;
  const since = Math.max(scope.at, phrase.from);
  if (since > scope.at && words.some(each => each.kind === "topic" && each.start > scope.at) && scope.kind === "scope")
    return null;
  return scope.kind === "other" ? "说的是别的单位或层级" : "说的只是其中一部分";
}

/** 区教委承办提案28件,满意率100%: the number before was of some, and so is this. */
function ofPart({reading, sentence, phrase, words, period}: Claim, {said}: State, {names}: Page): string | null {
  const topic = names.topics.get(reading!.metric.id);
  const last = said.findLast(
    each => each.role === "value" && each.sentence === sentence && each.numeral.unit !== "%" && !each.clause.aside
  );
  if (
    !topic ||
    !last ||
    last.numeral.value === null ||
    words.some(each => each.start >= phrase.from && (each.kind === "topic" || each.kind === "own"))
  )
    return null;
  if (last.period.year !== period.year) return null;
  const about = last.words.some(each => each.concepts.includes(topic));
  return about && (!last.reading || last.scope) ? "说的可能是前面那一部分" : null;
}

/** 重点提案12件,办结率100%: of those, or of all. */
function narrower({reading, sentence, phrase, words}: Claim, {said}: State, {names}: Page): boolean {
  const last = said.findLast(
    each => each.role === "value" && each.sentence === sentence && each.numeral.unit !== "%" && !each.clause.aside
  );
  const part = last?.reading?.metric;
  if (
    reading?.metric.unit !== "%" ||
    !part?.subsetOf ||
    part.kind !== reading.metric.kind ||
    !names.topics.has(part.id) ||
    part === reading.metric
  )
    return false;
  if (words.some(each => each.start >= phrase.from && each.kind === "topic")) return false;
  const known = names.known.get(reading.metric.id)!;
  const own = names.all.find(each => each.metric === part)?.concepts ?? [];
  return (
    own.some(c => !known.has(c) && !names.known.get(part.subsetOf!)?.has(c)) && reading.metric.subsetOf !== part.id
  );
}

const rating = /评价|参评|打分|阅卷|评定|评议|满意/;

/** Whose opinion is told of: 承办单位对提案的质量作出评价. */
function sideOf({start, end}: Sentence, numeral: Numeral, {text}: Page): "member" | "unit" {
  const before = text.slice(Math.max(start, numeral.start - 120), numeral.start);
  const after = text.slice(numeral.end, Math.min(end, numeral.end + 20));
  let unit = -1;
  for (const match of before.matchAll(/单位(?!数|的?个数)/g))
    if (rating.test(before.slice(match.index, match.index + 24) + after)) unit = match.index;
  const member = Math.max(...["委员", "提案者", "提案人"].map(each => before.lastIndexOf(each)));
  return unit > member ? "unit" : "member";
}
