export {checkDraft} from "./check.js";
export type {CheckOptions, DraftTarget, Figure, Finding, Verdict} from "./finding.js";
