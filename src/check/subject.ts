import type {Metric} from "../metrics/index.js";
import type {Numeral} from "./numbers.js";
import type {Phrasebook, Signature} from "./phrases.js";
import {type Clause, type Paragraph, type Sentence, startingIn} from "./sentences.js";
import type {Tag} from "./tags.js";
import {unitFit} from "./units.js";

/** What a number speaks of, and how sure that is. */
export interface Subject {
  metric: Metric;
  /** `sure`: named beside the number. `likely`: named before, in the same breath. `maybe`: agreeing is worth telling, differing is not. */
  evidence: "sure" | "likely" | "maybe";
  /** The draft's unit is of another grain than the metric's. */
  slip: boolean;
  /** Only a part may be meant: larger than the whole is wrong in any case. */
  partial: boolean;
  /** Others that the words fit as well. */
  ties: Metric[];
}

/** The text around numbers, cut and tagged. */
export interface Reading {
  text: string;
  tags: readonly Tag[];
  paragraphs: readonly Paragraph[];
  numerals: readonly Numeral[];
  book: Phrasebook;
}

/** The words around one number, nearest first. */
interface Context {
  weights: Map<string, number>;
  /** Words of the number's own stretch: what stands there must be accounted for. */
  left: Tag[];
  right: Tag[];
  topic: string | null;
  topicWeight: number;
  /** Gatherings named in the sentence before the number, the nearest last. */
  owners: string[];
  foreign: boolean;
  /** A noun that no one knows follows the unit, or stands where a bare 提案 would. */
  unknownAfter: boolean;
  unknownBefore: boolean;
  /** One subject of work is named (围绕乡村振兴): what follows may count that work only. */
  about: boolean;
  /** 分别 parts the words from the numbers. */
  apart: boolean;
  /** Where the number begins and ends, for what stands between. */
  from: number;
  to: number;
  /** Whose opinion is told of, where both sides rate: 承办单位对提案的质量作出评价. */
  side: "member" | "unit";
  /** A 的 stands before the number: what is on its left only describes what is on its right. */
  modified: boolean;
}

const owners = new Set(
  "对口协商 小微协商 界别协商 提案办理协商 常委会 主席会议 全会协商 专题协商 视察 调研 考察 监督 情况通报 基层协商 委员工作室 民主评议 讲座 义诊 直播助农 公益活动 走访 学习交流".split(
    " "
  )
);
const always = new Set(
  "外部 省领导 市政协 全国政协 采纳 采用 未完 批示 表彰 优秀 时段 限定 市级部门 未立案 基本满意 不满意 党派团体 住区市政协委员 全区".split(
    " "
  )
);
const separators = /[、]|(?<=[一-龥])(?:和|以及|及|与|并|并且)(?=[一-龥\d])/;
const quantifiers = /由(?=区|市|县|主席|副主席|党政|领导)|全部|均|悉数|已经?(?=[办回答])|占|较|比(?!例)|同比|环比/;
const fillers =
  /^(?:同期|共|共计|总共|合计|累计|全年|一年来|今年|去年|其中|先后|已|已经|还|又|也|全|各类|各项|了|到|的|为|有|是|达|达到|经审查|经过|年|区政协|委员们?|我们|分别|本年度?|数量|总数|总量|数|量|约|仅|新|再|完成|实现|组织|开展|举办|召开|形成|通过|围绕中心|经|并|对|将|在|全区政协|广大|积极|认真|踊跃|据统计|截至目前|截至年底|目前|年底前?|[,:、“”"()]|\d{4}年)+/;

/** What a unit does that rates a proposal. */
const rates = /评价|参评|打分|阅卷|评定|评议|满意/;

/** The clause before one, in its sentence. */
const frameOf = ({clauses}: Sentence, index: number) => clauses[index - 1];

/** A rate that no other figure shares its name with: 采用率 is one of 社情民意 wherever it stands. */
const uniquelyNamed = (metric: Metric, concepts: readonly string[]) =>
  metric.unit === "%" && concepts.some(c => /率$/.test(c) && c !== "满意率");

/** What may stand between the words of a figure and its number without making it another. */
const links =
  /连续[一二三四五六七八九十]年|逐年|稳步|目标|各方面|社会各界|确保|力争|争取|要|将|我们|共同|实现|达到|达|推出|制作|发布|专栏|系列|信息|稿件|由|从|上年|去年|今年|本年|全年|增加|提升|增至|升至|突破|超过|接近|近|超|逾|获得|取得|得到|高质量|高水平|优质|有效|有价值|区政协|政协|区|共同|积极|广泛|深入|持续|上升到|提高到|保持在?|人次数?|场次数?|件数|篇数|次数|频次|稳定在|维持在|总数|总量|总计|一共|合计|共计|共有|共|累计|已经?|就|约|只|仅|安排|出台|制定|修订|新建|建立|完善|健全|同比|较上年|比上年|各类|各项|各级|先后|多次|目前|截至目前|分别|均|都|全部|仅|数量|数|量|率|的|为|是|有|了|到|在|至|各|等|完成|开展|举办|组织|召开|形成|一|—|[,:、“”"()《》\s\d年月日]/g;
const leads =
  /^(?:[◆●※■▲★·•\-—]|据统计|据悉|其中|同时|此外|今年|去年|上年|本年度?|\d{4}年|一年来|目前|截至目前|[,、:“”"(])+/;

/** Reads subjects of numbers; build once for a draft. */
export class Subjects {
  private readonly kinds;

  constructor(private readonly reading: Reading) {
    this.kinds = reading.book.vocabulary.kinds;
  }

  /** The metric that a number speaks of; null when no figure fits. */
  of(numeral: Numeral, items?: {left: string; shared: string}): Subject | null {
    const context = this.context(numeral, items);
    if (!context || context.foreign) return null;
    const before = this.between(Math.max(0, numeral.start - 30), numeral.start).at(-1);
    const beside =
      before &&
      /^(?:数量|总数|数|量|共|达到?|为|是|有|:|了)*$/.test(this.reading.text.slice(before.end, numeral.start));
    if (numeral.unit === "" && !beside) return null;
    return this.choose(context, metric => {
      const {unit, label, kind, print} = metric;
      return unitFit(unit, print?.unit, kind, label, numeral.unit);
    });
  }

  /**
   * The metric that a stretch of a sentence names, whatever its unit: the subject of a change. With `bare`, words that
   * say little by themselves (收到) are read under what the text is about.
   */
  named(start: number, end: number, rate: boolean | null, {unit = "", bare = false} = {}): Subject | null {
    // The mark that ends a clause is in none.
    const place = this.locate(end - 1) ?? this.locate(end - 2);
    if (!place) return null;
    const left = this.between(start, end);
    if (left.length === 0) return null;
    if (!bare && left.every(each => each.concepts.every(c => this.kinds.get(c) === "free"))) return null;
    const context = this.gather(place, left, [], start, end, end, 3);
    if (context.foreign) return null;
    return this.choose(context, metric => {
      if (rate !== null && (metric.unit === "%") !== rate) return "other";
      return unit ? unitFit(metric.unit, metric.print?.unit, metric.kind, metric.label, unit) : "same";
    });
  }

  /** Every metric with one of the concepts, of rates said together: 办结率、回复率均为100%. */
  context(numeral: Numeral, items?: {left: string; shared: string}): Context | null {
    const place = this.locate(numeral.start);
    if (!place) return null;
    const {text, numerals} = this.reading;
    const {clause} = place;
    const inClause = startingIn(numerals, clause.start, clause.end);
    const at = inClause.indexOf(numeral);
    const previous = inClause[at - 1];
    const next = inClause[at + 1];

    let leftStart = clause.start;
    if (previous && !items) {
      const gap = text.slice(previous.end, numeral.start);
      const cut = separators.exec(`${gap}1`);
      leftStart =
        previous.end + (cut && cut.index > 0 && this.nounAfter(previous, clause) ? cut.index + cut[0].length : 0);
    }
    let rightEnd = clause.end;
    if (next) {
      const gap = text.slice(numeral.end, next.start);
      const cut = separators.exec(`${gap}1`);
      const named = this.between(leftStart, numeral.start).some(each =>
        each.concepts.some(c => this.kinds.get(c) !== "free")
      );
      rightEnd = cut ? numeral.end + cut.index : named ? numeral.end : next.start;
    }
    // 44条建议采纳17条: the verb belongs to the number behind it.
    let told = false;
    const behind = next ? this.between(numeral.end, next.start) : [];
    const lastVerb = behind.at(-1);
    if (
      lastVerb &&
      (behind.length > 1 || lastVerb.end - lastVerb.start > 3) &&
      lastVerb.end === next?.start &&
      (lastVerb.concepts.some(c => this.kinds.get(c) === "narrow") || text.slice(0, lastVerb.end).endsWith("建议采纳"))
    ) {
      rightEnd = Math.min(rightEnd, lastVerb.start);
      told = lastVerb.concepts.includes("采纳") || text.slice(0, lastVerb.end).endsWith("建议采纳");
    }
    const quantifier = quantifiers.exec(text.slice(numeral.end, rightEnd));
    if (quantifier) rightEnd = numeral.end + quantifier.index;

    let left = this.between(leftStart, numeral.start);
    if (items) {
      const wanted = new Set([...this.tagsOf(items.left, clause), ...this.tagsOf(items.shared, clause)]);
      left = left.filter(
        each =>
          each.concepts.some(c => wanted.has(c)) &&
          (items.left + items.shared).includes(text.slice(each.start, each.end))
      );
    }
    let right = items ? [] : this.between(numeral.end, rightEnd);
    if (next) {
      const gap = right.findIndex((each, i) => i > 0 && each.start > right[i - 1]!.end);
      if (gap > 0) right = right.slice(0, gap);
    }
    const context = this.gather(place, left, right, leftStart, numeral.start, numeral.end, items ? 1 : 3);
    return told ? {...context, unknownAfter: true} : context;
  }

  private tagsOf(part: string, {start, end}: Clause): string[] {
    return this.between(start, end)
      .filter(each => part.includes(this.reading.text.slice(each.start, each.end)))
      .flatMap(each => each.concepts);
  }

  private gather(
    {paragraph, sentence, clause}: Place,
    left: Tag[],
    right: Tag[],
    leftStart: number,
    from: number,
    to: number,
    reach: number
  ): Context {
    const {text, numerals} = this.reading;
    const weights = new Map<string, number>();
    const weigh = (tags: readonly Tag[], weight: number) => {
      for (const each of tags)
        for (const concept of each.concepts) if ((weights.get(concept) ?? 0) < weight) weights.set(concept, weight);
    };
    weigh(left, 3);
    weigh(right, 3);

    // A clause of its own words only (共261件) takes those of the clauses before, back to the last number.
    const bare = [...left, ...right].every(each => each.concepts.every(c => this.kinds.get(c) === "free"));
    const index = sentence.clauses.indexOf(clause);
    const asides = clause.aside ? [] : sentence.clauses.filter(each => each.aside);
    const lastNumber = startingIn(numerals, sentence.start, leftStart)
      .filter(each => each.end <= leftStart && !asides.some(a => each.start >= a.start && each.end <= a.end))
      .at(-1);
    const bridged: Tag[] = [];
    if (bare)
      for (let i = index - 1; i >= 0; i--) {
        const before = sentence.clauses[i]!;
        if (lastNumber && before.start < lastNumber.end) break;
        const aside = before.aside ? this.between(before.start, before.end) : [];
        bridged.unshift(...aside.filter(each => each.concepts.includes("限定")));
        if (before.aside) continue;
        bridged.unshift(...this.between(before.start, before.end));
        weigh(bridged, 2);
        if (bridged.some(each => each.concepts.some(c => this.kinds.get(c) !== "free"))) break;
      }

    const frame = bare ? undefined : frameOf(sentence, index);
    if (
      frame &&
      /[中里]$/.test(text.slice(frame.start, frame.end)) &&
      startingIn(numerals, frame.start, frame.end).length === 0
    )
      bridged.push(...this.between(frame.start, frame.end).filter(each => each.concepts.includes("限定")));

    const involved = /涉及(?:的)?(?:政协)?提案$/.test(text.slice(leftStart, from));
    if (involved && frameOf(sentence, index))
      weigh(
        this.between(sentence.start, clause.start).filter(each =>
          each.concepts.some(c => this.kinds.get(c) === "narrow")
        ),
        3
      );
    weigh(this.between(clause.start, from), 1.5);
    weigh(this.between(to, clause.end), 1.4);
    const earlier: Tag[] = [];
    for (let i = index - 1; i >= 0; i--) {
      const before = sentence.clauses[i]!;
      const tags = this.between(before.start, before.end);
      weigh(tags, Math.max(1.02, 1.3 - 0.03 * (index - i)));
      earlier.unshift(...tags);
    }
    const sentencesBefore = paragraph.sentences.filter(each => each.end <= sentence.start);
    sentencesBefore
      .slice(-3)
      .reverse()
      .forEach((each, k) => {
        weigh(this.between(each.start, each.end), 0.7 - 0.15 * k);
      });
    const heading = this.headingTags(paragraph);
    weigh(heading, 0.3);

    const isTopic = (each: Tag) => each.concepts.some(c => this.kinds.get(c) === "topic");
    const topicIn = (tags: readonly Tag[]) =>
      tags
        .filter(isTopic)
        .at(-1)
        ?.concepts.find(c => this.kinds.get(c) === "topic") ?? null;
    let topic = topicIn(left) ?? topicIn(right);
    let topicWeight = topic ? 3 : 0;
    if (!topic) {
      topic = topicIn([...earlier, ...this.between(clause.start, from)]);
      topicWeight = topic ? 1.3 : 0;
    }
    if (!topic) {
      topic = topicIn(sentencesBefore.flatMap(each => this.between(each.start, each.end)));
      topicWeight = topic ? 0.7 : 0;
    }
    if (!topic) {
      topic = topicIn(this.headingTags(paragraph, isTopic));
      topicWeight = topic ? 0.7 : 0;
    }

    if (!topic && [...earlier, ...this.between(clause.start, to)].some(each => each.concepts.includes("立案"))) {
      topic = "提案";
      topicWeight = 1;
    }
    const beforeHere = [...earlier, ...this.between(clause.start, from)];
    const tail = text.slice(to, Math.min(clause.end, to + 4));
    let head = text.slice(leftStart, from);
    for (const each of left) head = head.replace(text.slice(each.start, each.end), "");
    head = head.replace(links, "").replace(fillers, "");
    return {
      weights,
      left: [...bridged, ...left],
      right,
      topic,
      topicWeight,
      owners: beforeHere.flatMap(each => each.concepts.filter(c => owners.has(c))),
      foreign: this.foreign(sentence, from),
      unknownAfter:
        right.length === 0 &&
        /^(?:的)?[一-龥]/.test(tail) &&
        !/^(?:的?[,。、;:)]|以上|左右|其中|和|及|与|并|占|较|比|同比|均|全部|已|增|减|提|升|上升|上涨|攀|跃|扩大|拓展|缩|降|回落|下|由|经|被|获|为|在|的|到|至|再)/.test(
          tail
        ),
      from,
      to,
      about: this.about(sentence, from),
      apart: reach === 1,
      side: this.side(sentence.start, from, to, clause.end),
      modified: /[的地]$/.test(text.slice(leftStart, from)),
      unknownBefore: /[一-龥]/.test(head)
    };
  }

  private side(start: number, from: number, to: number, end: number): "member" | "unit" {
    const {text} = this.reading;
    const before = text.slice(start, from);
    const after = text.slice(to, Math.min(end, to + 20));
    const unit = Math.max(
      ...[...before.matchAll(/单位(?!数|的?个数)/g)]
        .filter(each => rates.test(before.slice(each.index, each.index + 24) + after))
        .map(each => each.index),
      -1
    );
    const member = Math.max(before.lastIndexOf("委员"), before.lastIndexOf("提案者"), before.lastIndexOf("提案人"));
    return unit > member ? "unit" : "member";
  }

  private about(sentence: Sentence, to: number): boolean {
    const text = this.reading.text.slice(sentence.start, to);
    const match =
      /(?:围绕|聚焦|紧扣|针对)([^,。;\d]{2,40}?)(?=,|开展|组织|提交|提出|召开|深入|形成|举办|撰写|反映|建言|$)/.exec(
        text
      );
    if (!match) return false;
    return !/等|.、.+、|中心|大局|全区|区委|区政府|重点|经济|社会|高质量|民生|群众|党政|改革|稳定|目标|重大|现代化|关切|年度|提案|协商/.test(
      match[1]!
    );
  }

  private choose(context: Context, fitOf: (metric: Metric) => "same" | "none" | "slip" | "other"): Subject | null {
    const {book} = this.reading;
    interface Candidate {
      metric: Metric;
      concepts: readonly string[];
      low: number;
      sum: number;
      fit: string;
      doubt: boolean;
      partial: boolean;
      weakTopic: boolean;
      weak: boolean;
    }
    const fits = new Map<string, "same" | "none" | "slip" | "other">();
    const candidates: Candidate[] = [];
    const named = new Set<Signature>();
    for (const [concept, weight] of context.weights)
      if (weight >= 2) for (const each of book.byConcept.get(concept) ?? []) named.add(each);
    for (const {metric, concepts, weak} of named) {
      const fit = fits.get(metric.id) ?? fitOf(metric);
      fits.set(metric.id, fit);
      if (metric.side && metric.side !== context.side) continue;
      if (fit === "other" || (metric.unit === "%" && fit === "none")) continue;
      const ownTopic = book.topics.get(metric.id) ?? null;
      const required = concepts.filter(c => c !== ownTopic);
      const bareTopic = required.length === 0;
      if (bareTopic) required.push(...concepts);
      let low = 3;
      let sum = 0;
      let local = false;
      for (const concept of required) {
        const weight = context.weights.get(concept) ?? 0;
        low = Math.min(low, weight);
        sum += weight;
        if (weight >= 2) local = true;
      }
      if (low === 0 || !local) continue;
      if (concepts.some(c => this.kinds.get(c) === "free" && required.includes(c) && (context.weights.get(c) ?? 0) < 2))
        continue;
      if (!weak && required.every(c => this.kinds.get(c) === "free") && !(ownTopic && context.topic === ownTopic))
        continue;
      let weakTopic = false;
      if (ownTopic && !uniquelyNamed(metric, required)) {
        if (context.topic === ownTopic) {
          weakTopic = context.topicWeight < 0.7;
          if (context.topicWeight >= 3) sum += 0.5;
        } else if (context.topic && context.topicWeight >= 1) continue;
        else if (context.topic) weakTopic = true;
        else if (required.every(c => this.kinds.get(c) === "free")) continue;
        else if (concepts.includes(ownTopic)) weakTopic = true;
      }
      const verdict = this.unexplained(context, metric, new Set([...required, ...concepts]));
      if (verdict === "other") continue;
      let doubt = weak || verdict === "doubt";
      if (bareTopic && (context.unknownBefore || !this.wholeTopic(context))) doubt = true;
      if (context.unknownAfter) doubt = true;
      if (ownTopic && !context.apart && this.strangeTopic(context, ownTopic)) doubt = true;
      if (!context.apart && this.strangeGap(context, concepts)) doubt = true;
      const known = book.explained.get(metric.id)!;
      const strange = context.owners.filter(c => !known.has(c));
      const ownOwners = concepts.filter(c => owners.has(c));
      let partial = false;
      if (strange.length > 0 && /建议|采纳|难题|群众|参加|(?<!大会)发言(?!材料)/.test(concepts.join())) {
        const nearest = context.owners.at(-1)!;
        const claimed = ownOwners.length > 0 && ownOwners.every(c => (context.weights.get(c) ?? 0) >= 3);
        const shared = context.owners.some(c => known.has(c) && owners.has(c));
        if (!claimed && ownOwners.length > 0 && !known.has(nearest)) doubt = true;
        else if (!claimed && ownOwners.length === 0 && !shared) partial = true;
      }
      if (context.about) partial = true;
      candidates.push({metric, concepts, low, sum, fit, doubt, partial, weakTopic, weak});
    }
    if (candidates.length === 0) return null;
    const rank = (c: Candidate) =>
      (c.fit === "slip" ? 0 : 100) -
      (c.weak ? 60 : 0) +
      (c.partial ? 0 : 5) -
      (c.weakTopic ? 4 : 0) +
      10 * c.low +
      c.sum;
    candidates.sort((a, b) => rank(b) - rank(a));
    const best = candidates[0]!;
    const rival = (c: Candidate) =>
      c.metric !== best.metric &&
      c.fit === best.fit &&
      c.weak === best.weak &&
      (best.fit === "slip" ||
        Math.abs(rank(c) - rank(best)) < 0.05 ||
        (c.low > 1 && !context.apart && best.concepts.every(each => c.concepts.includes(each))));
    const ties = [...new Set(candidates.filter(rival).map(c => c.metric))];
    const evidence = best.doubt || best.weakTopic || best.low < 1 ? "maybe" : best.low >= 2 ? "sure" : "likely";
    return {metric: best.metric, evidence, slip: best.fit === "slip", partial: best.partial, ties};
  }

  /** A word that no one knows right before 提案 or 社情民意 makes it some of them: 旅游提案. */
  private strangeTopic({left, from}: Context, topic: string): boolean {
    const at = left.findLastIndex(each => each.concepts.includes(topic));
    const place = left[at];
    if (!place || place.concepts.length > 1) return false;
    const {text} = this.reading;
    const clause = Math.max(
      left[at - 1]?.end ?? 0,
      text.lastIndexOf(",", place.start) + 1,
      text.lastIndexOf("。", place.start) + 1
    );
    const numeral = startingIn(this.reading.numerals, clause, place.start).at(-1)?.end ?? 0;
    const gap = text.slice(Math.max(clause, numeral), place.start);
    return place.start < from && /[一-龥]{2,}/.test(gap.replace(links, "").replace(fillers, ""));
  }

  /** Words that no one knows between those of the metric and the number: 参与基层治理1300余人次. */
  private strangeGap({left, right, from, to}: Context, concepts: readonly string[]): boolean {
    const behind = right.find(each => each.concepts.some(c => concepts.includes(c)));
    if (behind) {
      // 近400场次的会场、现场和直播间: what stands far behind the number is not what it counts.
      const gap = this.reading.text.slice(to, behind.start);
      return /^的[^,。;]*、/.test(gap) && !left.some(each => each.concepts.some(c => concepts.includes(c)));
    }
    const last = left.filter(each => each.concepts.some(c => concepts.includes(c))).at(-1);
    if (!last) return false;
    let rest = this.reading.text.slice(last.end, from);
    for (const each of this.between(last.end, from))
      rest = rest.replace(this.reading.text.slice(each.start, each.end), "");
    return /[一-龥]{2,}/.test(rest.replace(links, ""));
  }

  /** What the work is for: 围绕全区重点工作. */
  private governed({start}: Tag): boolean {
    return /(?:围绕|聚焦|紧扣|服务|助推|助力|推动|落实|贯彻|对照|为)[^,。;]*$/.test(
      this.reading.text.slice(Math.max(0, start - 8), start)
    );
  }

  /** Who did it, in 被有关部门采纳. */
  private agent({start}: Tag): boolean {
    return /(?:被|由|经|获|得到|受到|为|担任|受聘)[^,。]{0,6}$/.test(
      this.reading.text.slice(Math.max(0, start - 8), start)
    );
  }

  /** A bare 提案 is all of them in 提案261件 and in 261件提案中, not in 81件提案开展评议. */
  private wholeTopic({right}: Context): boolean {
    const [first] = right;
    return (
      !first || (right.length === 1 && /^(?:中|经|经过|,其中)/.test(this.reading.text.slice(first.end, first.end + 3)))
    );
  }

  /** Words beside the number that the metric does not account for: they make it another figure, or doubtful. */
  private unexplained(context: Context, metric: Metric, concepts: Set<string>): "fine" | "doubt" | "other" {
    const known = this.reading.book.explained.get(metric.id)!;
    const fine = (c: string) => concepts.has(c) || known.has(c);
    const narrowMatters =
      metric.kind === "proposals" || metric.kind === "opinions" || metric.id === "activities.party_speeches";
    const firstRequired = context.left.findIndex(each => each.concepts.some(c => concepts.has(c)));
    const lastRequired = context.left.findLastIndex(each => each.concepts.some(c => concepts.has(c)));
    const firstRight = context.right.findIndex(each => each.concepts.some(c => concepts.has(c)));
    let doubt = false;
    for (const [i, each] of context.left.entries())
      for (const c of each.concepts) {
        if (c === "时段") doubt = true;
        if (c === "时段" || fine(c) || ((c === "全区" || c === "外部") && this.governed(each))) continue;
        const kind = this.kinds.get(c);
        if (c === "全区" && metric.kind === "activities") {
          doubt = true;
          continue;
        }
        if (kind === "narrow" && (narrowMatters || always.has(c) || i > firstRequired)) return "other";
        if (kind === "actor" && narrowMatters) return "other";
        if ((kind === "thing" || kind === "topic") && i > lastRequired && !(firstRight >= 0 && context.modified))
          return "other";
        if (kind === "topic" && narrowMatters) doubt = true;
      }
    for (const [i, each] of context.right.entries())
      for (const c of each.concepts) {
        if (fine(c)) continue;
        const kind = this.kinds.get(c);
        if (kind === "narrow" && (narrowMatters || always.has(c))) return "other";
        if (kind === "actor" && narrowMatters && firstRight >= 0) return "other";
        if ((kind === "thing" || kind === "topic") && (firstRight >= 0 ? i < firstRight && !this.agent(each) : i === 0))
          return lastRequired >= 0 ? "doubt" : "other";
      }
    return doubt ? "doubt" : "fine";
  }

  /** Whether the sentence up to here speaks of another body: 市政协, 全国, another district. */
  private foreign(sentence: Sentence, position: number): boolean {
    const {text} = this.reading;
    let foreign = false;
    for (const clause of sentence.clauses) {
      if (clause.start > position) break;
      const head = text.slice(clause.start, Math.min(clause.end, clause.start + 24)).replace(leads, "");
      if (/(?:住|驻|在)[一-龥]{1,3}?的?市政协委员/.test(head)) foreign = false;
      else if (/^(?:区|县)(?:政府|委系统|级部门|直部门)(?:系统|各部门)?(?:共|全年|今年)*(?:收到|承办|办理)/.test(head))
        foreign = true;
      else if (/(?:邻近|毗邻|相邻|周边|兄弟)的?[一-龥]{0,4}(?:区|县|市)(?!级)/.test(head)) foreign = true;
      else if (/^(?:区政协|县政协|我区|本区|我们|区委|全区政协)/.test(head)) foreign = false;
      else if (
        /^(?:全国政协|省政协|市政协|自治区政协|全国两会|全市|全省|全国|市人大|区人大|市政府|省政府|国家)(?!领导|采用|录用|采纳|转|刊|委员提|重点提案)/.test(
          head
        )
      )
        foreign = true;
      else if (
        /^(?![住驻在])[一-龥]{2,3}(?:区|县|市)政协/.test(head) &&
        !/^[^区县市]*[年来我本全各经由在受被向对与和助动请求届次会议界要使让提年让给协委]/.test(head) &&
        !this.own.has(/^([一-龥]{1,3})(?:区|县|市)政协/.exec(head)![1]!)
      )
        foreign = true;
    }
    return foreign;
  }

  /** Names by which the draft calls its own district: in the title, or several times. */
  private get own(): Set<string> {
    if (this.ownNames) return this.ownNames;
    const {text} = this.reading;
    const counts = new Map<string, number>();
    for (const match of text.matchAll(/(?<=^|[\n。,;中在])([一-龥]{1,3})(?:区|县)政协/g))
      counts.set(match[1]!, (counts.get(match[1]!) ?? 0) + 1);
    const names = [...counts].filter(([, count]) => count >= 3).map(([name]) => name);
    for (const match of text
      .slice(0, 400)
      .matchAll(/(?:政协|政治协商会议)([一-龥]{1,6}?)(?:区|县)(?:第[一二三四五六七八九十]+届)?委员会/g))
      names.push(match[1]!, match[1]!.slice(-2), match[1]!.slice(-3));
    this.ownNames = new Set(names);
    return this.ownNames;
  }
  private ownNames: Set<string> | null = null;

  /** Whether the previous number's noun follows it, so that what is before the separator is that noun. */
  private nounAfter(previous: Numeral, clause: Clause): boolean {
    const next = this.reading.text[previous.end] ?? "";
    return previous.end < clause.end && !/[、,]/.test(next);
  }

  /** The words of the nearest heading above, or of the nearest that has one of a kind. */
  private headingTags(paragraph: Paragraph, wanted?: (each: Tag) => boolean): Tag[] {
    const {paragraphs} = this.reading;
    for (let i = paragraphs.indexOf(paragraph) - 1; i >= 0; i--) {
      const each = paragraphs[i]!;
      if (!each.heading) continue;
      const tags = this.between(each.start, each.end);
      if (!wanted || tags.some(wanted)) return tags;
    }
    return wanted && paragraph.start > 40 ? this.between(0, 40) : [];
  }

  /** Tags that lie between two places. */
  between(start: number, end: number): Tag[] {
    const {tags} = this.reading;
    return startingIn(tags, start, end).filter(each => each.end <= end);
  }

  locate(position: number): Place | null {
    const paragraph = this.reading.paragraphs.find(each => position >= each.start && position < each.end);
    const sentence = paragraph?.sentences.find(each => position >= each.start && position < each.end);
    const clause = sentence?.clauses.find(each => position >= each.start && position < each.end);
    return paragraph && sentence && clause ? {paragraph, sentence, clause} : null;
  }
}

export interface Place {
  paragraph: Paragraph;
  sentence: Sentence;
  clause: Clause;
}
