import {recorded, speech} from "../kinds/people.js";
import {dueOf} from "./record.js";
import type {Roll} from "./roll.js";
import type {MemberYear} from "./rows.js";

/** By what members are gathered, and filtered. */
export const groupings = [
  ["sector", "界别"],
  ["party", "党派"],
  ["committee", "专委会"]
] as const;
export type Grouping = (typeof groupings)[number][0];

/** What stands where the roster says nothing. */
export const blank = "（未填）";

/** One member of a year in figures, for lists; null where the year does not tell. */
export interface Summary {
  member: MemberYear;
  due: number | null;
  present: number | null;
  leave: number | null;
  absent: number | null;
  proposed: number | null;
  joined: number | null;
  entries: number | null;
  adopted: number | null;
  activities: number | null;
  speeches: number | null;
  points: number | null;
  grade: string | null;
  /** Records of a name that several bear, which are nobody's: what else stands here may be too little. */
  unsure: number;
}

/** Every member of a year in figures, by number. */
export function summaries(roll: Roll, year: number): Summary[] {
  const known = (event: string, value: number, tag?: string) => (roll.knows(year, event, tag) ? value : null);
  return roll.of(year).map(member => {
    const times = roll.times(year, member.number);
    return {
      member,
      due: known("出席", dueOf(times), recorded),
      present: known("出席", times("出席", recorded), recorded),
      leave: known("请假", times("请假", recorded), recorded),
      absent: known("缺席", times("缺席", recorded), recorded),
      proposed: known("提交提案", times("提交提案", "第一提案人"), "第一提案人"),
      joined: known("提交提案", times("提交提案", "联名人"), "联名人"),
      entries: known("提交社情民意", times("提交社情民意")),
      adopted: known("提交社情民意", times("提交社情民意", "采用"), "采用"),
      activities: known("出席", times("出席", "活动"), "活动"),
      speeches: known(speech, times(speech)),
      points: member.points,
      grade: member.grade,
      unsure: member.unsure ?? 0
    };
  });
}

/** Whether records of some were counted for nobody: then lists say of how many for each. */
export const anyUnsure = (list: readonly Summary[]): boolean => list.some(({unsure}) => unsure > 0);

/** What such a column is called, and what it says. */
export const unsureLabel = "没有计入";
export const unsureNote = "只写了姓名、分不清是哪一位同名委员的记录，没有计入任何人：各项次数和得分可能少计。";

/** Those in office at the end of the year: of them groups and lists of points are. */
const serving = (list: readonly Summary[]) => list.filter(({member}) => member.serving);

/** The members in office whose points of a year are below so many, the lowest first. */
export const below = (list: readonly Summary[], least: number): Summary[] =>
  serving(list)
    .filter(({points}) => points !== null && points < least)
    .sort((a, b) => a.points! - b.points! || a.member.number.localeCompare(b.member.number));

/** The grades that members in office have, the best first. */
export function gradesOf(list: readonly Summary[]): string[] {
  const best = new Map<string, number>();
  for (const {grade, points} of serving(list))
    if (grade !== null) best.set(grade, Math.max(best.get(grade) ?? Number.NEGATIVE_INFINITY, points ?? 0));
  return [...best].sort(([, a], [, b]) => b - a).map(([grade]) => grade);
}

/** A group of members of a year; rates are of its sums. */
export interface Group {
  name: string;
  members: number;
  due: number | null;
  present: number | null;
  proposing: number | null;
  proposals: number | null;
  entries: number | null;
  active: number | null;
  /** The middle of its members' points. */
  points: number | null;
  grades: Readonly<Record<string, number>>;
}

/** The members in office by sector, party or committee, the largest group first. */
export function overview(list: readonly Summary[], by: Grouping): Group[] {
  const groups = new Map<string, Summary[]>();
  for (const each of serving(list)) {
    const name = each.member[by] ?? blank;
    const own = groups.get(name);
    if (own) own.push(each);
    else groups.set(name, [each]);
  }
  return [...groups]
    .map(([name, own]) => groupOf(name, own))
    .sort((a, b) => b.members - a.members || a.name.localeCompare(b.name, "zh"));
}

function groupOf(name: string, own: readonly Summary[]): Group {
  const sum = (value: (each: Summary) => number | null) => {
    const known = own.map(value).filter(each => each !== null);
    return known.length ? known.reduce((total, each) => total + each, 0) : null;
  };
  const having = (value: (each: Summary) => number | null) =>
    sum(each => (value(each) === null ? null : value(each)! > 0 ? 1 : 0));
  const points = own.flatMap(({points}) => (points === null ? [] : [points])).sort((a, b) => a - b);
  const grades: Record<string, number> = {};
  for (const {grade} of own) if (grade !== null) grades[grade] = (grades[grade] ?? 0) + 1;
  return {
    ...{name, members: own.length, due: sum(({due}) => due), present: sum(({present}) => present)},
    ...{proposing: having(({proposed}) => proposed), proposals: sum(({proposed}) => proposed)},
    ...{entries: sum(({entries}) => entries), active: having(({activities}) => activities)},
    points: points.length ? exact((points[(points.length - 1) >> 1]! + points[points.length >> 1]!) / 2) : null,
    grades
  };
}

/** Points as they were given: what adding in binary leaves behind is cut off. */
const exact = (points: number) => Math.round(points * 1e6) / 1e6;

/** 出席率 of so many called and so many who came: 92.3%; — where nobody was called. */
export const rateWords = (present: number | null, due: number | null): string =>
  present === null || !due ? "—" : `${percentage(present, due)}%`;

/** A rate to one decimal; 100 is said only where all came. */
function percentage(present: number, due: number): string {
  const rounded = Math.round((present * 1000) / due) / 10;
  return present !== due && rounded === 100 ? "99.9" : String(rounded);
}
