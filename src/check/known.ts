import type {Book} from "../figures/book.js";
import type {Catalogue} from "../metrics/index.js";
import type {DraftTarget, Figure} from "./finding.js";

/** What a draft is checked against: every figure of every year that the book has, and the targets. */
export function knownTo(book: Book): {
  figures: Figure[];
  targets: DraftTarget[];
  catalogue: Catalogue;
  termStart: number | undefined;
} {
  const {catalogue} = book;
  const added = countedIn(book);
  const figures = book.years.flatMap(year =>
    catalogue.all.flatMap(({id, label, unit}) => {
      const row = book.figure(id, year);
      if (!row) return [];
      const {value, numerator, denominator} = row;
      const missing = value === null ? book.reason(id, year) : null;
      return [
        {
          metric: id,
          label,
          unit,
          year,
          value,
          numerator,
          denominator,
          ...(missing ? {missing} : {}),
          ...(book.complete(id) ? {} : {incomplete: true}),
          ...withoutAdded(added.get(id), value, part => book.value(part, year))
        }
      ];
    })
  );
  const split = [book.tables["proposals-by"], book.tables["opinions-by"], book.tables["activities-by"]].flatMap(
    rows => rows ?? []
  );
  const items = split.filter(row => row.view === book.view && book.counts(row));
  const months = (book.tables.months ?? []).filter(row => row.view === book.view && book.counts(row));
  const parts: Figure[] = [
    ...items.map(({metric, year, item, value}) => ({metric, year, value, item})),
    ...months.map(({metric, year, month, value}) => ({metric, year, value, item: `${month}月`}))
  ];
  const targets = (book.tables.targets ?? []).flatMap(({label, ...rest}) => {
    const metric = catalogue.byLabel(label);
    return metric ? [{metric: metric.id, year: rest.year, target: rest.target, comparison: rest.comparison}] : [];
  });
  const termStart = book.tables.years.filter(each => each.new_term && each.year <= book.year).at(-1)?.year;
  return {figures: [...figures, ...parts], targets, catalogue, termStart};
}

interface Added {
  rule: string;
  part: string;
}

/** 基本满意计入满意, 并案计入立案: the counts that hold another one, where such a rule is in force, by metric. */
function countedIn({catalogue, rules}: Book): Map<string, Added> {
  const found = new Map<string, Added>();
  for (const [rule, value] of rules) {
    const [, part, whole] = /^(.+)计入(.+)$/.exec(rule) ?? [];
    if (value !== "是" || !part || !whole) continue;
    const counts = catalogue.all.filter(({count, settings}) => count?.aggregate === "count" && settings);
    const inner = counts.find(({label}) => label.startsWith(part));
    for (const {id, label} of counts) if (inner && label.startsWith(whole)) found.set(id, {rule, part: inner.id});
  }
  return found;
}

function withoutAdded(added: Added | undefined, value: number | null, of: (id: string) => number | null) {
  const part = added && of(added.part);
  return added && value !== null && part ? {without: {value: value - part, rule: added.rule}} : {};
}
