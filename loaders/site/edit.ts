import {type Node, type Program, parse} from "acorn";

/** A stretch of a text and what stands there afterwards. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** A text with stretches replaced; none may overlap another. */
export function edited(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const {start, end, text: next} of [...edits].sort((a, b) => a.start - b.start)) {
    result += text.slice(at, start) + next;
    at = end;
  }
  return result + text.slice(at);
}

/** The syntax tree of a module. Throws a SyntaxError. */
export const parsed = (source: string): Program => parse(source, {ecmaVersion: "latest", sourceType: "module"});

/** The text of a string literal, or null of anything else. */
export const literal = (node: Node | null | undefined): string | null => {
  const {type, value} = (node ?? {}) as {type?: string; value?: unknown};
  return type === "Literal" && typeof value === "string" ? value : null;
};
