import type {Context} from "../intake/context.js";
import {localCodes} from "../intake/local-codes.js";
import type {Source} from "../intake/source.js";
import {narrow} from "../intake/text.js";
import {kinds} from "./index.js";

/** The codes of a column with the label shown for each; empty where the column holds words. */
export function labels({kind, column}: {kind: string; column: string}): [code: string, label: string][] {
  const field = kinds.find(({name}) => name === kind)?.fields[column];
  return Object.entries(field?.values ?? {}).map(([code, spellings]) => [code, spellings[0]!]);
}

/** The classes of a field that the office's table of codes knows by a letter, as they are spoken of: A类. */
export function lettered(source: Source, column: string, context: Context): {code: string; spoken: string}[] {
  const values = Object.entries(source.fields[column]?.values ?? {});
  return [...localCodes(source, column, context).always].flatMap(([word, meaning]) => {
    const [code] = values.find(([, spellings]) => spellings.some(each => narrow(each) === narrow(meaning))) ?? [];
    return code && /^[a-z]$/i.test(word) ? [{code, spoken: `${word.toUpperCase()}类`}] : [];
  });
}
