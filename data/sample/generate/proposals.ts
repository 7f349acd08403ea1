import type {Row} from "./csv.js";
import {between, earlier, plus} from "./days.js";
import {COMMITTEES, member, ORGANISATIONS, PARTY_GROUPS, SECTORS} from "./people.js";
import {APPRAISED_COUNT, APPRAISED_UNITS, of, PROPOSALS, type Year} from "./plan.js";
import {type Random, random} from "./random.js";
import {HANDLERS, nameOn, UNITS} from "./units.js";
import {type Titles, WEIGHTS} from "./words.js";

/** One proposal before it is spelled as an export. */
interface Proposal extends Row {
  submitted: string;
  plenary: boolean;
  category: string;
  topic: string;
  title: string;
  review: string;
  /** Canonical names of the main units; what exports say are the names of the day. */
  units: string[];
  main_units?: string[];
  co_units?: string[];
  assigned?: string;
  due?: string;
  replied?: string;
  closed?: string;
}

const REVIEWS = [
  ["merged", "并案"],
  ["to_opinion", "转社情民意"],
  ["to_letter", "作为意见处理"],
  ["refused", "不立案"],
  ["withdrawn", "撤案"]
] as const;

/** The proposals of a session in the order of their submission, with exactly the totals of the plan. */
export function proposals(year: Year, titles: Titles): Row[] {
  const rng = random(`proposals ${year.year}`);
  const n = (key: keyof typeof PROPOSALS) => of(PROPOSALS[key], year.year);
  const rows = submitted(rng, year, n("submitted"), n("early"), n("between"));
  propose(rng, year, rows, n("organised"));
  review(rng, year, rows, n);
  for (const row of rows) {
    const named = titles.proposal(row.category, row.topic || undefined);
    Object.assign(row, named);
  }
  for (const row of rows.filter(row => row.review === "并案"))
    Object.assign(row, titles.proposal(row.category, rows.find(main => main.number === row.merged_into)!.topic));
  const filed = rows.filter(row => row.review === "立案");
  assign(rng, year, filed);
  reply(rng, year, filed, n("replied"), n("closed"), n("on_time"));
  rate(rng, filed, n);
  appraise(rng, filed, n("appraised"), of(APPRAISED_COUNT, year.year));
  distinguish(rng, filed, n);
  return rows;
}

function submitted(rng: Random, year: Year, count: number, early: number, late: number): Proposal[] {
  const days = [
    ...Array.from({length: early}, () => plus(`${year.year - 1}-12-06`, rng.int(0, 20))),
    ...Array.from({length: late}, () => ordinary(rng, year)),
    ...Array.from({length: count - early - late}, () =>
      plus(
        year.opens,
        rng.weighted([
          [-6, 1],
          [-5, 2],
          [-4, 3],
          [-3, 6],
          [-2, 12],
          [-1, 20],
          [0, 34],
          [1, 18],
          [2, 4]
        ])
      )
    )
  ].sort();
  return days.map((day, i) => {
    const plenary = day <= year.closes;
    const category = rng.weighted(WEIGHTS);
    return {
      serial: `TA${year.year}${String(i + 1).padStart(4, "0")}`,
      session: year.session,
      plenary,
      meeting: plenary ? "会上" : "平时",
      category,
      topic: "",
      title: "",
      review: "立案",
      units: [],
      submitted: day,
      time: `${rng.int(8, 17)}:${String(rng.int(0, 59)).padStart(2, "0")}:${String(rng.int(0, 59)).padStart(2, "0")}`
    };
  });
}

/** A day between plenaries; 2024 ends in September, so that its last proposals too are closed within the year. */
function ordinary(rng: Random, year: Year): string {
  const from = `${year.year}-02-20`;
  const until = {2024: "2024-09-20", 2025: "2025-10-16"}[year.year] ?? `${year.year}-11-28`;
  return plus(from, rng.int(0, between(from, until)));
}

function propose(rng: Random, year: Year, rows: Proposal[], organised: number): void {
  const byGroup = new Set(rng.sample(rows, organised));
  for (const row of rows) {
    const lead = member(rng, year.term);
    const type = byGroup.has(row)
      ? rng.weighted([
          ["党派", 40],
          ["人民团体", 19],
          ["界别", 11],
          ["专委会", 19],
          ["委员小组", 11]
        ])
      : rng.weighted([
          ["委员个人", 66],
          ["委员联名", 34]
        ]);
    row.proposer_type = type;
    if (type === "党派") {
      row.party = rng.pick(PARTY_GROUPS);
      row.proposer = `${row.party}某区委`;
    } else if (type === "人民团体") row.proposer = rng.pick(ORGANISATIONS);
    else if (type === "界别") {
      row.sector = rng.pick(SECTORS);
      row.proposer = row.sector;
    } else if (type === "专委会") {
      row.committee = rng.pick(COMMITTEES);
      row.proposer = row.committee;
    } else if (type === "委员小组") row.proposer = `第${rng.pick(["一", "二", "三", "四", "五", "六"])}委员小组`;
    else Object.assign(row, {proposer: lead.name, sector: lead.sector, party: lead.party, proposer_count: 1});
    if (type === "委员联名") {
      const names = new Set<string>();
      const count = rng.weighted([
        [1, 30],
        [2, 30],
        [4, 20],
        [7, 12],
        [12, 8]
      ]);
      while (names.size < count) names.add(member(rng, year.term).name);
      names.delete(lead.name);
      if (names.size === 0) names.add(lead.name === "委员0200" ? "委员0201" : "委员0200");
      row.co_proposers = [...names];
      row.proposer_count = names.size + 1;
    }
  }
}

function review(rng: Random, year: Year, rows: Proposal[], n: (key: keyof typeof PROPOSALS) => number): void {
  const plenary = rows.filter(row => row.plenary);
  const refused = rng.sample(
    plenary,
    REVIEWS.reduce((sum, [key]) => sum + n(key), 0)
  );
  for (const [key, word] of REVIEWS) for (const row of refused.splice(0, n(key))) row.review = word;
  let number = 0;
  let without = 0;
  for (const row of rows) {
    const numbered = row.review === "立案" || row.review === "并案";
    row.number = numbered ? String(++number).padStart(4, "0") : `T${String(++without).padStart(3, "0")}`;
    row.reviewed = row.plenary ? plus(year.closes, rng.int(2, 12)) : plus(row.submitted, rng.int(2, 7));
  }
  const mains = new Set<Proposal>();
  for (const row of rows.filter(row => row.review === "并案")) {
    const main = plenary.find(
      other => other.review === "立案" && other.category === row.category && !mains.has(other) && rng.chance(0.5)
    );
    if (!main) throw new Error(`invalid merging: nothing to merge ${row.serial} into`);
    mains.add(main);
    row.merged_into = main.number;
  }
}

function assign(rng: Random, year: Year, filed: Proposal[]): void {
  for (const row of filed) {
    const assigned = row.plenary
      ? plus(year.closes, rng.chance(0.8) ? 33 : 40)
      : plus(String(row.reviewed), rng.int(3, 9));
    if (assigned > year.exported) continue;
    row.assigned = assigned;
    row.due = plus(assigned, 90);
    const main = rng.weighted(HANDLERS[row.category]!);
    row.units = [main];
    const others = UNITS.filter(unit => unit !== main);
    const handling = rng.weighted([
      ["独办", 62],
      ["会办", 31],
      ["分办", 7]
    ]);
    row.handling = handling;
    if (handling === "分办") row.units.push(...rng.sample(others, rng.int(1, 2)));
    if (handling === "会办") row.co_units = rng.sample(others, rng.int(1, 3)).map(unit => nameOn(unit, assigned, rng));
    row.main_units = row.units.map(unit => nameOn(unit, assigned, rng));
    row.units_by_part = [
      ...row.main_units.map(unit => `${unit}\uff08${handling === "分办" ? "分办" : "主办"}\uff09`),
      ...(row.co_units ?? []).map(unit => `${unit}\uff08会办\uff09`)
    ];
  }
}

/** All but the last to be assigned are replied to; the late ones are chosen among those of the plenary. */
function reply(rng: Random, year: Year, filed: Proposal[], replied: number, closed: number, onTime: number): void {
  const last = plus(year.year === 2024 ? year.last : year.exported, -6);
  const order = [...filed].sort((a, b) => ((a.assigned ?? "9") < (b.assigned ?? "9") ? -1 : 1));
  const answered = order.slice(0, replied);
  const late = new Set(
    rng.sample(
      answered.filter(row => row.plenary),
      replied - onTime
    )
  );
  for (const row of answered) {
    const room = between(row.assigned!, last);
    if (room < 12) throw new Error(`invalid plan: no time to reply to ${row.serial}`);
    const days = late.has(row) ? rng.int(91, 110) : rng.int(Math.min(30, room - 10), Math.min(88, room));
    row.replied = plus(row.assigned!, days);
    row.outcome = rng.weighted([
      ["A", 58 + 2 * (year.year - 2020)],
      ["B", 27],
      ["C", 8],
      ["D", 3]
    ]);
  }
  const byReply = [...answered].sort((a, b) => (a.replied! < b.replied! ? -1 : 1));
  const open = new Set(rng.sample(byReply.slice(-20), replied - closed));
  for (const row of answered)
    if (!open.has(row)) row.closed = earlier(plus(row.replied!, rng.int(3, 18)), plus(last, 4));
}

function rate(rng: Random, filed: Proposal[], n: (key: keyof typeof PROPOSALS) => number): void {
  const closed = filed.filter(row => row.closed);
  for (const [field, rated, satisfied] of [
    ["rating", n("rated"), n("satisfied")],
    ["unit_rating", n("unit_rated"), n("unit_satisfied")]
  ] as const) {
    for (const row of closed) row[field] = "未反馈";
    rng.sample(closed, rated).forEach((row, i) => {
      row[field] = i < satisfied ? "满意" : (i - satisfied) % 4 === 3 ? "不满意" : "基本满意";
    });
  }
}

/** Each of the chosen units has some; a proposal of two main units would add a unit and is left out. */
function appraise(rng: Random, filed: Proposal[], count: number, units: number): void {
  const chosen = APPRAISED_UNITS.slice(0, units);
  const fit = filed.filter(row => row.replied && row.units.length === 1 && chosen.includes(row.units[0]!));
  const first = chosen.map(unit => fit.find(row => row.units[0] === unit)!);
  const rest = rng.sample(
    fit.filter(row => !first.includes(row)),
    count - first.length
  );
  for (const row of filed) row.appraised = false;
  for (const row of [...first, ...rest]) row.appraised = true;
}

function distinguish(rng: Random, filed: Proposal[], n: (key: keyof typeof PROPOSALS) => number): void {
  const replied = filed.filter(row => row.replied);
  const key = rng.sample(
    replied.filter(row => row.plenary),
    n("key")
  );
  const excellent = new Set(rng.sample(replied, n("excellent")));
  for (const row of filed) Object.assign(row, {key: key.includes(row), excellent: excellent.has(row)});
  const times = rng.split(n("instructions"), n("instructed"), 1);
  rng.sample(key, Math.min(key.length, n("instructed"))).forEach((row, i) => {
    row.instruction_level = rng.chance(0.4) ? "区委区政府主要领导" : "区领导";
    row.instructions = times[i];
  });
}
