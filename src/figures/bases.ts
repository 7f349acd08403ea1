import {kinds} from "../kinds/index.js";
import type {Book} from "./book.js";
import {basisWords} from "./caption.js";
import {everUnknown} from "./unknown.js";

const said = (label: string) => (label.endsWith("台账") ? "台账" : label);
const first = "proposals.submitted";

/** Whether the office has a kind of export of which something is known, with years counted so. */
function known(book: Book, of?: readonly string[]): {session: string[]; calendar: string[]} {
  const there = kinds.filter(({name, internal}) => {
    if (of ? !of.includes(name) : internal) return false;
    const ids = book.catalogue.all.filter(({kind}) => kind === name).map(({id}) => id);
    return !everUnknown(book, ids);
  });
  const named = (basis: string) => there.filter(each => each.basis === basis).map(({label}) => said(label));
  return {session: named("session"), calendar: named("calendar")};
}

const list = (names: readonly string[]) =>
  names.length > 1 ? `${names.slice(0, -1).join("、")}和${names.at(-1)}` : (names[0] ?? "");

/** How the years of these kinds, or of what the office exports, are counted: 提案按届次年度计，社情民意和台账按自然年计. */
export function basesWords(book: Book, of?: readonly string[]): string {
  const {session, calendar} = known(book, of);
  return [session.length ? `${list(session)}按届次年度计` : "", calendar.length ? `${list(calendar)}按自然年计` : ""]
    .filter(Boolean)
    .join("，");
}

/** The same in few words, as chosen on a page: 提案按届次年度，其余按自然年. */
export function basesShort(book: Book): string {
  const {session, calendar} = known(book);
  if (!session.length) return "按自然年";
  const counted = basisWords(book, first);
  return calendar.length ? `${list(session)}${counted}，其余按自然年` : counted;
}

/** Whether years of some kind may be counted in another way. */
export const basesDiffer = (book: Book): boolean => known(book).session.length > 0;
