import {grammar} from "../grammar/grammar.js";

/** Whether units are of one grain: 次 and 场次. */
export const alike = (a: string, b: string) =>
  a === b || (grammar().units.get(a)?.kin.includes(b) ?? false) || (grammar().units.get(b)?.kin.includes(a) ?? false);
