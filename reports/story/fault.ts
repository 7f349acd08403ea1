import type {Metric} from "../../src/metrics/index.js";
import {alike} from "../../src/text/alike.js";

/** What is wrong at a line of a template, as staff read it. */
export class TemplateFault extends Error {}

/** What the data do not say, and which metric it is of: the sentence that wants it is left out. */
export class NotKnown extends Error {
  constructor(
    readonly metric: Metric | null,
    message: string
  ) {
    super(message);
  }
}

/** Throws TemplateFault. */
export function fault(message: string): never {
  throw new TemplateFault(message);
}

/** Throws TemplateFault on a name that is none, with those most like it. */
export function unknownName(what: string, name: string, choices: string[]): never {
  return fault(`${what}“${name}”,相近的有:${alike(name, choices).join("、")}`);
}
