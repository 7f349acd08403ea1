import {checkedAgainst} from "../../reports/check-figures.js";
import {checkDraft, type Finding} from "../../src/check/index.js";
import type {MarkedDraft} from "./drafts.js";

const against = await checkedAgainst({data: "data/sample"});
/** What the check command knows of the sample, for drafts of each year. */
const known = new Map([2022, 2023, 2024, 2025].map(year => [year, against(String(year))]));

/** What it says of a draft. */
export function check({text, year}: Pick<MarkedDraft, "text" | "year">): Finding[] {
  const {figures, ...rest} = known.get(year)!;
  return checkDraft(text, figures, rest);
}
