import type {Phrase} from "./phrase.js";

const every =
  /(?:(?:各|每|\d)[个家]?|被(?=评议|测评))(?:被?评议|被?测评|参评|承办|主办|办理|交办)?(单位|部门|专委会|党派|界别|类别)[^,。;:\d]*[均都][^,。;:\d]*$/;

/** 各单位测评满意率均在95%以上: of what kind the items are of which a number is told one by one; null where it is not. */
export function everyOf({clause, numeral}: Phrase, text: string): string | null {
  const called = every.exec(text.slice(Math.max(clause.start, numeral.start - 40), numeral.start))?.[1];
  return called?.replace("部门", "单位") ?? null;
}
