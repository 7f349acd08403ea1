import type {FigureRow, Tables} from "../../src/figures/tables.js";
import {evaluate} from "../../src/metrics/formula.js";
import {catalogue, metrics} from "../catalogue.js";

/** Values of 2024 by metric; other years are shares of them. Rates follow from their parts. */
const values: Record<string, number> = {
  "proposals.submitted": 261,
  "proposals.filed": 249,
  "proposals.merged": 6,
  "proposals.joint": 40,
  "proposals.organised": 158,
  "proposals.key": 12,
  "proposals.assigned": 249,
  "proposals.appraised": 81,
  "proposals.appraised_units": 6,
  "proposals.closed": 249,
  "proposals.replied": 249,
  "proposals.due": 249,
  "proposals.replied_on_time": 247,
  "proposals.rated": 249,
  "proposals.rating_base": 249,
  "proposals.satisfied": 245,
  "proposals.unit_rated": 249,
  "proposals.unit_satisfied": 243,
  "proposals.instructions": 11,
  "proposals.reply_days": 62,
  "opinions.received": 146,
  "opinions.compiled": 101,
  "opinions.forwarded": 40,
  "opinions.forwarded_national": 14,
  "opinions.forwarded_departments": 6,
  "opinions.adopted": 21,
  "opinions.adoptions": 25,
  "opinions.instructed": 14,
  "opinions.city_instructed": 5,
  "opinions.district_instructed": 9,
  "opinions.organised": 86,
  "opinions.instructions": 9,
  "activities.held": 190,
  "activities.sessions": 380,
  "activities.attendances": 4200,
  "activities.key_tasks": 83,
  "activities.speech_papers": 11,
  "activities.special_reports": 7,
  "activities.study_reports": 8,
  "activities.suggestions": 420,
  "activities.key_suggestions": 105,
  "activities.standing_sessions": 1,
  "activities.standing_suggestions": 44,
  "activities.adopted": 17,
  "activities.paired_sessions": 24,
  "activities.paired_suggestions": 37,
  "activities.inspections": 36,
  "activities.supervision_suggestions": 15,
  "activities.briefing_suggestions": 33,
  "activities.grassroots_sessions": 57,
  "activities.problems_solved": 26,
  "activities.livestreams": 94,
  "activities.charity": 76,
  "activities.people_served": 12480,
  "activities.party_speeches": 112,
  "activities.lectures": 25,
  "activities.member_visits": 156,
  "activities.exchange_places": 7,
  "activities.consultations": 90,
  "activities.supervision": 30,
  "activities.instructions": 11,
  "indicators.written_reports": 71,
  "indicators.supervisors": 23,
  "indicators.commended_companies": 16,
  "indicators.commended_members": 13,
  "indicators.appraisal_satisfaction": 0.98,
  "indicators.farm_businesses": 43,
  "indicators.income": 2310,
  "indicators.city_member_proposals": 22,
  "indicators.history_works": 5,
  "indicators.publicity": 227,
  "indicators.short_videos": 34,
  "indicators.publicised_members": 46,
  "indicators.work_rules": 8,
  "indicators.outstanding_members": 35,
  "indicators.member_stories": 19
};

/** Shares of 2024's values that the other years have. */
const shares: Record<number, number> = {2020: 0.8, 2021: 0.75, 2022: 0.9, 2023: 0.94, 2024: 1};
export const asOf = "2025-10-31";

/** Datasets as the loaders give them, for reports that are tested without a warehouse. */
export function tables(): Tables {
  const years = Object.keys(shares).map(Number);
  return {
    figures: years.flatMap(year => figures(year)),
    years: years.flatMap(year =>
      (["session", "calendar"] as const).map(basis => ({
        view: "year",
        basis,
        year,
        session: basis === "session" ? `第${year}次` : null,
        new_term: year === 2022,
        opens: `${year}-01-10`,
        since: `${year}-01-01`,
        until: `${year}-12-31`,
        complete: true,
        step: 1
      }))
    ),
    about: [{sample: true, as_of: asOf, fingerprint: "0123456789abcdef", catalogue: JSON.stringify(catalogue.all)}],
    months: [],
    "proposals-by": [
      {item: "经济发展", value: 90},
      {item: "民生保障", value: 80},
      {item: "教育", value: 91}
    ].map(item => ({
      view: "year",
      metric: "proposals.submitted",
      year: 2024,
      dimension: "category",
      ...item
    })),
    "opinions-by": [],
    "activities-by": [],
    days: [],
    replies: [],
    targets: [
      {year: 2025, label: "协商活动", target: 20, comparison: "以上"},
      {year: 2025, label: "民主监督活动", target: 20, comparison: "以上"},
      {year: 2025, label: "双向评价满意率", target: 95, comparison: "以上"}
    ],
    files: []
  };
}

function figures(year: number): FigureRow[] {
  const value = (id: string): number | null => {
    const whole = values[id];
    return whole === undefined ? null : whole < 1 ? whole : Math.round(whole * shares[year]!);
  };
  return [...metrics.values()].flatMap(metric => {
    const {id} = metric;
    const parts = evaluate(catalogue, metric, part => value(part.id));
    // What is shipped beside these, the reports tested here do not speak of.
    if (parts.value === null) return [];
    return {view: "year", metric: id, year, ...parts, value: parts.value, as_of: `${year}-12-31`};
  });
}
