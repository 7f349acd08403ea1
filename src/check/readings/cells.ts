import {parseChange} from "../../metrics/words.js";
import {isElsewhere, rowsOf, stretchesIn} from "../claims/mentions.js";
import {openIn, type Page, startingIn} from "../claims/page.js";
import type {Phrase} from "../claims/phrase.js";
import type {Span} from "../clauses/clauses.js";
import {monthsIn} from "../clauses/months.js";
import type {Cell} from "../clauses/tables.js";
import {grammar} from "../grammar/grammar.js";
import {dull} from "../tokens/words.js";
import {tellingWord} from "./naming.js";
import {addressOf, inYear, type Quantity} from "./quantity.js";
import {type Chart, type Reading, ranked} from "./reading.js";
import type {Said} from "./said.js";
import {wholesOf} from "./shares.js";
import {type Time, time} from "./times.js";
import {valueAlternatives} from "./values.js";

type Meaning =
  | "change"
  | "percent"
  | "done"
  | "share"
  | "last"
  | "same"
  | "goal"
  | "part"
  | "total"
  | "heading"
  | "month";

/** A number in a table: its row and its column say what it counts, the line above of what. */
export function cellReading(phrase: Phrase, cell: Cell, chart: Chart): Reading {
  const {page, told} = chart;
  const {numeral} = phrase;
  const {text} = page;
  const reading: Reading = {
    numeral,
    phrase,
    role: "value",
    alternatives: [],
    change: null,
    bases: () => [],
    agreed: new Set(),
    foreign: page.speaker && !chart.account ? `文稿是${page.speaker}的` : null,
    words: [],
    named: false,
    cell
  };
  if (numeral.value === null) return reading;
  const spans = [...cell.row, ...cell.column];
  const column = cell.column.at(-1);
  const means = (meaning: Meaning, span: Span | undefined) =>
    span !== undefined && grammar().headers.get(meaning)!.test(text.slice(span.start, span.end));
  const either = (meaning: Meaning) => means(meaning, column) || means(meaning, cell.row.at(-1));
  const left = told.filter(
    each => each.cell && each.cell.row[0]?.start === cell.row[0]?.start && each.role === "value"
  );
  if (either("change") && left.length > 0) {
    const last = left.at(-1)!;
    const down = /[-—▼↓−]/.test(text[numeral.digitsStart - 1] ?? "");
    const points = last.alternatives[0] && addressOf(last.alternatives[0].quantity).metric.unit === "%";
    const unit = points ? "个百分点" : cell.unit === "%" || means("percent", column) ? "%" : cell.unit || "件";
    const said = parseChange(`较上年${down ? "减少" : "增加"}${numeral.value}${unit}`);
    if (!said) return reading;
    const earlier = left.at(-2)?.alternatives[0]?.quantity;
    const change = {said, start: numeral.start, base: -1, based: true, goal: false};
    const now = (quantity: Quantity) => addressOf(quantity);
    return {
      ...reading,
      role: "change",
      change,
      alternatives: last.alternatives,
      bases: quantity => {
        const base =
          earlier && now(earlier).metric === now(quantity).metric && now(earlier).year < now(quantity).year
            ? now(earlier).year
            : now(quantity).year - 1;
        return [inYear(quantity, base, page.unfinished && now(quantity).year === page.year)];
      }
    };
  }
  if (rows0(spans, page).some(isElsewhere)) return {...reading, foreign: "说的是别的单位或层级"};
  const times = timesOfCell(cell, spans, phrase, page);
  if (means("goal", column) || means("goal", cell.row.at(-1))) reading.role = "target";
  const bare = spans.filter(
    span => !means("heading", span) && !/^(?:19|20)\d{2}年?度?$/.test(text.slice(span.start, span.end))
  );
  const own = bare.flatMap(({start, end}) =>
    startingIn(page.words, start, end).filter(each => each.end <= end && !dull(each.kind) && each.kind !== "own")
  );
  const monthly = [cell.row, cell.column].map(each => monthsOfLabel(each.at(-1), text));
  const all = bare.flatMap(({start, end}) =>
    rowsOf(
      startingIn(chart.mentions, start, end).filter(each => each.end <= end),
      text
    )
  );
  const strong = all.filter(row => !row[0].weak);
  const rows = strong.length > 0 ? strong : all;
  const label = cell.row.at(-1);
  const open = label ? openIn(page, label.start, label.end) : 0;
  const sums =
    (means("total", label) && label && !own.some(each => each.start >= label.start && each.end <= label.end)) || false;
  const under = phrase.clause.sentence.paragraph.under;
  const lead = [...(under && !/^\(?单位/.test(text.slice(under.start, under.end)) ? [under] : []), ...cell.over]
    .flatMap(({start, end}) => startingIn(page.words, start, end))
    .filter(each => !dull(each.kind) && each.kind !== "own");
  const known =
    own.length > 0 ||
    rows.length > 0 ||
    monthly.some(Boolean) ||
    sums ||
    (label && /^(?:19|20)\d{2}年?度?(?:.{0,4})?$/.test(text.slice(label.start, label.end)));
  const unknown =
    label &&
    open > 1 &&
    !all.some(([first]) => first.start >= label.start && first.end <= label.end) &&
    !own.some(each => tellingWord(each) && each.start >= label.start && each.end <= label.end);
  if (!known || unknown || (open > 0 && rows.length === 0 && !own.some(tellingWord))) return reading;
  const months = monthly.find(Boolean) ?? null;
  // Under 各专委会活动情况 nothing is of the items that the title speaks of.
  const ofActivities = lead.some(({concepts}) => concepts.some(each => each === "活动" || each === "履职活动"));
  const topic =
    [...own, ...lead].findLast(each => each.kind === "topic")?.concepts[0] ??
    (ofActivities ? null : page.topicOf(phrase.clause.sentence.paragraph));
  const above = told.filter(
    each =>
      each.cell &&
      each.cell.column[0]?.start === cell.column[0]?.start &&
      each.cell.column.at(-1)?.start === column?.start &&
      each.role === "value" &&
      each.alternatives.length > 0
  );
  const said: Said = {
    own,
    lead,
    rows: rows.slice(-1),
    leadRows: [],
    unit: cell.unit || numeral.unit,
    times: months ? times.map(each => ({...each, months})) : times,
    open: Math.min(open, 3),
    doubt: 0,
    unread: false,
    at: numeral.start,
    part: -1,
    timed: true,
    whole: sums,
    carried: null,
    side:
      text.slice(label?.start ?? 0, label?.end ?? 0).includes("单位") ||
      (column && text.slice(column.start, column.end).includes("单位"))
        ? "unit"
        : "member",
    topic,
    topicNear: true,
    told: new Set(),
    ambient: new Set(),
    body: chart.account,
    bodyWhole: true,
    before:
      (rows.length > 0 || sums) && !own.some(tellingWord)
        ? above
            .filter(each => sums || !each.named)
            .slice(-1)
            .map(each => ({reading: each, cost: 0.05}))
        : []
  };
  if (means("share", column)) {
    if (sums) return {...reading, role: "share"};
    // 占提交比重: the column says of what; else it is of the number before.
    const words = column ? text.slice(column.start, column.end) : "";
    const named = /占(?!比)[^()]{2,8}?(?:比重|比例|比|的)?(?:\(|$)/.test(words) && own.some(tellingWord);
    const parts = named
      ? valueAlternatives({...said, unit: ""}, chart).filter(({quantity}) => addressOf(quantity).metric.unit !== "%")
      : (left.at(-1)?.alternatives ?? []);
    const found = parts.slice(0, 3).flatMap(each =>
      wholesOf(each, undefined, [], left.slice(0, -1), chart).map(whole => ({
        quantity: {kind: "share" as const, part: each.quantity, whole: whole.quantity},
        score: each.score + whole.score,
        explained: false
      }))
    );
    return {...reading, role: "share", alternatives: ranked(found)};
  }
  const alternatives = valueAlternatives(said, chart);
  if (reading.role === "target")
    return {
      ...reading,
      alternatives: alternatives.flatMap(each =>
        each.quantity.kind === "figure" && each.quantity.of.items.length === 0
          ? [{...each, quantity: {kind: "target" as const, of: each.quantity.of}}]
          : []
      )
    };
  return {...reading, alternatives, words: own, named: rows.length > 0};
}

const rows0 = (spans: readonly Span[], {words}: Page) => spans.flatMap(({start, end}) => startingIn(words, start, end));

/** The times that row and column name. */
function timesOfCell({years}: Cell, spans: readonly Span[], phrase: Phrase, page: Page): Time[] {
  const {text} = page;
  if (years.length > 1) return [time(years.at(-1)!, {years: years.length})];
  const words = spans.map(({start, end}) => text.slice(start, end));
  const {headers} = grammar();
  const told = words.flatMap(each => /(?:19|20)\d{2}(?=年|$|度)/.exec(each)?.[0] ?? []).map(Number);
  const under = phrase.clause.sentence.paragraph.under;
  const title = under
    ? /((?:19|20)\d{2})年(?!\d{1,2}月\d{1,2}日)/.exec(text.slice(under.start, under.end))?.[1]
    : undefined;
  const last = words.some(each => headers.get("last")!.test(each) && !headers.get("change")!.test(each));
  const all = /([两二三四五])年(?:合计|累计|总计)/.exec(words.join(" "))?.[1];
  const year =
    told.at(-1) ?? (title ? Number(title) : (page.periods.get(phrase.numeral)?.year ?? page.year)) - (last ? 1 : 0);
  if (all) return [time(year, {years: "零一二三四五".indexOf(all.replace("两", "二"))})];
  const part = words.find(each => headers.get("part")!.test(each));
  const months = part ? monthsIn(part) : null;
  const same = words.some(each => headers.get("same")!.test(each));
  return [time(year, {months, cut: page.unfinished && year < page.year && (same || last)})];
}

const han = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

/** 3月, 二季度, 一: the months that a label means. */
function monthsOfLabel(span: Span | undefined, text: string): string[] | null {
  if (!span) return null;
  const label = text.slice(span.start, span.end);
  const month = /^([一二三四五六七八九十]{1,2}|\d{1,2})月?份?$/.exec(label)?.[1];
  if (month) {
    const number = Number(month) || han.indexOf(month);
    return number > 0 && number <= 12 ? [`${number}月`] : null;
  }
  return stretchesIn(text, span.start, span.end)[0]?.months ?? null;
}
