import {type Context, ruleNumber} from "./context.js";
import {activities, opinions, proposals} from "./index.js";
import {codeOf, localCodes, wordOf} from "./local-codes.js";
import type {Fault} from "./problem.js";
import {sessionOfDate} from "./session.js";
import type {Source} from "./source.js";
import type {Value} from "./values.js";

/**
 * Values that follow from other values of the same record. Pure, and asked once per distinct `from`,
 * so that a file of a million rows costs as many calls as it has distinct days.
 */
export interface Derivation {
  from: readonly string[];
  to: readonly string[];
  compute(values: readonly Value[], context: Context): Derived;
  /** Whether there is anything to derive; always where absent. */
  when?: (context: Context) => boolean;
}

export interface Derived {
  values: Value[];
  /** Why the record cannot count: it goes to quarantine, under the first of `from` that the file has. */
  fault?: Fault;
}

const sessionYear: Derivation = {
  from: ["session", "submitted", "plenary"],
  to: ["session", "year"],
  compute([session, submitted, plenary], context) {
    const found =
      session !== null
        ? context.sessions.find(row => row.session === session)
        : submitted !== null
          ? sessionOfDate(submitted as string, plenary as boolean | null, context)
          : null;
    if (found) return {values: [found.session, found.year]};
    const fault =
      submitted === null && session === null
        ? {code: "year", what: "既无届次又无提交日期,无法确定年度", remedy: "请补上届次或提交日期"}
        : {
            code: "year",
            what: `届次表没有这件提案所属的会议(${session ?? submitted})`,
            remedy: "请在 sessions.csv 中补上这次会议"
          };
    return {values: [session ?? null, null], fault};
  }
};

/** 要求办结日期 where the export has none: 交办 plus the local deadline. */
const due: Derivation = {
  from: ["assigned", "due"],
  to: ["due"],
  compute([assigned, written], context) {
    if (written !== null || assigned === null) return {values: [written ?? null]};
    return {values: [addDays(assigned as string, ruleNumber(context, "答复期限天数", 90))]};
  }
};

/** An instruction whose number of 件次 is not written is one. */
const instructions: Derivation = {
  from: ["instruction_level", "instructions"],
  to: ["instructions"],
  compute: ([level, written]) => ({values: [written ?? (level === null ? null : 1)]})
};

const calendarYear = (date: string): Derivation => ({
  from: [date],
  to: ["year"],
  compute: ([day]) => ({values: [day === null ? null : Number((day as string).slice(0, 4))]})
});

/** Excel shows 98% and keeps 0.98: the sheet's text no longer tells which is meant. */
const percentage: Derivation = {
  from: ["value", "unit"],
  to: ["value"],
  compute([value, unit]) {
    const doubtful = unit === "%" && typeof value === "number" && value > 0 && value <= 1;
    const fault = {code: "percent", what: `单位是 %,数值却是 ${value}`, remedy: "98% 应写成 98"};
    return {values: [value ?? null], ...(doubtful ? {fault} : {})};
  }
};

/** A code that means one thing in some years and another in others: decided once the year of the record is known. */
function datedCodes(source: Source, year: Derivation): Derivation[] {
  const place = year.to.indexOf("year");
  return Object.entries(source.fields).flatMap(([id, field]): Derivation[] => {
    if (field.type !== "code") return [];
    const label = `${source.label}「${field.names[0]}」`;
    return [
      {
        from: [id, ...year.from],
        to: [id],
        when: context => localCodes(source, id, field, context).dated.size > 0,
        compute([value, ...rest], context) {
          const code = codeOf(value);
          if (code === null) return {values: [value ?? null]};
          const known = localCodes(source, id, field, context);
          const at = year.compute(rest, context).values[place] as number | null;
          const row = known.dated
            .get(code)
            ?.find(({since, until}) => at !== null && at >= (since ?? at) && at <= (until ?? at));
          const meaning = row?.meaning ?? known.always.get(code);
          const word = meaning === undefined ? null : wordOf(field, meaning);
          if (word !== null) return {values: [word]};
          const fault = {
            code: "bare-code",
            what: `代码表没有说明${label}的代码 ${code.toUpperCase()} 在${at ?? "这一"}年度的含义`,
            remedy: "请在 codes.csv 中补上"
          };
          return {values: [null], fault};
        }
      }
    ];
  });
}

const [started, received] = [calendarYear("started"), calendarYear("received")];

/** The derivations of a kind that have something to derive. */
export const derivationsOf = (source: string, context: Context): Derivation[] =>
  (derivations[source] ?? []).filter(({when}) => when === undefined || when(context));

export const derivations: Readonly<Record<string, readonly Derivation[]>> = {
  proposals: [sessionYear, due, instructions, ...datedCodes(proposals, sessionYear)],
  activities: [started, instructions, ...datedCodes(activities, started)],
  opinions: [received, instructions, ...datedCodes(opinions, received)],
  indicators: [percentage]
};

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
