import {escaped} from "../../src/text/escape.js";
import {fullWidth} from "../../src/text/punctuation.js";
import {closed} from "../../src/text/spaces.js";
import {pieces} from "../../src/text/units.js";

/** What is used of markdown-it. */
interface Markdown {
  core: {ruler: {push: (name: string, rule: (state: State) => void) => void}};
  renderer: {rules: Record<string, unknown>};
}

interface State {
  tokens: Token[];
  Token: new (type: string, tag: string, nesting: 0) => Token;
}

interface Token {
  type: string;
  content: string;
  children: Token[] | null;
}

/**
 * The prose of pages as it is printed: marks full width, no space between Han characters and Latin words or numbers, no
 * line that parts a number from its unit. Code and expressions stay as they are.
 */
export function typesetProse<M extends Markdown>(md: M): M {
  md.renderer.rules.held = (tokens: Token[], i: number) => `<span class="held">${escaped(tokens[i]!.content)}</span>`;
  md.core.ruler.push("typeset", ({tokens, Token}) => {
    const token = (type: string, content: string) => Object.assign(new Token(type, "", 0), {content});
    for (const block of tokens)
      block.children =
        block.children?.flatMap((child, i, all) => {
          if (child.type !== "text") return child;
          // What an expression prints, or a piece of code, stands in the sentence like a word of it, mostly a number.
          const [before, after] = [all[i - 1], all[i + 1]].map(other => (other?.type === "placeholder" ? "0" : ""));
          const closer = closed(before + child.content + after).slice(before!.length, after ? -1 : undefined);
          const behind = i ? "字" : "";
          const text = fullWidth(behind + closer).slice(behind.length);
          return pieces(text).map(({text, whole}) => token(whole ? "held" : "text", text));
        }) ?? null;
  });
  return md;
}
