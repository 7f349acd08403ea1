import {
  anyUnsure,
  below,
  gradesOf,
  groupings,
  overview,
  rateWords,
  type Summary,
  summaries,
  unsureLabel,
  unsureNote
} from "../members/overview.js";
import {personWords} from "../members/person.js";
import {recordOf} from "../members/record.js";
import {Roll} from "../members/roll.js";
import type {MemberTables, MemberYear} from "../members/rows.js";
import {h, verbatim} from "./h.js";
import {memberList} from "./member-list.js";
import {empty} from "./page.js";
import {yearPicker} from "./select.js";
import {table} from "./table.js";

/**
 * 委员履职: the members of a year, at first of the one that is reported, one member's record, who is below a number of
 * points, and members by group.
 */
export function membersView(tables: MemberTables, reported?: number): HTMLElement {
  const roll = new Roll(tables);
  if (roll.years.length === 0) return empty("没有委员名册，或者名册里没有在任的委员。");
  const asked = new URLSearchParams(location.search);
  const last = roll.years.at(-1)!;
  const year = yearPicker({
    label: "年度",
    years: roll.years.toReversed(),
    value: [Number(asked.get("year")), reported].find(each => each && roll.years.includes(each)) ?? last
  });
  const record = h("section", {class: "record", "aria-label": "履职档案", tabindex: -1});
  const rest = h("div");
  const open = (number: string) => {
    record.replaceChildren(...recordView(roll, number, year.value));
    remember({member: number});
    newestInSight(record);
    record.focus({preventScroll: true});
    record.scrollIntoView({block: "nearest"});
  };
  const show = () => {
    const list = summaries(roll, year.value);
    rest.replaceChildren(
      ...notesOf(roll, [year.value]),
      h("h2", {id: "members-list"}, "委员"),
      ...(anyUnsure(list) ? [h("p", null, `“${unsureLabel}”：${unsureNote}`)] : []),
      memberList(list, open),
      h("h2", {id: "members-below"}, "低于分数线的委员"),
      belowView(list, open),
      ...groupings.flatMap(([field, label]) => [
        h("h2", {id: `members-by-${field}`}, `按${label}`),
        groupTable(overview(list, field), gradesOf(list), label)
      ])
    );
  };
  year.addEventListener("input", () => {
    remember({year: String(year.value)});
    show();
    const shown = new URLSearchParams(location.search).get("member");
    if (shown && record.childElementCount) open(shown);
  });
  show();
  const member = asked.get("member");
  if (member && roll.years.some(each => roll.member(each, member)))
    record.replaceChildren(...recordView(roll, member, year.value));
  requestAnimationFrame(() => newestInSight(record));
  return h("div", null, h("div", {class: "choices"}, year), record, rest);
}

/** What these years lack of what their figures are made of. */
const notesOf = (roll: Roll, years: readonly number[]): HTMLElement[] => {
  const notes = roll.notes(years).map(note => h("p", null, note));
  return notes.length > 0 ? [h("div", {class: "incomplete", role: "note"}, notes)] : [];
};

/** The address says what is shown. */
function remember(changed: Record<string, string>): void {
  const address = new URL(location.href);
  for (const [key, value] of Object.entries(changed)) address.searchParams.set(key, value);
  history.replaceState(null, "", address);
}

/** Where not all years have room beside each other, the last are seen first. */
function newestInSight(record: HTMLElement): void {
  const years = record.querySelector(".table");
  if (years) years.scrollLeft = years.scrollWidth;
}

/** A member's record: who it is, year by year, and what the year's points are made of. */
function recordView(roll: Roll, number: string, year: number): HTMLElement[] {
  const {years, lines} = recordOf(roll, number);
  const member = (roll.member(year, number) ?? roll.member(years.at(-1)!, number)) as MemberYear;
  const points = roll.points(year, number);
  return [
    h("h2", null, verbatim(member.name)),
    h("p", null, verbatim(personWords(member))),
    table({
      label: "分年的履职",
      columns: [
        {
          key: "label",
          label: "项目",
          format: (value, row) =>
            row.section
              ? h("strong", null, verbatim(String(value)))
              : h("span", {class: "part"}, verbatim(String(value)))
        },
        ...years.map(each => ({key: String(each), label: `${each}年`, align: "end" as const}))
      ],
      rows: lines.flatMap(({section, label, values}, i) => [
        ...(lines[i - 1]?.section === section
          ? []
          : [{section: true, label: section, ...Object.fromEntries(years.map(each => [String(each), ""]))}]),
        {label, ...Object.fromEntries(years.map((each, j) => [String(each), values[j]]))}
      ])
    }),
    ...notesOf(roll, years),
    ...(points.length
      ? [
          h("h3", null, `${year}年得分`),
          table({
            label: `${year}年得分`,
            columns: [
              {key: "event", label: "事项"},
              {key: "condition", label: "条件", format: value => String(value ?? "—")},
              {key: "times", label: "次数"},
              {key: "points", label: "得分"}
            ],
            rows: [...points]
          })
        ]
      : [])
  ];
}

function belowView(list: readonly Summary[], open: (number: string) => void): HTMLElement {
  const least = h("input", {
    type: "number",
    value: "60",
    min: "-1000",
    max: "1000",
    step: "any",
    "aria-label": "分数线"
  });
  const place = h("div");
  const show = () => {
    const found = below(list, Number(least.value));
    place.replaceChildren(
      list.every(({points}) => points === null)
        ? empty("这一年没有得分：没有计分表（points.csv），或者缺少它要用的导出文件。")
        : found.length === 0
          ? empty(`没有低于${least.value}分的委员。`)
          : table({
              label: "低于分数线的委员",
              columns: [
                {
                  key: "name",
                  label: "姓名",
                  format: (value, row) =>
                    h(
                      "button",
                      {type: "button", class: "link", onclick: () => open(String(row.number))},
                      verbatim(String(value))
                    )
                },
                {key: "sector", label: "界别"},
                {key: "committee", label: "专委会"},
                {key: "points", label: "得分"},
                {key: "grade", label: "等次"},
                ...(anyUnsure(found) ? [{key: "unsure", label: unsureLabel}] : [])
              ],
              rows: found.map(({member, points, grade, unsure}) => ({...member, points, grade, unsure}))
            })
    );
  };
  least.addEventListener("input", show);
  show();
  return h(
    "div",
    null,
    h("div", {class: "choices"}, h("label", {class: "choice"}, h("span", null, "分数线"), least)),
    place
  );
}

function groupTable(groups: ReturnType<typeof overview>, grades: readonly string[], label: string): HTMLElement {
  return table({
    label: `按${label}`,
    columns: [
      {key: "name", label},
      {key: "members", label: "委员"},
      {key: "present", label: "出席率", align: "end", format: (_, row) => rateWords(row.present, row.due)},
      {key: "proposing", label: "提交提案的"},
      {key: "proposals", label: "提案"},
      {key: "entries", label: "社情民意"},
      {key: "active", label: "参加活动的"},
      {key: "points", label: "得分中位数"},
      ...grades.map(grade => ({key: `grade ${grade}`, label: grade}))
    ],
    rows: groups.map(group => ({
      ...group,
      ...Object.fromEntries(grades.map(grade => [`grade ${grade}`, group.grades[grade] ?? 0]))
    }))
  });
}
