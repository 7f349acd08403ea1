import {columns} from "./columns.js";
import type {Layout, Row} from "./csv.js";
import {earlier} from "./days.js";
import {COMMITTEES, PARTIES, SECTORS} from "./people.js";
import {YEARS, type Year} from "./plan.js";
import {type Random, random} from "./random.js";

/** The members of a term, by the numbers in their names: a third of the tenth term stayed on. */
const TERMS = [
  {term: 10, named: "十届", first: 1, last: 210, begins: "2017-01-10", ends: "2022-01-10"},
  {term: 11, named: "十一届", first: 141, last: 365, begins: "2022-01-11", ends: undefined}
] as const;

/** Days on which a member left before the term was over. */
const LEFT: [day: string, why: string][] = [
  ["2020-06-30", "工作调动"],
  ["2021-05-31", "辞去委员"],
  ["2023-03-31", "工作调动"],
  ["2024-06-30", "工作调动"],
  ["2025-04-30", "辞去委员"]
];

const nameOf = (n: number) => `委员${String(n).padStart(4, "0")}`;
const numberOf = (n: number) => `WY${String(n).padStart(4, "0")}`;
const standing = (n: number) => n % 5 === 0;
const committeeOf = (n: number) => COMMITTEES[n % COMMITTEES.length]!;

/** The last day on which a proposal or an entry names each member: whoever left is named no later. */
export type LastNamed = ReadonlyMap<string, string>;

interface Member extends Row {
  n: number;
  name: string;
  number: string;
  appointed: string;
  left?: string;
}

/** The roster: one row a member and term. */
function roster(named: LastNamed): Member[] {
  const rng = random("roster");
  const left = [...LEFT];
  return TERMS.flatMap(({named: term, first, last, begins, ends}) =>
    Array.from({length: last - first + 1}, (_, i): Member => {
      const n = first + i;
      const name = nameOf(n);
      const quiet = left.findIndex(([day]) => day > begins && day < (ends ?? "9") && (named.get(name) ?? "") < day);
      const [day, why] = (quiet >= 0 && rng.chance(0.1) && left.splice(quiet, 1)[0]) || [ends, ends && "届满"];
      return {
        n,
        number: numberOf(n),
        name,
        gender: n % 3 === 0 ? "女" : "男",
        ethnicity: n % 17 === 0 ? "回族" : n % 23 === 0 ? "满族" : "汉族",
        sector: SECTORS[(n * 7) % SECTORS.length]!,
        party: n % 5 < 3 ? PARTIES[(n * 3) % PARTIES.length]! : "中共",
        committee: committeeOf(n),
        office: n % 100 === 50 ? "副主席" : standing(n) ? "常委" : "委员",
        term,
        appointed: begins,
        left: day,
        reason: why
      };
    })
  );
}

const ROSTER: Layout = {
  name: "委员名册_20251031.csv",
  encoding: "utf-8",
  eol: "\n",
  columns: columns(`
委员编号 number
姓名 name
性别 gender
民族 ethnicity
界别 sector
党派 party
专委会 committee
职务 office
届次 term
任职日期 appointed
离任日期 left
离任原因 reason`),
  dates: "dash",
  separator: "、"
};

const ATTENDANCE = columns(`
会议或活动编号 meeting
名称 name
日期 held
类别 category
委员编号 number
姓名 member
出席情况 attended`);

/** How attendance was exported, three years a file: the older one has no numbers of members. */
const FILES: {years: number[]; layout: Layout}[] = [
  {
    years: [2020, 2021, 2022],
    layout: {
      name: "出席记录_2020-2022.csv",
      encoding: "utf-8-bom",
      eol: "\r\n",
      columns: ATTENDANCE.filter(([, field]) => field !== "number"),
      dates: "slash",
      separator: "、",
      spell: {attended: {出席: "到会", 缺席: "未到"}}
    }
  },
  {
    years: [2023, 2024, 2025],
    layout: {
      name: "出席记录_2023-2025_20251031.csv",
      encoding: "utf-8",
      eol: "\n",
      columns: ATTENDANCE,
      dates: "dash",
      separator: "、"
    }
  }
];

/** Kinds of activities whose lists of members are kept. */
const LISTED = ["专题协商", "视察", "学习培训"];

/** The roster and the attendance of all years; `acted` are the activities by year. */
export function memberFiles(named: LastNamed, acted: ReadonlyMap<number, readonly Row[]>): [Layout, Row[]][] {
  const members = roster(named);
  const attended = new Map(YEARS.map(year => [year.year, attendance(year, members, acted.get(year.year)!)]));
  return [
    [ROSTER, twice(members)],
    ...FILES.map(({years, layout}): [Layout, Row[]] => [layout, years.flatMap(year => attended.get(year)!)])
  ];
}

/** One row of the tenth term stands twice. */
function twice(members: Row[]): Row[] {
  return [...members.slice(0, 61), members[60]!, ...members.slice(61)];
}

interface Meeting {
  meeting: string;
  name: string;
  held: string;
  category: string;
}

function attendance(year: Year, members: readonly Member[], acted: readonly Row[]): Row[] {
  const rng = random(`attendance ${year.year}`);
  const rows: Row[] = [];
  const hold = (meeting: Meeting, invited: readonly Member[], [leave, absent]: [number, number]) => {
    for (const {number, name} of invited)
      rows.push({
        ...meeting,
        number,
        member: name,
        attended: rng.weighted([
          ["出席", 100 - leave - absent],
          ["请假", leave],
          ["缺席", absent]
        ])
      });
  };
  const inOffice = (day: string) => members.filter(({appointed, left = "9"}) => appointed <= day && left >= day);
  for (const meeting of meetings(rng, year)) {
    const all = inOffice(meeting.held);
    const invited =
      meeting.category === "全体会议"
        ? all
        : meeting.category === "常委会会议"
          ? all.filter(({n}) => standing(n))
          : all.filter(({n}) => meeting.name.includes(committeeOf(n)));
    hold(meeting, invited, meeting.category === "全体会议" ? [4, 1] : [9, 2]);
  }
  for (const {number, name, type, started, members: count, status} of acted) {
    if (!LISTED.includes(String(type)) || status === "已取消") continue;
    const meeting = {meeting: String(number), name: String(name), held: String(started), category: String(type)};
    hold(meeting, keen(rng, inOffice(meeting.held), Number(count)), [3, 1]);
  }
  if (year.year === 2021) rows.push(...strangers(rows, members));
  return rows.sort((a, b) => (String(a.held) < String(b.held) ? -1 : String(a.held) > String(b.held) ? 1 : 0));
}

function meetings(rng: Random, year: Year): Meeting[] {
  const named = (i: number, name: string, held: string, category: string) => ({
    meeting: `HY${year.year}-${String(i).padStart(2, "0")}`,
    name: `${name}(示例)`,
    held: earlier(held, year.last),
    category
  });
  const day = (month: number) =>
    `${year.year}-${String(month).padStart(2, "0")}-${String(rng.int(6, 26)).padStart(2, "0")}`;
  const until = Number(year.last.slice(5, 7));
  const councils = [3, 6, 9, 12].filter(month => month <= until);
  return [
    named(1, `${year.session}全体会议`, year.opens, "全体会议"),
    ...councils.map((month, i) => named(2 + i, `${year.session}后第${i + 1}次常委会会议`, day(month), "常委会会议")),
    ...COMMITTEES.map((committee, i) => named(11 + i, `${committee}全体会议`, day(rng.int(3, until)), "专委会会议"))
  ];
}

/** Some come often, some never. */
function keen(rng: Random, members: readonly Member[], count: number): Member[] {
  const weighed = members.map(member => ({member, place: rng.next() ** (1 / (0.3 + (member.n % 7)))}));
  return weighed
    .sort((a, b) => b.place - a.place)
    .slice(0, Math.min(count, weighed.length))
    .map(({member}) => member);
}

/** One who is in no roster, and one who had left, stand in a list. */
function strangers(rows: readonly Row[], members: readonly Member[]): Row[] {
  const council = rows.filter(({category}) => category === "常委会会议").at(-1)!;
  const gone = members.find(({left = "9"}) => left < String(council.held))!;
  return [
    {...council, number: "WY0999", member: "委员0999", attended: "出席"},
    {...council, number: gone.number, member: gone.name, attended: "出席"}
  ];
}

/** The last day on which an export names each member. */
export function lastNamed(rows: readonly {day: string; names: readonly string[]}[]): LastNamed {
  const last = new Map<string, string>();
  for (const {day, names} of rows) for (const name of names) if ((last.get(name) ?? "") < day) last.set(name, day);
  return last;
}
