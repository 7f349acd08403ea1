/** A metric made from other metrics. Ratios are recomputed at every grain from their parts, never averaged. */
export type Formula =
  | {type: "ratio"; numerator: string; denominator: string}
  | {type: "sum"; of: string[]}
  | {type: "least"; of: {type: "ratio"; numerator: string; denominator: string}[]};

/** A value with the parts it was divided from; the parts of a count are null. */
export interface Parts {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

/**
 * Reads `{a} / {b}`, `{a} + {b} + …` or `least({a} / {b}, {c} / {d})`.
 * References without a kind belong to the given one. Throws on anything else.
 */
export function parseFormula(text: string, kind: string, id: string): Formula {
  const least = /^least\((.+)\)$/.exec(text.trim());
  if (least) return {type: "least", of: least[1]!.split(",").map(part => ratio(part, kind, id))};
  if (text.includes("/")) return ratio(text, kind, id);
  return {type: "sum", of: text.split("+").map(part => reference(part, kind, id))};
}

/** The ids that a formula refers to. */
export function references(formula: Formula): string[] {
  if (formula.type === "sum") return formula.of;
  const ratios = formula.type === "ratio" ? [formula] : formula.of;
  return ratios.flatMap(({numerator, denominator}) => [numerator, denominator]);
}

/**
 * Computes a formula from the values of the metrics it refers to (null: not known).
 * A ratio over nothing is null; `least` takes the lowest of the ratios that exist.
 */
export function evaluate(formula: Formula, lookup: (id: string) => number | null): Parts {
  if (formula.type === "sum") {
    const values = formula.of.map(lookup).filter(value => value !== null);
    const value = values.length ? values.reduce((a, b) => a + b, 0) : null;
    return {value, numerator: null, denominator: null};
  }
  const ratios = (formula.type === "ratio" ? [formula] : formula.of).map(({numerator, denominator}) =>
    divide(lookup(numerator), lookup(denominator))
  );
  const known = ratios.filter(parts => parts.value !== null);
  return known.sort((a, b) => a.value! - b.value!)[0] ?? ratios[0]!;
}

function divide(numerator: number | null, denominator: number | null): Parts {
  const value = numerator !== null && denominator ? numerator / denominator : null;
  return {value, numerator, denominator};
}

function ratio(text: string, kind: string, id: string) {
  const [numerator, denominator, ...rest] = text.split("/");
  if (!denominator || rest.length) throw new Error(`invalid formula of ${id}: ${text}`);
  return {
    type: "ratio" as const,
    numerator: reference(numerator!, kind, id),
    denominator: reference(denominator, kind, id)
  };
}

function reference(text: string, kind: string, id: string): string {
  const match = /^\{(?:(\w+)\.)?(\w+)\}$/.exec(text.trim());
  if (!match) throw new Error(`invalid formula of ${id}: ${text}`);
  return `${match[1] ?? kind}.${match[2]}`;
}
