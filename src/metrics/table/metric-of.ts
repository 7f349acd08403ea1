import {addsUp} from "../count.js";
import {references} from "../formula.js";
import type {Basis, Kind} from "../metric.js";
import {fail} from "./fault.js";
import {basesOf, type CountedKind} from "./fields.js";
import type {Draft, ParsedMetric} from "./rows.js";
import type {YearRule} from "./span.js";
import {countWords, formulaWords, ledgerWords} from "./words.js";

/** The drafts that a draft counts in the end. */
function leaves(draft: Draft, byId: ReadonlyMap<string, Draft>): Draft[] {
  return draft.formula ? references(draft.formula).flatMap(id => leaves(byId.get(id)!, byId)) : [draft];
}

/** The metric that a row and the rows it names make. */
export function metricOf(draft: Draft, byId: ReadonlyMap<string, Draft>): ParsedMetric {
  const {row, label, unit, count, formula, years, by, print, subsetOf, formerly} = draft;
  const {cells} = row;
  const counted = leaves(draft, byId);
  const kinds = [...new Set(counted.map(({kind}) => kind!))];
  const kind = kinds.length === 1 ? kinds[0]! : null;
  // An indicator of the ledger has its unit there.
  if (unit === "" && !formula && kind?.name !== "indicators") fail("没有写单位");
  if (unit === "%" && count && kind?.name !== "indicators") fail("单位是 % 的应写成公式：来源写“指标”，统计写 A ÷ B");
  const bases = basesIn(counted, kind, years);
  const phrases = phrasesOf(cells.phrases ?? "");
  const ratio = formula !== null && formula.type !== "sum";
  const known = (id: string) => byId.get(id)!.label;
  const settings = settingsOf(draft, kind);
  return {
    id: draft.id,
    kind: (kind?.name ?? "multi") as Kind,
    name: draft.id.slice(draft.id.indexOf(".") + 1),
    label,
    unit,
    rule:
      cells.rule ??
      (count
        ? kind?.name === "indicators"
          ? ledgerWords(label)
          : countWords(kind!.label, count, years)
        : formulaWords(formula!, known, years)),
    count,
    formula,
    basis: bases[0]!,
    bases,
    ...(years.span ? {span: years.span} : {}),
    at: years.span || !count ? null : draft.at,
    adds: !years.span && !ratio && (count === null || (kind?.name !== "indicators" && addsUp(count))),
    part: /分项/.test(cells.shown ?? ""),
    ...(/次要/.test(cells.shown ?? "") ? {minor: true} : {}),
    ...tileOf(cells.shown ?? ""),
    ...(cells.weight ? {weight: weightOf(cells.weight)} : {}),
    ...(print ? {print} : {}),
    ...(subsetOf ? {subsetOf} : {}),
    ...(phrases.length ? {phrases} : {}),
    ...(formerly ? {formerly} : {}),
    ...(cells.side ? {side: sideOf(cells.side)} : {}),
    settings,
    ...(by ? {by} : {})
  };
}

/** 说法, parted by 、, or by semicolons where a phrase itself holds one. */
const phrasesOf = (text: string) =>
  text
    .split(/[;\uff1b]/.test(text) ? /[;\uff1b]/ : "、")
    .map(phrase => phrase.trim())
    .filter(Boolean);

/** 图块3: the third tile of 概览; without a number, after those that have one. */
function tileOf(shown: string): {tile?: number} {
  const place = /图块\s*(\d*)/.exec(shown.normalize("NFKC"));
  return place ? {tile: Number(place[1] || 99)} : {};
}

/** 分量, a digit: how much a metric counts when the year is told. */
function weightOf(text: string): number {
  const digit = /^[0-9]$/.exec(text.normalize("NFKC").trim());
  return digit ? Number(digit[0]) : fail(`「分量」应写 0 到 9 的一个数，不能是“${text}”`);
}

function basesIn(counted: Draft[], kind: CountedKind | null, years: YearRule): Basis[] {
  if (!kind) return ["mixed"];
  const own = basesOf(kind);
  if (years.basis) return [years.basis, ...own.filter(basis => years.basis === "session" && basis !== years.basis)];
  const fixed = counted.find(({years: {basis}}) => basis === "calendar");
  return fixed ? ["calendar"] : own;
}

const sideOf = (text: string) =>
  text === "委员"
    ? ("member" as const)
    : text === "单位"
      ? ("unit" as const)
      : fail(`「侧」应写委员或单位，不能是“${text}”`);

/** The rules that a count depends on: as its row says, else those of the derived facts that it names. */
function settingsOf({row, count}: Draft, kind: CountedKind | null): string[] {
  const {settings, rule} = row.cells;
  if (settings) return settings.split("、").map(name => name.trim());
  if (rule || !count || !kind) return [];
  const fields = [count.field, ...count.where.map(({field}) => field)].flatMap(field => field?.name ?? []);
  const sql = fields.map(name => kind.derived?.[name]?.sql ?? "").join(" ");
  return [...new Set([...sql.matchAll(/rule\('([^']+)'\)/g)].map(match => match[1]!))];
}
