import {type ColumnRow, columnFault} from "../../src/intake/columns.js";
import type {Session} from "../../src/intake/context.js";
import {lookup} from "../../src/intake/headers.js";
import {likest, nearest} from "../../src/intake/nearest.js";
import {canonicalSession} from "../../src/intake/session.js";
import type {Field, Source} from "../../src/intake/source.js";
import {narrow} from "../../src/intake/text.js";
import type {Value} from "../../src/intake/values.js";
import {kinds} from "../../src/kinds/index.js";
import {canMeet, conditionsOf, eventsOf, everybody, grades} from "../../src/kinds/people.js";

export interface ReferenceRow {
  line: number;
  values: Record<string, Value>;
}

/** What is wrong on a line of a reference table, in words for staff; an error stops, a warning is told. */
export interface ReferenceFault {
  kind: string;
  line: number;
  severity: "error" | "warning";
  what: string;
}

/**
 * Overlaps, gaps and unknown names within the tables. `rows` gives the rows of a kind, in the order of the file; `known`
 * are the kinds with the office's own spellings of headers.
 */
export function referenceFaults(
  rows: (kind: string) => readonly ReferenceRow[],
  known: readonly Source[]
): ReferenceFault[] {
  return [
    ...sessionFaults(rows("sessions")),
    ...unitFaults(rows("units")),
    ...chainFaults("categories", "category", rows("categories")),
    ...codeFaults(rows("codes"), known),
    ...typeFaults(rows("activity_types")),
    ...columnFaults(rows("own_columns")),
    ...pointFaults(rows("points"))
  ];
}

function sessionFaults(rows: readonly ReferenceRow[]): ReferenceFault[] {
  const faults: ReferenceFault[] = [];
  const add = (line: number, what: string, severity: "error" | "warning" = "error") =>
    faults.push({kind: "sessions", line, severity, what});
  // A plenary whose day is not fixed yet is in no order with the others.
  const dated = rows.filter(({values}) => values.opens !== null);
  const sorted = dated.sort((a, b) => (String(a.values.opens) < String(b.values.opens) ? -1 : 1));
  const years = new Set(rows.map(({values}) => values.year));
  for (const [i, {line, values}] of sorted.entries()) {
    const {session, term, ordinal, opens, year} = values as unknown as Session;
    const canonical = canonicalSession(`${term}届${ordinal}次`);
    if (canonical !== session) add(line, `届次「${session}」与届 ${term}、次 ${ordinal} 不一致,请核对`);
    const before = sorted[i - 1]?.values as unknown as Session | undefined;
    if (!before) continue;
    if (before.closes && opens <= before.closes)
      add(line, `「${session}」开幕(${opens})时「${before.session}」还没有闭幕(${before.closes}),请核对日期`);
    if (before.term * 100 + before.ordinal >= term * 100 + ordinal)
      add(line, `「${session}」的开幕日期晚于「${before.session}」,届次却在前,请核对`);
    if (before.year >= year)
      add(line, `「${session}」的年度 ${year} 不在「${before.session}」的年度 ${before.year} 之后,请核对`);
    for (let missing = before.year + 1; missing < year; missing++)
      if (!years.has(missing)) add(line, `缺少 ${missing} 年度的会议,这一年的提案会归入前一次会议;请补上`, "warning");
  }
  return faults;
}

function unitFaults(rows: readonly ReferenceRow[]): ReferenceFault[] {
  const faults = chainFaults("units", "name", rows);
  const periods = new Map<string, ReferenceRow[]>();
  for (const row of rows) {
    const {name, since, until, canonical} = row.values as Record<string, string>;
    const add = (what: string) => faults.push({kind: "units", line: row.line, severity: "error", what});
    if (since && until && since > until) add(`「${name}」的停用日期早于启用日期,请核对`);
    const others = periods.get(name!) ?? [];
    for (const other of others) {
      const before = other.values as Record<string, string | null>;
      const overlap = (since ?? "") <= (before.until ?? "9999") && (before.since ?? "") <= (until ?? "9999");
      if (overlap && before.canonical !== canonical)
        add(
          `「${name}」同一时期有两个规范名称「${before.canonical}」和「${canonical}」(另见第 ${other.line} 行),请只保留一个`
        );
    }
    periods.set(name!, [...others, row]);
  }
  return faults;
}

/** A canonical name that the same table renames again: which of the two would be meant? */
function chainFaults(kind: string, name: string, rows: readonly ReferenceRow[]): ReferenceFault[] {
  const renamed = new Map(
    rows.filter(({values}) => values[name] !== values.canonical).map(row => [row.values[name], row])
  );
  return rows.flatMap(({line, values}) => {
    const next = renamed.get(values.canonical ?? "");
    if (!next || values[name] === values.canonical) return [];
    const what = `「${values[name]}」归入「${values.canonical}」,而「${values.canonical}」又归入「${next.values.canonical}」(第 ${next.line} 行);请直接写最终的名称`;
    return [{kind, line, severity: "error" as const, what}];
  });
}

function codeFaults(rows: readonly ReferenceRow[], known: readonly Source[]): ReferenceFault[] {
  return rows.flatMap(({line, values}) => {
    const add = (what: string): ReferenceFault[] => [{kind: "codes", line, severity: "error", what}];
    const source = known.find(({label}) => label === values.source);
    if (!source)
      return add(
        unknown(
          "来源",
          String(values.source),
          known.map(({label}) => label)
        )
      );
    const asked = String(values.field);
    const named = source.fields[lookup(source, asked)?.field ?? asked];
    const coded = Object.values(source.fields).filter(({type}) => type === "code" || type === "flag");
    if (!named)
      return add(
        unknown(
          "字段",
          String(values.field),
          coded.flatMap(({names}) => names)
        )
      );
    if (!coded.includes(named)) {
      const labels = coded.map(({names: [label]}) => label!);
      return add(`「${named.names[0]}」不是代码，不能在这里说明；${values.source}的代码有${labels.join("、")}`);
    }
    const {since, until} = values;
    if (since !== null && until !== null && Number(since) > Number(until))
      return add(`停用年度 ${until} 早于启用年度 ${since}，请核对`);
    const words = wordsOf(named);
    const meant = named.open || words.some(word => narrow(word) === narrow(String(values.meaning)));
    return meant ? [] : add(unknown("含义", String(values.meaning), words));
  });
}

const wordsOf = (field: Field) => Object.values(field.values ?? {}).flat();

function typeFaults(rows: readonly ReferenceRow[]): ReferenceFault[] {
  const known = wordsOf(kinds.find(({name}) => name === "activities")!.fields.type!);
  return rows.flatMap(({line, values}) => {
    const type = String(values.type);
    const guess = known.includes(type) ? null : nearest(type, known);
    return guess
      ? [
          {
            kind: "activity_types",
            line,
            severity: "warning" as const,
            what: `活动类型「${type}」是否为「${guess}」，请核对`
          }
        ]
      : [];
  });
}

function columnFaults(rows: readonly ReferenceRow[]): ReferenceFault[] {
  const all = rows.map(({values}) => ({...values, to: String(values.meaning)}) as unknown as ColumnRow);
  return rows.flatMap(({line}, i) => {
    const what = columnFault(all[i]!, kinds, all);
    return what ? [{kind: "own_columns", line, severity: "error" as const, what}] : [];
  });
}

/** 事项 and 条件 that no export tells of, and what stands in the table twice. */
function pointFaults(rows: readonly ReferenceRow[]): ReferenceFault[] {
  const events = eventsOf(kinds);
  const seen = new Map<string, number>();
  const reached = new Map<number, number>();
  return rows.flatMap(({line, values}) => {
    const event = String(values.event);
    const add = (what: string): ReferenceFault[] => [{kind: "points", line, severity: "error", what}];
    const key = `${event}|${partsOf(values.condition).join("、")}`;
    const before = seen.get(key);
    seen.set(key, line);
    if (before !== undefined) return add(`「${event}」同样的条件在第 ${before} 行写过,请只保留一行`);
    if (event === everybody) return values.condition === null ? [] : add(`「${everybody}」人人都有,不写条件`);
    if (event === grades) {
      if (values.condition === null) return add(`「${grades}」要在条件里写等次的名称,如 优秀`);
      const other = reached.get(Number(values.value));
      reached.set(Number(values.value), line);
      return other === undefined
        ? []
        : add(`两个${grades}的分值都是 ${values.value}(另见第 ${other} 行),请写成不同的分值`);
    }
    if (!events.includes(event)) return add(unknown("事项", event, [everybody, ...events, grades]));
    if (Number(values.value) > 0 && values.cap !== null && Number(values.cap) < 0)
      return add(`「${event}」是加分,上限却写成 ${values.cap},应写成不小于0的数`);
    const {cap, cap_times: times} = values;
    if (times !== null && times !== undefined && (Number(times) < 0 || !Number.isInteger(Number(times))))
      return add(`「${event}」的上限写成 ${times}次,应写成整数次,如 3次`);
    if (cap !== null && times !== null && times !== undefined)
      return add(`「${event}」的上限写了 ${cap}分,又写了 ${times}次,请只保留一个`);
    const {words, before: open} = conditionsOf(event, kinds);
    const parts = partsOf(values.condition);
    const unheard = parts.filter(part => !words.includes(part) && !open.some(word => part.startsWith(word)));
    if (unheard.length > 0) return unheard.flatMap(part => add(`「${event}」的${unknown("条件", part, words)}`));
    if (canMeet(kinds, event, parts)) return [];
    return add(`「${event}」的条件“${parts.join("、")}”要同时满足,而一条记录只会是其中一样;要各自计分的,请各写一行`);
  });
}

const partsOf = (condition: Value | undefined) =>
  String(condition ?? "")
    .split(/[、,，;；+]/)
    .map(part => part.trim())
    .filter(Boolean);

function unknown(what: string, word: string, known: readonly string[]): string {
  const guess = nearest(word, known);
  return `${what}「${word}」不认识,${guess ? `是否为「${guess}」` : `应为${likest(word, known).slice(0, 12).join("、")}之一`}`;
}
