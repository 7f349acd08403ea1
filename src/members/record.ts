import {recorded, speech} from "../kinds/people.js";
import type {Roll, Times} from "./roll.js";

/** A line of a member's record: what it says of each year; null where the year does not tell. */
export interface Line {
  section: string;
  label: string;
  values: (number | string | null)[];
}

const attending = ["出席", "请假", "缺席", "列席"];

/** 应出席: all that a member was called to, as far as attendance is recorded; under a condition, of what is so. */
export const dueOf = (times: Times, tag: string = recorded): number =>
  times("出席", tag) + times("请假", tag) + times("缺席", tag);

/** The years in which a member held office. */
export const yearsOf = (roll: Roll, number: string): number[] =>
  roll.years.filter(year => roll.member(year, number) !== undefined);

const doubtful = (line: Line): Line[] => (line.values.some(value => value !== null) ? [line] : []);

/** A member's record, year by year: attendance by kind of meeting, proposals, entries, activities, speeches, points. */
export function recordOf(roll: Roll, number: string): {years: number[]; lines: Line[]} {
  const years = yearsOf(roll, number);
  const line = (section: string, label: string, value: (year: number) => number | string | null): Line => ({
    ...{section, label},
    values: years.map(value)
  });
  const count = (section: string, label: string, event: string, tag = "") =>
    line(section, label, year => (roll.knows(year, event, tag) ? roll.times(year, number)(event, tag) : null));
  const categories = [...new Set(attending.flatMap(event => roll.tags(event)))].filter(
    tag => ![recorded, "会议", "活动"].includes(tag)
  );
  const lines = [
    line("出席", "应出席", year => (roll.knows(year, "出席", recorded) ? dueOf(roll.times(year, number)) : null)),
    ...attending.map(event =>
      line("出席", event, year =>
        roll.knows(year, event, recorded) ? roll.times(year, number)(event, recorded) : null
      )
    ),
    ...categories.map(category =>
      line("出席", `${category}（出席/应出席）`, year => {
        const times = roll.times(year, number);
        const due = dueOf(times, category);
        return due ? `${times("出席", category)}/${due}` : null;
      })
    ),
    count("提案", "第一提案人", "提交提案", "第一提案人"),
    count("提案", "联名人", "提交提案", "联名人"),
    ...["立案", "重点提案", "优秀提案"].map(tag => count("提案", `其中${tag}`, "提交提案", tag)),
    count("社情民意", "提交", "提交社情民意"),
    ...roll.tags("提交社情民意").map(tag => count("社情民意", tag, "提交社情民意", tag)),
    count("活动和发言", "参加活动", "出席", "活动"),
    count("活动和发言", speech, speech)
  ];
  const told = lines.filter(({values}) => values.some(value => value !== null && value !== 0));
  return {
    years,
    lines: [
      ...told,
      ...doubtful(
        line("没有计入", "只写了姓名、分不清是哪一位的记录", year => roll.member(year, number)?.unsure ?? null)
      ),
      line("考核", "得分", year => roll.member(year, number)?.points ?? null),
      line("考核", "等次", year => roll.member(year, number)?.grade ?? null)
    ]
  };
}
