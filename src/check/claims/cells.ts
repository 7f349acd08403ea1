import {parseChange} from "../../metrics/words.js";
import type {Span} from "../clauses/clauses.js";
import {type Cell, named} from "../clauses/tables.js";
import {grammar} from "../grammar/grammar.js";
import {dull, type Word} from "../tokens/words.js";
import type {ChangeWords} from "./changes.js";
import {type Claim, openIn, type Page, startingIn} from "./page.js";
import {telling} from "./phrase.js";
import {type Reading, readingOf} from "./reading.js";
import {plainly, type Said} from "./said.js";
import {unitFit} from "./units.js";

/** A number of a table: row and column say of what, and of which year. */
export function cellClaim(claim: Claim, cell: Cell, page: Page) {
  const {numeral} = claim;
  const {text} = page;
  const over = meaningsOf(cell.column, page);
  const beside = meaningsOf(cell.row, page);
  const says = (meaning: string) => over.has(meaning) || beside.has(meaning);
  Object.assign(claim, {role: "value", goal: false, all: [], scope: null, change: null, share: null});
  claim.reading = readingIn(cell, over.has("change"), page);
  claim.why = "系统中没有这个数字";
  const years = [...cell.row, ...cell.column].flatMap(({start, end}) =>
    [...text.slice(start, end).matchAll(/(?:19|20)\d{2}/g)].map(each => Number(each[0]))
  );
  claim.goal = says("goal");
  claim.period = {
    ...claim.period,
    year: years[0] ?? cell.years.at(-1) ?? (says("last") ? page.year - 1 : page.year),
    sum: cell.years.length > 1 ? cell.years.length : null,
    total: null,
    part: says("month") || (says("part") && !page.unfinished) ? "表中的一段时间" : null,
    cut: says("same") && page.unfinished,
    plan: false,
    or: null,
    attached: true
  };
  if (!claim.reading) {
    // 增减, 占比: of what the cells before it are.
    if (says("change")) claim.role = "change";
    else if (over.has("share")) claim.role = "share";
    return;
  }
  const {metric} = claim.reading;
  if (metric.unit === "%" || cell.unit === "%") claim.numeral = {...numeral, unit: "%"};
  if (over.has("done")) {
    const target = page.figures.target(metric.id, page.year)?.target;
    claim.role = "share";
    claim.share = target
      ? {part: {metric, year: page.year}, wholes: [{number: target}], named: true, goal: true}
      : null;
    claim.why = "目标表中没有这一项";
    return;
  }
  if (over.has("share") || (cell.unit === "%" && metric.unit !== "%" && !says("change"))) {
    claim.reading = null;
    claim.why = "看不出占比的分母";
    return;
  }
  if (!says("change") && !/百分点/.test(cell.unit)) return;
  const against = Number(
    /[较比]((?:19|20)\d{2})/.exec(cell.column.map(each => text.slice(each.start, each.end)).join(" "))?.[1] ??
      Number.NaN
  );
  const year = years.find(each => each !== against) ?? page.year;
  const base = against || year - 1;
  const percent = numeral.unit === "%" || over.has("percent");
  const unit = metric.unit === "%" ? "个百分点" : percent ? "%" : metric.unit;
  const down = /[-—▼↓−]/.test(text[numeral.digitsStart - 1] ?? "");
  const said = parseChange(`较上年${down ? "减少" : "增加"}${numeral.value}${unit}`);
  if (!said) return;
  const change: ChangeWords = {said, start: numeral.start, base, based: true, goal: false};
  claim.role = "change";
  claim.numeral = {...numeral, unit: unit === metric.unit ? "" : unit};
  claim.change = {words: change, year, bases: base === year ? [] : [base]};
}

/** What the words over or beside a cell mean, by the table of headers. */
function meaningsOf(spans: readonly Span[], {text}: Page): Set<string> {
  const {headers} = grammar();
  return new Set(
    spans.flatMap(({start, end}) =>
      [...headers].flatMap(([meaning, pattern]) => (pattern.test(text.slice(start, end)) ? [meaning] : []))
    )
  );
}

/** What row and column name together: 对口协商 × 建议(条), 提案 × 提交, 本区政协 × 立案率. */
function readingIn(cell: Cell, changes: boolean, page: Page): Reading | null {
  const {text, names} = page;
  const {headers} = grammar();
  const total = headers.get("total")!;
  const texts = (spans: readonly Span[]) =>
    spans
      .map(each => named(text, each))
      .filter(
        each =>
          each.end > each.start &&
          (!total.test(text.slice(each.start, each.end)) || wordsIn(unbracketed(each, text), page).some(telling))
      );
  const [row, column] = [texts(cell.row), texts(cell.column)];
  // A row that no word explains is of somebody else.
  const strange = row.filter(({start, end}) => openIn(page, start, end) > 0);
  if (strange.length === row.length && row.length > 0 && !row.some(each => wordsIn(each, page).some(telling)))
    return null;
  // 滨江区 beside 本区: a column of somebody else's.
  const own = column.at(-1);
  if (
    own &&
    openIn(page, own.start, own.end) > 1 &&
    meaningsOf([own], page).size === 0 &&
    !wordsIn(own, page).some(each => telling(each) || each.kind === "free") &&
    row.some(each => wordsIn(each, page).some(telling))
  )
    return null;
  // 本区, 滨江区, 高新区 side by side.
  const header = own && paragraphAt({...cell, row: [own]}, page);
  if (
    header &&
    startingIn(page.words, header.start, header.end).some(each => each.kind === "own" && text[each.end] === "│") &&
    !wordsIn(own, page).some(each => telling(each) || each.kind === "own" || each.kind === "free") &&
    meaningsOf([own], page).size === 0
  )
    return null;
  for (const {start, end} of [...row.slice(-1), ...column.slice(-1)]) {
    // A label of the catalogue is that figure and no other, whatever its words share with others.
    const metric = names.labels.get(text.slice(start, end));
    const other = row.some(each => each.start === start) ? column : row;
    const plain = other.every(
      each =>
        grammar().units.has(text.slice(each.start, each.end)) ||
        (openIn(page, each.start, each.end) === 0 && !wordsIn(each, page).some(telling))
    );
    if (metric && plain) return {metric, level: "settled", open: "", slip: false, others: []};
  }
  const left = [...row, ...column].flatMap(each => wordsIn(each, page));
  const open = [...row, ...column].some(
    ({start, end}) => openIn(page, start, end) > 0 && !grammar().units.has(text.slice(start, end))
  );
  const topic = left.find(each => each.kind === "topic")?.concepts[0] ?? null;
  const over = /百分点/.test(cell.unit);
  const above = topic ?? page.topicOf(paragraphAt(cell, page));
  const said: Said = {
    ...plainly,
    left: left.filter(each => each.kind !== "own"),
    topic: above,
    topicNear: above !== null
  };
  const rated = [...row, ...column].some(({start, end}) => /率|度|%|比/.test(text.slice(start, end)));
  const fits = (unit: string) => (metric: Reading["metric"]) => {
    if (!unit) return metric.unit === "%" && !rated ? -1 : 1;
    if (changes && unit === "%") return metric.unit === "%" ? 1 : 2;
    if (over || unit === "%") return metric.unit === "%" ? 3 : 1;
    const found = unitFit(metric, unit);
    return found === 0 ? -1 : found;
  };
  const reading =
    readingOf(said, names, fits(cell.unit)) ?? (topic === null ? underOther(said, cell, page, fits(cell.unit)) : null);
  const summed = [...cell.row].some(each => /(?:合计|总计|小计)$/.test(text.slice(each.start, each.end)));
  return reading &&
    (open || reading.others.length > 0 || (summed && row.some(each => wordsIn(each, page).some(telling))))
    ? {...reading, level: "likely", open: "表中有没有读懂的词语"}
    : reading;
}

/** 提案与社情民意统计表: the title names several kinds of items, of which a column may be any. */
function underOther(said: Said, cell: Cell, page: Page, fits: (metric: Reading["metric"]) => number): Reading | null {
  const title = paragraphAt(cell, page).under;
  const topics = title ? wordsIn(title, page).filter(({kind}) => kind === "topic") : [];
  const found = new Set(
    topics.flatMap(({concepts}) => readingOf({...said, topic: concepts[0]!}, page.names, fits) ?? [])
  );
  return found.size === 1 ? [...found][0]! : null;
}

/** 合计 of 合计(全部25个单位). */
const unbracketed = ({start, end}: Span, text: string): Span => {
  const at = text.slice(start, end).indexOf("(");
  return {start, end: at < 0 ? end : start + at};
};

const paragraphAt = ({row, column}: Cell, {paragraphs}: Page) =>
  startingIn(paragraphs, 0, ((row[0] ?? column[0])?.start ?? 0) + 1).at(-1) ?? paragraphs[0]!;

const wordsIn = ({start, end}: Span, page: Page): Word[] =>
  startingIn(page.words, start, end).filter(each => each.end <= end && !dull(each.kind));
