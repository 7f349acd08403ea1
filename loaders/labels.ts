import {sources} from "../src/intake/index.js";
import type {Dimension} from "../src/metrics/dimensions.js";

/** The codes of a dimension's column with the label shown for each; empty where the column holds words. */
export function labels({kind, column}: Dimension): [code: string, label: string][] {
  const field = sources.find(source => source.name === kind)?.fields[column];
  return Object.entries(field?.values ?? {}).map(([code, spellings]) => [code, spellings[0]!]);
}
