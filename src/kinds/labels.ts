import {kinds} from "./index.js";

/** The codes of a column with the label shown for each; empty where the column holds words. */
export function labels({kind, column}: {kind: string; column: string}): [code: string, label: string][] {
  const field = kinds.find(({name}) => name === kind)?.fields[column];
  return Object.entries(field?.values ?? {}).map(([code, spellings]) => [code, spellings[0]!]);
}
