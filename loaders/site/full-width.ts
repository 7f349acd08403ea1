import {fullWidth} from "../../src/text/punctuation.js";

/** What is used of markdown-it. */
interface Markdown {
  core: {ruler: {push: (name: string, rule: (state: {tokens: Token[]}) => void) => void}};
}

interface Token {
  type: string;
  content: string;
  children: Token[] | null;
}

/** The prose of pages with the marks of its sentences full width; code and expressions stay as they are. */
export function fullWidthProse<M extends Markdown>(md: M): M {
  md.core.ruler.push("full-width", ({tokens}) => {
    // A mark behind an expression or a piece of code stands behind a word of the sentence.
    for (const {children} of tokens)
      for (const [i, token] of children?.entries() ?? [])
        if (token.type === "text")
          token.content = i ? fullWidth(`字${token.content}`).slice(1) : fullWidth(token.content);
  });
  return md;
}
