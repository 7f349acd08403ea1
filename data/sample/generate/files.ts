import {activities} from "./activities.js";
import {ACTIVITY_FILES} from "./activity-files.js";
import {APPRAISALS, appraisals} from "./appraisals.js";
import {blemishActivities, blemishOpinions, blemishProposals} from "./blemishes.js";
import {type Layout, type Row, write} from "./csv.js";
import {blemishLeads, LEADS, leads} from "./leads.js";
import {lastNamed, memberFiles} from "./members.js";
import {OPINION_FILES} from "./opinion-files.js";
import {opinions} from "./opinions.js";
import {INDICATORS, YEARS} from "./plan.js";
import {PROPOSAL_FILES} from "./proposal-files.js";
import {proposals} from "./proposals.js";
import {random} from "./random.js";
import {REFERENCE} from "./reference.js";
import {blemishSuggestions, SUGGESTION_FILES, suggestions} from "./suggestions.js";
import {Titles} from "./words.js";

const LEDGER: Layout = {
  name: "其他指标台账.csv",
  encoding: "utf-8",
  eol: "\n",
  columns: ["指标", "年度", "数值", "单位", "口径", "来源", "填报人"].map(header => [header, header]),
  dates: "dash",
  separator: "、"
};

/** The years of one file together. */
function rowsOf(years: number[], byYear: Map<number, Row[]>): Row[] {
  return years.flatMap(year => byYear.get(year)!);
}

function table(name: string, rows: readonly Row[]): Uint8Array {
  const columns = Object.keys(rows[0]!).map((header): [string, string] => [header, header]);
  return write({name, encoding: "utf-8", eol: "\n", columns, dates: "dash", separator: "、"} satisfies Layout, rows);
}

/** The exports: file name → bytes. */
export function exports(): Map<string, Uint8Array> {
  const titles = new Titles(random("titles"));
  const proposed = new Map(YEARS.map(year => [year.year, proposals(year, titles)]));
  const acted = new Map(YEARS.map(year => [year.year, activities(year, titles)]));
  const voiced = new Map(YEARS.map(year => [year.year, opinions(year, titles)]));
  const suggested = new Map(YEARS.map(year => [year.year, suggestions(year, acted.get(year.year)!)]));
  const handed = YEARS.flatMap(year => leads(year, proposed.get(year.year)!));
  const voted = YEARS.flatMap(year => appraisals(year, acted.get(year.year)!));
  const ledger = INDICATORS.flatMap(([指标, 单位, 口径, 来源, values], i) =>
    values.flatMap((数值, j) =>
      数值 === undefined
        ? []
        : [{指标, 年度: 2020 + j, 数值, 单位, 口径, 来源, 填报人: `经办${String(i + 1).padStart(2, "0")}`}]
    )
  );
  const files: [Layout, Row[]][] = [
    ...YEARS.map(({year}) => blemishProposals(year, PROPOSAL_FILES[year]!, proposed.get(year)!)),
    ...ACTIVITY_FILES.map(({years, layout}) => blemishActivities(layout, rowsOf(years, acted))),
    ...OPINION_FILES.map(({years, layout}) => blemishOpinions(layout, rowsOf(years, voiced))),
    ...memberFiles(named(proposed, voiced), acted),
    ...SUGGESTION_FILES.map(({years, layout}) => blemishSuggestions(layout, rowsOf(years, suggested))),
    [LEADS, blemishLeads(handed)],
    [APPRAISALS, voted],
    [LEDGER, ledger.sort((a, b) => a.年度 - b.年度)]
  ];
  return new Map(files.map(([layout, rows]) => [layout.name, write(layout, rows)]));
}

/** Who is named by proposals and entries, and when last. */
const named = (proposed: Map<number, Row[]>, voiced: Map<number, Row[]>) =>
  lastNamed([
    ...[...proposed.values()].flat().map(row => ({
      day: String(row.submitted),
      names: [String(row.proposer), ...((row.co_proposers ?? []) as string[])]
    })),
    ...[...voiced.values()].flat().map(row => ({day: String(row.received), names: [String(row.submitter)]}))
  ]);

/** The reference tables: file name → bytes. */
export function reference(): Map<string, Uint8Array> {
  return new Map(Object.entries(REFERENCE).map(([name, rows]) => [`${name}.csv`, table(name, rows)]));
}
