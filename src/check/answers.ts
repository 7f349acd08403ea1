import type {Answers} from "./finding.js";

/** The file that keeps the answers of a draft, beside it: 草稿.docx → 草稿_答复.json. */
export const answersFile = (name: string) => `${name.replace(/\.\w+$/, "")}_答复.json`;

/** The answers of such a file; null where it is none. */
export function parseAnswers(text: string): Answers | null {
  try {
    const answers = JSON.parse(text) as Answers;
    const valid = Object.values(answers).every(
      each => typeof each?.metric === "string" && typeof each.is === "boolean"
    );
    return answers !== null && !Array.isArray(answers) && valid ? answers : null;
  } catch {
    return null;
  }
}
