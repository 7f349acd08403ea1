import type {Row} from "./csv.js";
import {plus, workday} from "./days.js";
import {COMMITTEES, ORGANISATIONS, PARTY_GROUPS, TOWNSHIPS} from "./people.js";
import {ACTIVITIES, type Activity, of, WORK, type Year} from "./plan.js";
import {type Random, random} from "./random.js";
import type {Titles} from "./words.js";

interface Event extends Row {
  name: string;
  type: string;
  started: string;
  planned: boolean;
  status: string;
}

const NAMES: Record<string, (x: string, rng: Random) => string> = {
  全会协商: x => `全体会议联组讨论:${x}`,
  专题协商: x => `“${x}”专题协商会`,
  常委会协商: x => `常委会会议协商议政:${x}`,
  主席会议协商: x => `主席会议协商:${x}`,
  对口协商: x => `“${x}”对口协商座谈会`,
  小微协商: x => `“${x}”小微协商`,
  基层协商: (x, rng) => `委员工作室第${rng.int(1, 24)}号，${x}协商议事`,
  视察: x => `委员视察${x}情况`,
  调研: x => `${x}专题调研`,
  民主监督: x => `${x}专项民主监督`,
  民主评议: x => `${x}提案办理民主评议会`,
  听取通报: x => `听取${x}情况通报`,
  走访委员: (_, rng) => `走访${rng.pick(["甲", "乙", "丙", "丁", "戊"])}组委员第${rng.int(1, 90)}批`,
  议政发言: x => `围绕${x}议政发言`,
  学习交流: x => `外出学习交流${x}做法`,
  公益活动: (x, rng) => `${rng.pick(TOWNSHIPS)}公益服务，宣传${x}`,
  讲座义诊: (x, rng) => `${rng.pick(TOWNSHIPS)}${rng.pick(["健康义诊", "公益讲座"])}:${x}`,
  直播助农: (_, rng) =>
    `${rng.pick(["脐橙", "枇杷", "桑葚", "蜂蜜", "大米", "茶叶", "土鸡蛋", "脆李"])}直播助农第${rng.int(1, 99)}期`,
  学习培训: x => `委员学习培训:${x}`
};

const SUBTYPES: Record<string, string[]> = {
  公益活动: ["助学", "助残", "敬老", "环保"],
  视察: ["集中视察", "界别视察"],
  调研: ["重点课题", "界别课题"]
};

/** Months by weight; the first is January. */
const MONTHS: Record<string, number[]> = {
  全会协商: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  直播助农: [4, 3, 5, 7, 9, 10, 9, 8, 12, 14, 11, 8],
  走访委员: [8, 4, 8, 9, 9, 9, 6, 5, 8, 9, 8, 7]
};
const USUAL = [3, 3, 9, 10, 11, 10, 8, 7, 11, 11, 10, 7];

/** Types that are as often held at weekends. */
const WEEKENDS = ["公益活动", "讲座义诊", "直播助农"];

/** Types that are tasks of the yearly plan. */
const TASKS = [
  "全会协商",
  "专题协商",
  "常委会协商",
  "主席会议协商",
  "对口协商",
  "小微协商",
  "视察",
  "调研",
  "民主监督",
  "民主评议",
  "听取通报",
  "学习交流"
];

/** The activities of a calendar year by date, with exactly the totals of the plan. */
export function activities(year: Year, titles: Titles): Row[] {
  const rng = random(`activities ${year.year}`);
  const n = (key: keyof typeof WORK) => of(WORK[key], year.year);
  const rows = ACTIVITIES.flatMap(plan => held(rng, year, plan, titles)).sort((a, b) =>
    a.started < b.started ? -1 : a.started > b.started ? 1 : 0
  );
  rows.forEach((row, i) => {
    row.number = `HD${year.year}-${String(i + 1).padStart(3, "0")}`;
  });
  for (const row of rng.sample(
    rows.filter(row => TASKS.includes(row.type)),
    n("planned")
  ))
    row.planned = true;
  // A task that was called off, and one not yet finished in the running year: neither is a task done.
  const training = rows.filter(row => row.type === "学习培训");
  Object.assign(training[0]!, {planned: true, status: "已取消"});
  if (year.year === 2025) Object.assign(training.at(-1)!, {planned: true, status: "进行中"});
  output(rng, rows, "全会协商", "大会发言材料", n("speeches_papers"));
  output(rng, rows, "专题协商", "专题报告", n("special_reports"));
  output(rng, rows, "调研", "调研报告", n("study_reports"));
  output(rng, rows, "常委会协商", "建议案", of([1, 1, 1, 1, 1, 1], year.year));
  travel(rng, rows, n("partners"));
  instruct(rng, rows, n("instructed"), n("instructions"));
  return rows;
}

function held(rng: Random, year: Year, plan: Activity, titles: Titles): Event[] {
  const count = of(plan.rows, year.year);
  const share = (total: number | undefined, least = 0) =>
    total === undefined ? [] : rng.split(total, count, Math.min(least, Math.floor(total / Math.max(count, 1))));
  const yearly = (series: Activity["sessions"] | undefined) => series && of(series, year.year);
  const sessions = share(yearly(plan.sessions), 1);
  const suggestions = share(yearly(plan.suggestions));
  const adopted = share(yearly(plan.adopted));
  const problems = share(yearly(plan.problems));
  const served = share(yearly(plan.served), 15);
  const attendances = share(yearly(plan.attendances), 3);
  // Four rows of 议政发言 are by single members: their speeches are not speeches of a party or an organisation.
  const groups = plan.speeches ? count - 4 : 0;
  const speeches = plan.speeches ? rng.split(of(plan.speeches, year.year), groups, 1) : [];
  return Array.from({length: count}, (_, i) => {
    const started = day(rng, year, plan.type);
    const members = rng.int(4, 26);
    const row: Event = {
      name: titles.activity(topic => NAMES[plan.type]!(topic, rng)),
      type: plan.type,
      planned: false,
      started,
      ended: ["视察", "调研", "学习交流"].includes(plan.type) ? end(rng, year, started) : started,
      sessions: sessions[i],
      committee: rng.pick(COMMITTEES),
      members,
      attendances: attendances[i] ?? members * sessions[i]!,
      people_served: served[i],
      suggestions: suggestions[i],
      adopted: adopted[i],
      problems_solved: problems[i],
      status: "已完成",
      time: `${rng.pick([9, 10, 14, 15])}:${String(rng.int(0, 5) * 10).padStart(2, "0")}:00`
    };
    if (adopted[i] !== undefined) row.adopted = Math.min(adopted[i]!, suggestions[i] ?? 0);
    if (plan.type === "议政发言") {
      if (i < groups) row.party = rng.pick([...PARTY_GROUPS, ...ORGANISATIONS.slice(0, 5)]);
      row.speeches = i < groups ? speeches[i] : rng.int(1, 3);
    } else if (plan.type === "专题协商") row.speeches = rng.int(4, 9);
    else if (["公益活动", "讲座义诊", "直播助农"].includes(plan.type) && rng.chance(0.5))
      row.party = rng.pick([...PARTY_GROUPS, ...ORGANISATIONS]);
    if (plan.type === "讲座义诊") row.subtype = row.name.includes("义诊") ? "义诊" : "讲座";
    else row.subtype = SUBTYPES[plan.type] && rng.pick(SUBTYPES[plan.type]!);
    return row;
  });
}

function day(rng: Random, year: Year, type: string): string {
  if (type === "全会协商") return plus(year.opens, rng.int(0, 3));
  const until = Number(year.last.slice(5, 7));
  const weights = (MONTHS[type] ?? USUAL).slice(0, until);
  const month = rng.weighted(weights.map((weight, i) => [i + 1, weight] as const));
  const date = `${year.year}-${String(month).padStart(2, "0")}-${String(rng.int(3, 28)).padStart(2, "0")}`;
  return WEEKENDS.includes(type) ? date : workday(date);
}

function end(rng: Random, year: Year, started: string): string {
  const ended = plus(started, rng.int(0, 3));
  return ended > year.last ? started : ended;
}

function output(rng: Random, rows: Event[], type: string, output: string, total: number): void {
  const fit = rows.filter(row => row.type === type);
  const some = rng.sample(fit, Math.min(fit.length, total));
  const parts = rng.split(total, some.length, 1);
  some.forEach((row, i) => {
    Object.assign(row, {output_type: output, outputs: parts[i]});
  });
}

/** Every place once, then places seen before. */
function travel(rng: Random, rows: Event[], places: number): void {
  const all = Array.from({length: places}, (_, i) => `示例${"甲乙丙丁戊己庚辛"[i]}区政协`);
  const trips = rows.filter(row => row.type === "学习交流");
  trips.forEach((row, i) => {
    row.partners = all.filter((_, j) => j % trips.length === i);
    if (i > 0 && rng.chance(0.3)) row.partners.push(all[0]!);
  });
}

/** One more by a city leader, which is no instruction of the district. */
function instruct(rng: Random, rows: Event[], count: number, total: number): void {
  const fit = rows.filter(row => ["专题协商", "调研", "视察", "主席会议协商", "民主监督"].includes(row.type));
  const [city, ...district] = rng.sample(fit, count + 1);
  Object.assign(city!, {instruction_level: "市领导", instructions: 1});
  const times = rng.split(total, count, 1);
  district.forEach((row, i) => {
    Object.assign(row, {instruction_level: i % 3 === 0 ? "区委区政府主要领导" : "区领导", instructions: times[i]});
  });
}
