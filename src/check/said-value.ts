import {exact} from "../metrics/format.js";
import type {Metric} from "../metrics/index.js";
import {rounded} from "../metrics/round.js";
import {type Claim, type Draft, nothing, say, style, type Text} from "./claim.js";
import type {Figure} from "./finding.js";
import {targetWords, vowed} from "./goals.js";
import {inPrint, judge} from "./judge.js";
import {namesOf, oneOfTwo, partOfSum, type Respective, respective, sumOfParts, toldBefore, yearsOf} from "./lists.js";
import {type Numeral, redundant} from "./numbers.js";
import type {Period} from "./period.js";
import {startingIn} from "./sentences.js";
import type {Subject} from "./subject.js";
import {unitFit} from "./units.js";

/** 提交提案261件: judges a number that is a figure of its own; false where it counts nothing. */
export function judgeValue(claim: Claim, text: Text): boolean {
  const {numeral, finding} = claim;
  const goal = targetWords(numeral, claim.place, text.text);
  const vow = !goal && vowed(numeral, claim.place, text.text);
  const subjects = subjectsOf(claim, text);
  if (subjects.length === 0) subjects.push(...inherited(claim, text));
  if (subjects.length === 0 && goal)
    subjects.push(
      ...carried(
        joined(claim, text).findLast(each => each.subject && each.numeral.unit === numeral.unit),
        numeral
      )
    );
  if (subjects.length === 0) subjects.push(...sibling(claim, text));
  const first = subjects[0] ?? null;
  if (numeral.kind === "vague" || numeral.value === null) {
    if (!first && !/十|百|千|万|批/.test(text.text.slice(numeral.digitsStart, numeral.digitsEnd))) return false;
    if (first) Object.assign(finding, {metric: first.metric.id, label: first.metric.label});
    return say(finding, "无法核对", "没有具体数字");
  }
  claim.subject = first;
  if (subjects.length > 1) claim.all = subjects;
  if (!first) {
    if (numeral.kind === "chinese" && numeral.value === 1) return false;
    if (style(numeral, finding)) return true;
    return say(finding, "无法核对", "系统中没有这个数字");
  }
  const period =
    claim.series === undefined
      ? text.periods.at(numeral.start)
      : {year: claim.series, or: null, part: false, plan: false};
  claim.year = period.year;
  claim.plan = period.plan || goal || vow;
  if (/│/.test(text.text.slice(claim.place.sentence.start, claim.place.sentence.end)))
    for (const each of subjects) each.evidence = "maybe";
  const narrower = within(claim, first, text);
  if (among(claim, first, text)) for (const each of subjects) each.evidence = "maybe";
  claim.scoped = scopedBy(claim, text);
  // 其建议数: whose is told before, and not always by the nearest.
  const pronoun = /(?:^|[,、])其(?!中)[^,。;]{1,6}$/.test(
    text.text.slice(claim.place.clause.start, numeral.start).replace(/(?:由|从)?(?:上年|去年|\d{4}年)?的?$/, "")
  );
  if (pronoun || claim.scoped || narrower === "doubt" || ofUnknown(claim, first, text))
    for (const subject of subjects) subject.evidence = "maybe";
  else if (narrower)
    subjects[0] = {...first, metric: narrower, ties: [first.metric, ...first.ties].filter(each => each !== narrower)};
  const asPlan = (each: Period): Period => {
    if (goal) return {...each, plan: true, goal};
    const next = text.year + 1;
    return vow && !each.plan && text.figures.target(first.metric.id, next)
      ? {...each, year: next, plan: true, vow}
      : each;
  };
  const verdicts = subjects.map(subject => judged(claim, subject, asPlan(period), text));
  const worst =
    verdicts.find(each => each.verdict === "不一致") ??
    verdicts.find(each => each.verdict === "无法核对") ??
    verdicts[0]!;
  if (numeral.kind === "chinese" && numeral.value === 1 && worst.verdict !== "一致") return false;
  Object.assign(finding, worst);
  if (period.or !== null && worst.verdict === "一致" && !verdictIn(period.year, worst, text)) claim.year = period.or;
  const settled = first.ties.find(each => each.id === worst.metric);
  if (settled) claim.subject = {...first, metric: settled};
  return true;
}

/** Whether the same breath told this figure rightly, and this smaller number may be some of it: 讲座和义诊25场次,其中义诊9场次. */
function among(claim: Claim, {metric}: Subject, text: Text): boolean {
  const {numeral, place} = claim;
  if (numeral.unit === "%" || (claim.partOf === null && metric.kind !== "proposals" && metric.kind !== "opinions"))
    return false;
  const said = joined(claim, text).findLast(
    each => each.subject?.metric === metric && each.role === "value" && each.finding.verdict === "一致" && !each.plan
  );
  if (!said || said.year !== claim.year || numeral.unit !== said.numeral.unit) return false;
  if ((numeral.value ?? 0) >= (said.numeral.value ?? 0) || text.periods.marked(place.clause.start, numeral.start))
    return false;
  const own = text.subjects.between(Math.max(place.clause.start, said.numeral.end), numeral.end);
  return !own.some(each => each.concepts.includes(text.book.topics.get(metric.id) ?? ""));
}

/** Whether it may be some of a number that no figure is, told right before: 当场提出建议14条,采纳6条; 防汛信息8篇,有3篇得到批示. */
function ofUnknown({numeral, place}: Claim, {evidence}: Subject, text: Text): boolean {
  const last = text.recent.findLast(each => each.role === "value");
  if (last?.place.sentence !== place.sentence || last.numeral.unit !== numeral.unit || numeral.unit === "%")
    return false;
  if (last.finding.verdict !== "无法核对" || (numeral.value ?? 0) > (last.numeral.value ?? 0)) return false;
  const opening = /^(?:其中|有|就有|已有|仅有|只有|共有)*$/.test(text.text.slice(place.clause.start, numeral.start));
  return place.clause !== last.place.clause && (opening || evidence === "likely");
}

/** Whether a number that agrees does so with a year's value, not with that of another year that may be meant. */
function verdictIn(year: number | null, {metric, computed}: Partial<Draft>, {figures}: Text): boolean {
  const found = metric ? figures.metrics.get(metric) : undefined;
  const value = found ? figures.value(found.id, year) : null;
  return found !== undefined && value !== null && rounded(inPrint(found, value), 4) === computed;
}

const narrow = new Set(["限定", "其他", "时段", "外部"]);

/** Whether the sentence speaks of some items only: 城乡建设类提案立案58件,办结率100%. */
function scopedBy({numeral, place}: Claim, text: Text): "actor" | "items" | false {
  const before = joined({numeral, place} as Claim, text).filter(each => each.role === "value");
  const last = before.at(-1);
  if (introduced(numeral, place, text)) return "items";
  const head = last?.place.sentence === place.sentence ? last.numeral.end : place.sentence.start;
  const bodies = text.subjects.between(head, place.clause.start).filter(each => each.concepts.includes("主体"));
  if (bodies.length > 0 && !/全区|区政协|合计|共计|全年/.test(text.text.slice(bodies.at(-1)!.end, numeral.start)))
    return "actor";
  if (!last) return false;
  const between = text.text.slice(last.numeral.end, numeral.start);
  if (last.scoped === "actor" && !/(?:^|[;,])(?:全区|区政协|我们|全年|各|其他)/.test(between)) return "actor";
  if (last.place.sentence !== place.sentence && actorIn(last, before, text)) return "actor";
  if (last.place.sentence !== place.sentence) return false;
  if (actorIn(last, before, text)) return "actor";
  const own = text.subjects.between(last.numeral.end, numeral.start).flatMap(each => each.concepts);
  if (
    own.some(c => c === "提案" || c === "社情民意" || c === "立案") ||
    /全年|总|合计|全区/.test(text.text.slice(last.numeral.end, numeral.start))
  )
    return false;
  if (last.scoped) return last.scoped;
  if (last.subject && last.finding.verdict !== "无法核对") return false;
  const first = Math.max(last.place.clause.start, before.at(-2)?.numeral.end ?? 0);
  const named = text.subjects.between(first, last.place.clause.end);
  return named.some(each => each.concepts.some(c => narrow.has(c))) ? "items" : false;
}

/** Whether a colon gives the number to some only: 党派团体堪称主力:提案158件,反映社情民意86篇. */
function introduced(numeral: Numeral, {paragraph}: Claim["place"], text: Text): boolean {
  const lead = /(?:^|[。;!?])([^。;!?:\d]{2,20}):[^。!?:]*$/.exec(text.text.slice(paragraph.start, numeral.start));
  if (!lead) return false;
  const start = paragraph.start + lead.index;
  const named = text.subjects.between(start, start + lead[0].indexOf(":") + 1).flatMap(each => each.concepts);
  const {kinds} = text.book.vocabulary;
  const narrowed = named.filter(c => (kinds.get(c) === "actor" || c === "党派团体" || c === "限定") && c !== "委员");
  const colon = start + lead[0].indexOf(":") + 1;
  const own = text.subjects.between(colon, numeral.end).flatMap(each => each.concepts);
  return narrowed.length > 0 && !narrowed.some(c => own.includes(c));
}

/** Whether the words of a number name a body that is not the whole: 某街道委员小组. */
function actorIn(claim: Claim, before: readonly Claim[], text: Text): boolean {
  const from = Math.max(claim.place.clause.start, before.at(-2)?.numeral.end ?? 0);
  return text.subjects.between(from, claim.numeral.start).some(each => each.concepts.includes("主体"));
}

/** Whether the number before makes this one a part of its own: 区教委承办提案28件,满意率100%; 重点提案12件,办结率100%. */
function within({numeral, place}: Claim, {metric, ties}: Subject, text: Text): "doubt" | Metric | null {
  if (metric.kind !== "proposals" && metric.kind !== "opinions") return null;
  const topical = (start: number, end: number) =>
    text.subjects.between(start, end).some(each => each.concepts.some(c => c === "提案" || c === "社情民意"));
  const last = text.recent
    .filter(
      ({role, numeral: each}) =>
        role === "value" && each.end <= numeral.start && each.start >= place.sentence.start && each.unit !== "%"
    )
    .at(-1);
  if (!last || (metric.unit !== "%" && topical(place.clause.start, numeral.end))) return null;
  if (numeral.unit !== "%" && (numeral.value ?? 0) > (last.numeral.value ?? 0)) return null;
  const other = last.subject?.metric;
  if (!other || last.finding.verdict === "无法核对")
    return last.numeral.value !== null && topical(last.place.clause.start, last.place.clause.end) ? "doubt" : null;
  const {explained} = text.book;
  const word = partWord[other.name];
  if (!word || other.kind !== metric.kind || explained.get(metric.id)!.has(word)) return null;
  return ties.find(each => explained.get(each.id)!.has(word)) ?? "doubt";
}

const some =
  "(?:仅|只|才|也|则|还|就|又|均|已)?(?:合计|总数|总量|数量|总共|共)?(?:仅|只)?(?:为|是|有|达到?|仅为|只有|要|用|仅用)?";
const time =
  "(?:今年|如今|现在|目前|本年度?|去年|上年度?|上一年度?|前年|(?:19|20)\\d{2}年度?|全年|年|[一二三四]季度|[上下]半年|\\d{1,2}月份?)+(?:同期)?的?";
const growth =
  "(?:增加|增长|提高|上升|提升|上涨|攀升|跃升|扩大|拓展|升|增|下降|回落|降|减少|降低|缩短|减|充实|壮大|扩充)(?:到了|到|至|为)(?:了)?";
/** What stands between two numbers of one figure: 2022年63件、2023年62件, 由232件增加到261件, (上年232件). */
const links = new RegExp(
  `^(?:[,;]?(?:(?:(?:19|20)\\d{2}年以来|近年来|[两三四五]年来)?(?:逐年|连年|连续[两三四五]年)?(?:递增|增长|上升|攀升))?)(?:[,;(:、]?(?:从|由)|[,;(:、)]?(?:而|但|再|并)?(?:到|至)?(?:[较比与同和从由]|约?[是为]|相当于|不及|[高低多少]于)?${time}${some}\\(?|[,;]?首次|[,;]?[一-龥]{0,6}到(?:今年|如今|现在|目前)的?|[,;]?(?:并|进而|又)?(?:稳步|大幅|逐步|持续|进一步)?(?:从|由)?${growth}(?:${time})?)$`
);
const fulfilled =
  /^(?:以上|以下)?(?:的)?(?:年度|全年)?(?:目标|任务|计划)?[,;:(]?(?:全年|今年|当年|年内|截至年底)?(?:实际|实|已|累计|共|总共)+(?:开展|完成|举办|召开|提交|收到|组织|达到?|实现|为|是|有|了)*$/;

/** The numbers before in the same breath: no full stop stands between. */
function joined({numeral}: Claim, text: Text): Claim[] {
  return text.recent.filter(
    each => each.numeral.end <= numeral.start && !/[。!?]/.test(text.text.slice(each.numeral.end, numeral.start))
  );
}

/** 履职活动251项、397场次: another figure of the same words, told by its unit. */
function sibling(claim: Claim, text: Text): Subject[] {
  const {numeral} = claim;
  const before = joined(claim, text);
  const last = before.findLast(each => each.role === "value");
  if (!last?.subject || last.numeral.unit === numeral.unit || numeral.unit === "%") return [];
  // 221项,较上年增加39项;累计340场次: changes of the figure itself may stand between.
  const since = before.slice(before.indexOf(last) + 1);
  if (since.some(each => each.role !== "change" || each.subject?.metric !== last.subject!.metric)) return [];
  const near = since.at(-1) ?? last;
  if (
    !/^(?:、|,|和|[,、;]?(?:累计|共计|共|合计|总计|折合|折|计)*(?:举办|开展|组织|召开)?)$/.test(
      text.text.slice(near.numeral.end, numeral.start)
    )
  )
    return [];
  const {signatures} = text.book;
  const own = signatures.filter(each => each.metric === last.subject!.metric && !each.weak);
  const others = signatures.filter(
    ({metric, concepts, weak}) =>
      !weak &&
      metric !== last.subject!.metric &&
      unitFit(metric.unit, metric.print?.unit, metric.kind, metric.label, numeral.unit) === "same" &&
      own.some(each => each.concepts.length === concepts.length && each.concepts.every(c => concepts.includes(c)))
  );
  const [first] = others;
  return first
    ? [{metric: first.metric, evidence: last.subject.evidence, slip: false, partial: last.subject.partial, ties: []}]
    : [];
}

/** The subject of the number before, where only a year or a verb stands between: 由232件增加到261件, (2023年为232件). */
function inherited({numeral, place}: Claim, text: Text): Subject[] {
  const last = text.recent
    .filter(
      each =>
        each.numeral.end <= numeral.start &&
        each.place.paragraph === place.paragraph &&
        (each.role === "value" || (each.role === "change" && numeral.unit === "%" && each.subject?.metric.unit === "%"))
    )
    .at(-1);
  const near = text.recent.at(-1)!;
  // 活动场次较上年增长16.8%,达到397场次
  const reached =
    near?.role === "change" &&
    near.subject?.metric.unit === numeral.unit &&
    near.place.sentence === place.sentence &&
    /^[,;]?(?:目前|现已?|总数|总量)?(?:已|共)?(?:达到?了?|增?至|为)+$/.test(
      text.text.slice(near.numeral.end, numeral.start)
    );
  if (reached) return [{...near.subject!}];
  if (!last?.subject || (last.subject.metric.unit === "%") !== (numeral.unit === "%")) return [];
  const adjoining = near.role === "change" && near.subject?.metric === last.subject.metric ? near : last;
  const words = text.text.slice(adjoining.numeral.end, numeral.start);
  if (near.role === "change" && adjoining === near && /^[,;]?(?:目前|现已?)?(?:达到?|为)$/.test(words))
    return [{...last.subject}];
  const met = last.plan && fulfilled.test(words);
  if (!met && !links.test(words)) return [];
  return [
    {
      ...last.subject,
      slip:
        numeral.unit !== "%" && numeral.unit !== "" && last.numeral.unit !== "" && last.numeral.unit !== numeral.unit,
      evidence: !met && last.subject.evidence === "sure" ? "likely" : last.subject.evidence
    }
  ];
}

/** Usually one; the rates of 办结率、回复率均为100% are several; 分别 gives each number its own words. */
function subjectsOf(claim: Claim, text: Text): Subject[] {
  const {numeral, place} = claim;
  const {clause} = place;
  const part = partOfSum(claim, text) ?? sumOfParts(claim, text);
  if (part) return [part];
  const pronoun = /([前后]者)[为是有达共]*$/.exec(text.text.slice(clause.start, numeral.start))?.[1];
  const meant = pronoun && oneOfTwo(pronoun, claim, text);
  if (meant) return meant.subject.metric.unit === numeral.unit ? [meant.subject] : [];
  const list = respective(claim, text);
  if (list) return listed(list, claim, text);
  if (numeral.unit === "%") {
    const previous = startingIn(text.numerals, clause.start, numeral.start).at(-1);
    const start = previous?.end ?? clause.start;
    const rates = text.subjects.between(start, numeral.start).filter(each => each.concepts.some(c => /率$/.test(c)));
    if (rates.length > 1) {
      const shared = text.subjects
        .between(start, numeral.start)
        .filter(each => each.concepts.includes("提案"))
        .map(each => text.text.slice(each.start, each.end))
        .join("");
      return rates.flatMap(
        each => text.subjects.of(numeral, {left: text.text.slice(each.start, each.end), shared}) ?? []
      );
    }
  }
  const found = text.subjects.of(numeral);
  return found ? [found] : [];
}

/** One of the numbers behind 分别: by its year, by its name, or by the number before that it belongs to. */
function listed(list: Respective, claim: Claim, text: Text): Subject[] {
  const {numeral} = claim;
  const lead = text.text.slice(list.start, list.end);
  const years = yearsOf(list, claim, text);
  if (years.length > 0) {
    claim.series = years[list.index]!;
    if (list.years) return rowSubject(list, claim, text);
    const own = text.subjects.between(list.start, list.end);
    const named = own.some(each => each.concepts.some(c => text.book.vocabulary.kinds.get(c) !== "free"));
    if (!named) return rowSubject(list, claim, text);
    const found = text.subjects.of(numeral, {left: lead, shared: ""});
    return found ? [found] : [];
  }
  const names = namesOf(list, text);
  const name = names[list.index];
  if (name) {
    const topics = text.subjects
      .between(list.start, list.end)
      .filter(each => each.concepts.some(c => c === "提案" || c === "社情民意"));
    const one = new Set(topics.flatMap(each => each.concepts)).size === 1;
    const near = one ? topics : topics.filter(each => each.start < name.end).slice(-1);
    const verb = text.subjects
      .between(names[0]!.start, names[0]!.end)
      .filter(each => each.concepts.some(c => c === "转报" || c === "批示"));
    const own = text.subjects.between(name.start, name.end).flatMap(each => each.concepts);
    const bare = own.length > 0 && own.every(c => /^(?:全国政协|市级部门|市领导|区领导|各级领导)$/.test(c));
    const verbs = text.subjects.between(list.end, list.numbers[0]!.start);
    const shared = [...near, ...verbs, ...(bare ? verb : [])];
    const found = text.subjects.of(numeral, {
      left: text.text.slice(name.start, name.end),
      shared: shared.map(each => text.text.slice(each.start, each.end)).join("")
    });
    return found ? [found] : [];
  }
  return carried(toldBefore(list, claim, text) ?? undefined, numeral);
}

/** What a row of years is of: named before its first number, or told of before. */
function rowSubject(list: Respective, claim: Claim, text: Text): Subject[] {
  const {numeral} = claim;
  const [first] = list.numbers;
  if (first === numeral) {
    const own = text.subjects.of(numeral);
    if (own) return [own];
    const close = joined(claim, text).findLast(each => each.role === "value" && each.subject);
    return carried(close, numeral);
  }
  const told = text.recent.find(each => each.numeral === first);
  return told?.subject ? [told.subject] : [];
}

/** The subject of another number, for one of the same unit. */
function carried(from: Claim | undefined, numeral: Numeral): Subject[] {
  const subject = from?.subject;
  if (!from || !subject || (from.numeral.unit !== numeral.unit && numeral.unit !== "")) return [];
  return [{...subject, evidence: subject.evidence === "sure" ? "likely" : subject.evidence}];
}

/** Whether the next number is what this one grew or shrank to. */
const grownFrom = ({end}: Numeral, {text}: Text) =>
  new RegExp(
    `^,?(?:稳步|大幅|逐步|持续|进一步)?(?:缩|缩短|压缩|${growth.slice(3, growth.indexOf(")"))})(?:到|至|为)了?[约近超]?\\d`
  ).test(text.slice(end, end + 14));

/** The year before the last whose value a number is: 由221件增至249件 may begin at the start of the term. */
function earlierYear(numeral: Numeral, metric: Metric, year: number, {figures}: Text): number | null {
  for (let before = year - 1; before > year - 6; before--) {
    const value = figures.value(metric.id, before);
    if (value !== null && judge(numeral, metric, value).holds) return before;
  }
  return null;
}

function judged(claim: Claim, subject: Subject, period: Period, text: Text): Partial<Draft> {
  const {numeral, place} = claim;
  const result: Draft = {...nothing, from: 0, to: 0};
  const metrics = [subject.metric, ...subject.ties];
  const {metric} = subject;
  Object.assign(result, {metric: metric.id, label: metric.label});
  const finish = () => {
    const {from: _from, to: _to, number: _number, ...rest} = result;
    return rest;
  };
  if (period.plan || (period.year !== null && period.year > text.year))
    return planned(numeral, subject, period, result, finish, text);
  if (period.year === null) return say(result, "无法核对", "说的是几年的合计,系统中只有各年的数字") && finish();

  const years = [period.year, ...(period.or === null ? [] : [period.or])];
  const tried = metrics.flatMap(each =>
    years.map(year => ({metric: each, year, value: text.figures.value(each.id, year)}))
  );
  const values = tried.filter((each): each is {metric: Metric; year: number; value: number} => each.value !== null);
  if (values.length === 0) return say(result, "无法核对", `没有${period.year}年的${metric.label}`) && finish();
  const verdicts = values.map(each => ({...each, ...judge(numeral, each.metric, each.value)}));
  const good = verdicts.find(each => each.holds);
  const shown = good ?? verdicts[0]!;
  Object.assign(result, {
    metric: shown.metric.id,
    label: shown.metric.label,
    computed: rounded(inPrint(shown.metric, shown.value), 4)
  });
  if (good && subject.slip) {
    if (subject.evidence === "maybe" || period.part)
      return say(result, "无法核对", `单位不是${shown.metric.unit}`) && finish();
    result.should_read = withUnit(numeral, good.metric, text) ?? good.should;
    return say(result, "不一致", `数字相符,单位应为“${shown.metric.unit}”`) && finish();
  }
  if (good)
    return say(result, "一致", `${shown.year}年${shown.metric.label}为${exact(shown.metric, shown.value)}`) && finish();
  const overdone = redundant(numeral.words);
  if (overdone && shown.reason.includes("重复")) {
    result.should_read = shown.should;
    return say(result, "不一致", shown.reason) && finish();
  }
  if (subject.slip) Object.assign(result, {metric: null, label: null, computed: null});
  if (subject.slip) return say(result, "无法核对", "系统中没有这个数字") && finish();
  if (period.part || values.length < tried.length) {
    const why = period.part ? "说的是一年中的一段时间" : "与系统中的口径不同";
    return (
      say(result, "无法核对", `${why}(${shown.year}年${shown.metric.label}为${exact(shown.metric, shown.value)})`) &&
      finish()
    );
  }
  const whole = inPrint(shown.metric, shown.value);
  const overWhole = subject.partial && numeral.value! > 0.75 * whole;
  const near = numeral.value! > 0 && whole > 0 && numeral.value! / whole < 6 && whole / numeral.value! < 6;
  const certain =
    subject.evidence === "sure"
      ? !subject.partial || overWhole
      : subject.evidence === "likely" && near && (!subject.partial || overWhole);
  if (!certain)
    return (
      say(
        result,
        "无法核对",
        `不能确定说的是${shown.metric.label}(${shown.year}年为${exact(shown.metric, shown.value)})`
      ) && finish()
    );
  // 用时中位数62天缩至58天: the first is the year before's.
  const unmarked = shown.year === text.year && !text.periods.marked(place.clause.start, numeral.start);
  const before = unmarked && grownFrom(numeral, text) ? text.figures.value(shown.metric.id, shown.year - 1) : null;
  if (before !== null && judge(numeral, shown.metric, before).holds) {
    claim.year = shown.year - 1;
    return say(result, "一致", `${shown.year - 1}年${shown.metric.label}为${exact(shown.metric, before)}`) && finish();
  }
  const earlier = period.step === -1 ? earlierYear(numeral, shown.metric, shown.year, text) : null;
  if (earlier !== null) {
    claim.year = earlier;
    const value = exact(shown.metric, text.figures.value(shown.metric.id, earlier));
    const told = /[两二三四五六七八九]年(?:间|来|里|以来)|届|逐年/.test(
      text.text.slice(place.sentence.start, numeral.start)
    );
    return (
      say(
        result,
        told ? "一致" : "无法核对",
        `${earlier}年${shown.metric.label}为${value}${told ? "" : ",请写明年份"}`
      ) && finish()
    );
  }
  result.should_read = shown.should;
  return (
    say(result, "不一致", shown.reason + infeasible(numeral, text.figures.get(shown.metric.id, shown.year))) && finish()
  );
}

/** The number as the draft has it, with the metric's unit: 1.2万余人 → 1.2万余人次. */
function withUnit(numeral: Numeral, metric: Metric, text: Text): string | null {
  if (numeral.unit === "万元" || numeral.unit === "") return null;
  const words = text.text.slice(trimmed(text.text, numeral), numeral.end);
  const at = words.lastIndexOf(numeral.unit);
  return at < 0 ? null : words.slice(0, at) + metric.unit + words.slice(at + numeral.unit.length);
}

/** Numbers of a plan are compared with the targets. */
function planned(
  numeral: Numeral,
  subject: Subject,
  period: Period,
  result: Draft,
  finish: () => Partial<Draft>,
  text: Text
): Partial<Draft> {
  const {metric} = subject;
  const target = text.figures.target(metric.id, period.year);
  if (!target) return say(result, "无法核对", "计划或目标,目标表中没有这一项") && finish();
  const agrees = numeral.value === target.target;
  const words = target.comparison === "以下" ? ["以下", "不超过", ""] : ["以上", "", "超", "逾"];
  result.computed = target.target;
  if (agrees && words.includes(numeral.word))
    return say(result, "一致", `${period.year}年目标为${target.target}${metric.unit}${target.comparison}`) && finish();
  const actual = text.figures.value(metric.id, text.year);
  const thisYear = text.figures.target(metric.id, text.year);
  if (period.vow && thisYear?.target === numeral.value && !text.recent.at(-1)?.plan)
    return say(result, "无法核对", `没有写明年份(${text.year}年目标为${thisYear.target}${metric.unit})`) && finish();
  const promised =
    period.goal ||
    period.vow ||
    numeral.word !== "" ||
    /力争|确保|争取|目标|计划|不少于|不低于|达到/.test(text.text.slice(numeral.start - 20, numeral.start));
  if (actual !== null && !promised && judge(numeral, metric, actual).holds) {
    result.computed = rounded(inPrint(metric, actual), 4);
    return say(result, "一致", `${text.year}年为${exact(metric, actual)}`) && finish();
  }
  if (subject.evidence === "maybe" || subject.slip)
    return say(result, "无法核对", `不能确定说的是${metric.label}的目标`) && finish();
  result.should_read = `${target.target}${metric.unit}${target.comparison === "等于" ? "" : target.comparison}`;
  return say(result, "不一致", `${period.year}年目标为${result.should_read}`) && finish();
}

/** Figures of some proposals or opinions only: what follows them in a sentence may be said of those. */
const partWord: Record<string, string> = {
  organised: "党派团体",
  joint: "联名",
  key: "重点",
  appraised: "民主评议",
  merged: "并案"
};

/** 达261件 is found as 261件; words that say something of the number stay. */
export function trimmed(text: string, {start, digitsStart}: Numeral): number {
  const lead = /^(?:达到|多达|高达|达)+/.exec(text.slice(start, digitsStart));
  return start + (lead?.[0].length ?? 0);
}

/** A percentage that no whole number over the denominator gives. */
function infeasible({value, decimals, word, kind}: Numeral, figure: Figure | undefined): string {
  const n = figure?.denominator;
  if (!n || word !== "" || value === null || kind === "fraction") return "";
  const k = Math.round((value * n) / 100);
  const possible = [k - 1, k, k + 1].some(each => rounded((100 * each) / n, decimals) === value);
  return possible ? "" : `;分母为${n}时不会得出${value}%`;
}
