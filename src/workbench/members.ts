import {h} from "../components/h.js";
import {membersView} from "../components/members.js";
import {rowsOf} from "../components/tables.js";
import {members as roster} from "../kinds/members.js";
import type {MemberTables} from "../members/rows.js";
import {membersNow} from "./ask.js";
import type {State} from "./state.js";
import {type Bench, button, field, type Step, stands, step, yearChoice} from "./step.js";

/** 委员履职: the members of a year and each one's record, on this machine alone; their records as documents. */
export function membersStep({perform, during}: Bench): Step {
  const view = h("div", {class: "members-view"});
  const whole = step(
    "members",
    "八、委员履职",
    "每名委员的出席、提案、社情民意、活动和得分，按委员名册、出席记录和计分表算出。只在本机看，不进入发布的网站、文稿和留存。",
    ({years, lastWhole, exports, sample}: State) => ({
      ...{years, lastWhole},
      there: sample || exports.some(({kind}) => kind === roster.label)
    }),
    ({years, lastWhole, there}) => {
      if (!there) return [stands("还没有委员名册。把委员名册和出席记录放进“收数据”，计分表在“口径”里填写。")];
      if (years.length === 0) return [stands("正在算各年的数字，算好以后就可以看。")];
      const year = yearChoice("members-year", {years, lastWhole});
      const least = h("input", {id: "members-least", type: "number", value: "60", step: "any"});
      return [
        h(
          "div",
          {class: "fields"},
          field("members-year", "年度", year),
          field("members-least", "列出低于多少分的", least),
          button("写履职档案", () => perform({do: "members", year: year.value, least: least.value})),
          button("看委员履职", () =>
            during(async () => {
              view.replaceChildren(membersView(tablesOf(await membersNow()), Number(year.value)));
            })
          )
        )
      ];
    }
  );
  whole.element.append(view);
  return whole;
}

const tablesOf = ([records, counts, points, known]: readonly ArrayBuffer[]): MemberTables => ({
  records: rowsOf(records!) as unknown as MemberTables["records"],
  counts: rowsOf(counts!) as unknown as MemberTables["counts"],
  points: rowsOf(points!) as unknown as MemberTables["points"],
  known: rowsOf(known!) as unknown as MemberTables["known"]
});
