import type {Row} from "./csv.js";
import {between, earlier, plus} from "./days.js";
import {COMMITTEES, member, ORGANISATIONS, PARTY_GROUPS, SECTORS, TOWNSHIPS} from "./people.js";
import {OPINIONS, of, type Year} from "./plan.js";
import {type Random, random} from "./random.js";
import {HANDLERS, nameOn} from "./units.js";
import {type Titles, WEIGHTS} from "./words.js";

interface Opinion extends Row {
  received: string;
  category: string;
  compiled?: string;
  forwarded?: string;
  forwarded_to?: string[];
}

/** The social-opinion entries of a calendar year by date, with exactly the totals of the plan. */
export function opinions(year: Year, titles: Titles): Row[] {
  const rng = random(`opinions ${year.year}`);
  const n = (key: keyof typeof OPINIONS) => of(OPINIONS[key], year.year);
  const days = Array.from({length: n("received")}, () => day(rng, year)).sort();
  const rows = days.map((received, i): Opinion => {
    const category = rng.weighted(WEIGHTS);
    return {
      serial: `SQ${year.year}${String(i + 1).padStart(4, "0")}`,
      title: titles.opinion(category),
      category,
      received,
      merged: false,
      status: "留存",
      time: `${rng.int(8, 18)}:${rng.int(10, 59)}:${rng.int(10, 59)}`
    };
  });
  submit(rng, year, rows, n("organised"));
  const early = rows.filter(row => between(row.received, year.last) > 12);
  const compiled = rng.sample(early, n("compiled")).sort((a, b) => (a.received < b.received ? -1 : 1));
  for (const row of compiled) {
    row.compiled = earlier(plus(row.received, rng.int(2, 16)), plus(year.last, -5));
    row.status = "已编发";
    row.merged = rng.chance(0.12);
  }
  [...compiled]
    .sort((a, b) => (a.compiled! < b.compiled! ? -1 : 1))
    .forEach((row, i) => {
      row.number = `${year.year}-${String(i + 1).padStart(3, "0")}`;
      row.issue = `第${i + 1}期`;
    });
  forward(rng, year, compiled, n);
  instruct(rng, year, compiled, n);
  return rows;
}

function day(rng: Random, year: Year): string {
  const until = Number(year.last.slice(5, 7));
  const weights = [9, 6, 13, 13, 14, 12, 11, 10, 13, 13, 12, 9].slice(0, until);
  const month = rng.weighted(weights.map((weight, i) => [i + 1, weight] as const));
  return `${year.year}-${String(month).padStart(2, "0")}-${String(rng.int(1, 28)).padStart(2, "0")}`;
}

function submit(rng: Random, year: Year, rows: Opinion[], organised: number): void {
  const byGroup = new Set(rng.sample(rows, organised));
  for (const row of rows) {
    const type = byGroup.has(row)
      ? rng.weighted([
          ["党派", 70],
          ["人民团体", 30]
        ])
      : rng.weighted([
          ["委员", 62],
          ["专委会", 10],
          ["界别", 8],
          ["乡镇街道", 12],
          ["社会征集", 8]
        ]);
    const person = member(rng, year.term);
    row.source_type = type;
    if (type === "党派") {
      row.party = rng.pick(PARTY_GROUPS);
      row.submitter = `${row.party}某区委`;
    } else if (type === "人民团体") row.submitter = rng.pick(ORGANISATIONS);
    else if (type === "专委会") row.submitter = rng.pick(COMMITTEES);
    else if (type === "界别") {
      row.sector = rng.pick(SECTORS);
      row.submitter = row.sector;
    } else if (type === "乡镇街道") row.submitter = rng.pick(TOWNSHIPS);
    else if (type === "社会征集") row.submitter = "社会征集";
    else Object.assign(row, {submitter: person.name, sector: person.sector, party: person.party});
  }
}

function forward(rng: Random, year: Year, compiled: Opinion[], n: (key: keyof typeof OPINIONS) => number): void {
  const forwarded = rng.sample(compiled, n("forwarded"));
  const national = forwarded.slice(0, n("national"));
  const departments = forwarded.slice(n("national"), n("national") + n("departments"));
  for (const row of forwarded) {
    row.forwarded = earlier(plus(row.compiled!, rng.int(1, 8)), plus(year.last, -2));
    row.status = "已报送";
    if (national.includes(row)) row.forwarded_to = ["全国政协", "市政协"];
    else if (departments.includes(row)) row.forwarded_to = ["市级部门"];
    else
      row.forwarded_to = rng.weighted([
        [["市政协"], 60],
        [["市政协", "区委办"], 12],
        [["区委办", "区政府办"], 28]
      ]);
  }
  for (const row of rng.sample(forwarded, n("adopted"))) {
    const levels = row.forwarded_to!.filter(level => level !== "全国政协" || rng.chance(0.3));
    row.adopted_by = levels.length > 0 ? levels : ["市政协"];
    row.adoption_form = rng.chance(0.6) ? "单篇" : "综合";
    row.status = "已采用";
  }
}

function instruct(rng: Random, year: Year, compiled: Opinion[], n: (key: keyof typeof OPINIONS) => number): void {
  const chosen = rng.sample(compiled, n("city") + n("district"));
  const times = rng.split(n("district_instructions"), n("district"), 1);
  chosen.forEach((row, i) => {
    const city = i < n("city");
    row.instruction_level = city ? "市领导" : i % 3 === 0 ? "区委区政府主要领导" : "区领导";
    row.instructions = city ? 1 : times[i - n("city")];
    row.instructed = earlier(plus(row.compiled!, rng.int(2, 12)), plus(year.last, -1));
    row.unit = nameOn(rng.weighted(HANDLERS[row.category]!), row.instructed, rng);
    const replied = plus(row.instructed, rng.int(12, 45));
    if (replied <= year.last) row.replied = replied;
  });
}
