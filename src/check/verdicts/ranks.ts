import {readNumeral} from "../../text/numerals.js";
import type {CheckOptions, Figure} from "../finding.js";
import type {Draft} from "./judged.js";

const ordinal = /第\s*([\d〇零一二两三四五六七八九十百]{1,4})\s*(?:名|位)?/;
const rankOf = (text: string): number | null => {
  const digits = ordinal.exec(text)?.[1];
  return digits === undefined ? null : /^\d+$/.test(digits) ? Number(digits) : readNumeral(digits);
};

/** So far behind the name of an indicator its rank may stand: 名次为全市第二. */
const reach = 14;

/** The figures that are ranks. */
export const rankings = (figures: readonly Figure[]) =>
  figures.filter(({said, item}) => said && item === undefined && rankOf(said) !== null);

/**
 * Ranks that the ledger says in words (第3名), where a draft calls the indicator by its name and says a rank behind it
 * in the same sentence. Of the report year, or of the year that the sentence names.
 */
export function ranksIn(text: string, ranked: readonly Figure[], {year, catalogue}: CheckOptions): Draft[] {
  const labels = new Map(ranked.map(({metric}) => [metric, catalogue.get(metric).label]));
  return [...labels].flatMap(([metric, label]) =>
    [label, ...(catalogue.get(metric).phrases ?? [])].flatMap(name =>
      [...text.matchAll(new RegExp(escaped(name), "g"))].flatMap(({index}): Draft[] => {
        const behind = text.slice(index + name.length, index + name.length + reach).replace(/[。；;\n].*$/s, "");
        const found = ordinal.exec(behind);
        if (!found) return [];
        const from = index + name.length + found.index;
        const before = text.slice(text.slice(0, index).search(/[^。；;\n]*$/), index);
        // 名次由2023年的第五名升至第二名: the first of the two is of the year before.
        const said = `${before}${behind.slice(0, found.index)}`;
        const of = /(20\d\d)年(?!.*20\d\d年)/.exec(said)?.[1];
        const meant = of ? Number(of) : /上年|去年|[由从]$/.test(said) ? year - 1 : year;
        const figure = ranked.find(each => each.metric === metric && each.year === meant);
        const at = {
          from,
          to: from + found[0].trimEnd().length,
          number: rankOf(found[0]),
          metric,
          label,
          computed: null
        };
        const rest = {key: null, scope: null, period: `${meant}年`, candidates: []};
        if (!figure)
          return [{...at, ...rest, verdict: "无法核对", should_read: null, reason: `台账没有${meant}年的「${label}」`}];
        const same = rankOf(figure.said!) === at.number;
        const reason = `台账${meant}年「${label}」为${figure.said}`;
        return [{...at, ...rest, verdict: same ? "一致" : "不一致", should_read: same ? null : figure.said!, reason}];
      })
    )
  );
}

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
