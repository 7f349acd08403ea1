import {checkFigures} from "../../reports/check-figures.js";
import {checkDraft, type Finding} from "../../src/check/index.js";
import type {MarkedDraft} from "./drafts.js";

/** What the check command knows of the sample: every figure of every year, by category and month too, and the targets. */
export const known = await checkFigures({data: "data/sample"}, "2024");

/** What it says of a draft. */
export function check({text, year}: Pick<MarkedDraft, "text" | "year">): Finding[] {
  const {figures, ...rest} = known;
  return checkDraft(text, figures, {...rest, year});
}
