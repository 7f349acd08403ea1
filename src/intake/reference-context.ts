import type {Context} from "./context.js";
import {narrow} from "./text.js";
import {isMeasure} from "./units.js";
import type {Value} from "./values.js";

/** The rows of one kind of reference table (`sessions`, `units` …) as read; none where the office keeps none. */
export type ReferenceRows = (kind: string) => readonly Readonly<Record<string, Value>>[];

/** What the readers of values need, from the rows of the reference tables: the same in Node and in the browser. */
export function contextOf(rows: ReferenceRows): Context {
  const text = (value: Value | undefined) => (value ?? "") as string;
  return {
    sessions: rows("sessions")
      .map(row => ({
        session: text(row.session),
        term: row.term as number,
        ordinal: row.ordinal as number,
        opens: text(row.opens),
        closes: row.closes as string | null,
        year: row.year as number
      }))
      .sort((a, b) => (a.opens < b.opens ? -1 : 1)),
    units: new Map([
      ...rows("units").map(row => [text(row.canonical), text(row.canonical)] as const),
      ...rows("units").map(row => [text(row.name), text(row.canonical)] as const)
    ]),
    categories: new Map([
      ...rows("categories").map(row => [text(row.canonical), text(row.canonical)] as const),
      ...rows("categories").map(row => [text(row.category), text(row.canonical)] as const)
    ]),
    codes: rows("codes").map(row => ({
      source: text(row.source),
      field: text(row.field),
      code: text(row.code),
      meaning: text(row.meaning),
      since: row.since as number | null,
      until: row.until as number | null
    })),
    activityTypes: new Set(rows("activity_types").map(row => text(row.type))),
    rules: new Map(rows("rules").map(row => [text(row.rule), text(row.value)])),
    columns: rows("own_columns").map(row => {
      const wanted = unitWanted(text(row.header), rows("own_metrics"));
      return {
        kind: text(row.kind),
        header: text(row.header),
        to: text(row.meaning),
        type: (row.type ?? null) as string | null,
        ...(wanted ? {wanted} : {})
      };
    })
  };
}

/** The unit of the first metric that measures an own column. */
function unitWanted(header: string, metrics: ReturnType<ReferenceRows>): string {
  const name = narrow(header);
  const measured = metrics.find(({aggregate, unit}) => {
    const said = narrow(String(aggregate ?? ""));
    const of = said.replace(/^(合计|求和|中位数|平均数?|最大值?)[·:]?/, "");
    return of === name && of !== said && isMeasure(String(unit ?? ""));
  });
  return narrow(String(measured?.unit ?? ""));
}
