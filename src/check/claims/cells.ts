import {parseChange} from "../../metrics/words.js";
import type {Span} from "../clauses/clauses.js";
import {type Cell, named} from "../clauses/tables.js";
import {dull, type Word} from "../tokens/words.js";
import type {ChangeWords} from "./changes.js";
import {type Claim, openIn, type Page, startingIn} from "./page.js";
import {telling} from "./phrase.js";
import {type Reading, readingOf, unitFit} from "./reading.js";

const changed = /同比|环比|[较比](?:上|去|前|\d|同)|较|增减|变化|同比|增长|增幅|增加|升降|增量/;
const goals = /完成率|达成率|完成比例|完成度/;
const shares = /占|比重|比例/;
const totals =
  /^(?:[一-龥]{0,6}(?:总计|合计|小计|总数)|全区|全会|本会|本区政协|区政协|本年|上年|年度|项目|指标|类别|内容|\d{4}年?度?)$/;

/** A number of a table: row and column say of what, and of which year. */
export function cellClaim(claim: Claim, cell: Cell, page: Page) {
  const {numeral} = claim;
  const {text} = page;
  const over = cell.column.map(each => text.slice(each.start, each.end)).join(" ");
  const beside = cell.row.map(each => text.slice(each.start, each.end)).join(" ");
  const words = `${beside} ${over}`;
  Object.assign(claim, {role: "value", goal: false, all: [], scope: null, change: null, share: null});
  claim.reading = readingIn(cell, page);
  claim.why = "系统中没有这个数字";
  if (!claim.reading) return;
  const {metric} = claim.reading;
  const years = [...words.matchAll(/(?:19|20)\d{2}/g)].map(each => Number(each[0]));
  if (metric.unit === "%" || cell.unit === "%") claim.numeral = {...numeral, unit: "%"};
  if (goals.test(over)) {
    const target = page.figures.target(metric.id, page.year)?.target;
    claim.role = "share";
    claim.share = target
      ? {part: {metric, year: page.year}, wholes: [{number: target}], named: true, goal: true}
      : null;
    claim.why = "目标表中没有这一项";
    return;
  }
  if (shares.test(over) || (cell.unit === "%" && metric.unit !== "%" && !changed.test(words))) {
    claim.reading = null;
    claim.why = "看不出占比的分母";
    return;
  }
  if (changed.test(words) || /百分点/.test(cell.unit)) {
    const against = Number(/[较比]((?:19|20)\d{2})/.exec(over)?.[1] ?? Number.NaN);
    const year = years.find(each => each !== against) ?? page.year;
    const base = against || year - 1;
    const sign = text[numeral.digitsStart - 1] ?? "";
    const percent = numeral.unit === "%" || (/%|率|幅|增长/.test(over) && !/量|数|减/.test(over));
    const unit = metric.unit === "%" ? "个百分点" : percent ? "%" : metric.unit;
    const said = parseChange(`较上年${/[-—▼↓−]/.test(sign) ? "减少" : "增加"}${numeral.value}${unit}`);
    if (!said) return;
    const change: ChangeWords = {said, start: numeral.start, base, based: true, goal: false};
    claim.role = "change";
    claim.numeral = {...numeral, unit: unit === metric.unit ? "" : unit};
    claim.change = {words: change, year, bases: base === year ? [] : [base]};
    return;
  }
  claim.goal = /目标|任务数|计划/.test(words);
  const year = /\d月|季|半年/.test(words) ? null : (years[0] ?? relative(over, page.year));
  claim.period = {
    year: claim.goal ? (year ?? page.year) : year,
    sum: null,
    part: null,
    plan: false,
    or: null,
    attached: true,
    span: 0,
    since: -1
  };
}

const accounts =
  /^(?:(?:本年|今年|当年|本年度|全年|数量|数值|数|件数|次数|场次|条数|篇数|完成情况|完成数|实际|实际完成|完成|实绩|目标|[一-龥]{0,6}(?:合计|总计)|总数|结果|数据|本区政协|区政协|全区)(?:\([^()]*\))?| )*$/;

/** The year that a header means which names none; null where it means something else. */
function relative(words: string, report: number): number | null {
  if (/上年|去年|上一年/.test(words)) return report - 1;
  return accounts.test(words) || /[提立办答编转采收参建协监视调活公直服发批走宣表优重满回率]/.test(words)
    ? report
    : null;
}

/** What row and column name together: 对口协商 × 建议(条), 提案 × 提交, 本区政协 × 立案率. */
function readingIn(cell: Cell, page: Page): Reading | null {
  const {text, names} = page;
  const texts = (spans: readonly Span[]) =>
    spans.map(each => named(text, each)).filter(({start, end}) => end > start && !totals.test(text.slice(start, end)));
  const [row, column] = [texts(cell.row), texts(cell.column)];
  // A row that no word explains is of somebody else.
  const strange = row.filter(({start, end}) => openIn(page, start, end) > 0);
  if (strange.length === row.length && row.length > 0 && !row.some(each => wordsIn(each, page).some(telling)))
    return null;
  for (const {start, end} of [...row.slice(-1), ...column.slice(-1)]) {
    // A label of the catalogue is that figure and no other, whatever its words share with others.
    const metric = names.labels.get(text.slice(start, end));
    const other = row.some(each => each.start === start) ? column : row;
    if (metric && !other.some(each => wordsIn(each, page).some(telling)))
      return {metric, level: "settled", open: "", slip: false, others: []};
  }
  const left = [...row, ...column].flatMap(each => wordsIn(each, page));
  const open = [...row, ...column].some(({start, end}) => openIn(page, start, end) > 0);
  const topic = left.find(each => each.kind === "topic")?.concepts[0] ?? null;
  const over = /百分点/.test(cell.unit);
  const changes = changed.test(cell.column.map(each => text.slice(each.start, each.end)).join(" "));
  const said = {
    left: left.filter(each => each.kind !== "own"),
    right: [],
    near: [],
    frame: [],
    bridged: [],
    topic,
    topicNear: topic !== null,
    wholes: [],
    before: new Set<string>(),
    held: new Set<string>(),
    side: "member" as const,
    restated: false,
    listed: false,
    open: false,
    beside: new Set<Word>()
  };
  const fits = (unit: string) => (metric: Reading["metric"]) => {
    if (!unit) return 1;
    if (changes && unit === "%") return metric.unit === "%" ? 1 : 2;
    if (over || unit === "%") return metric.unit === "%" ? 3 : 1;
    const found = unitFit(metric, unit);
    return found === 0 ? -1 : found;
  };
  const reading = readingOf(said, names, fits(cell.unit)) ?? lastOf(row, page, fits(cell.unit), said);
  const summed = [...cell.row].some(each => /(?:合计|总计|小计)$/.test(text.slice(each.start, each.end)));
  return reading &&
    (open || reading.others.length > 0 || (summed && row.some(each => wordsIn(each, page).some(telling))))
    ? {...reading, level: "likely", open: "表中有没有读懂的词语"}
    : reading;
}

/** 服务 | 服务群众: the first label is only a heading. */
function lastOf(
  row: readonly Span[],
  page: Page,
  fits: (metric: Reading["metric"]) => number,
  said: Parameters<typeof readingOf>[0]
): Reading | null {
  const last = row.at(-1);
  return last && row.length > 1 ? readingOf({...said, left: wordsIn(last, page)}, page.names, fits) : null;
}

const wordsIn = ({start, end}: Span, page: Page): Word[] =>
  startingIn(page.words, start, end).filter(each => each.end <= end && !dull(each.kind));
