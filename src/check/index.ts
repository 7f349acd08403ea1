export {answersFile, parseAnswers} from "./answers.js";
export {checkDraft} from "./check.js";
export {commentDocx} from "./comments.js";
export {type DraftFile, readDraft} from "./draft.js";
export type {Answers, CheckOptions, DraftTarget, Figure, Finding, Verdict} from "./finding.js";
export {around, findingRows, findingsPage, markedDraft, tally, tallyWords, unreadNotes} from "./html.js";
export {knownTo, splitsOf} from "./known.js";
