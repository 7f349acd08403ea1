import {writeFile} from "node:fs/promises";
import {join} from "node:path";
import type {Browser} from "playwright-core";
import {launch} from "../../loaders/browser.js";
import type {Book} from "../../src/figures/book.js";
import type {Story} from "../story/story.js";
import {typesetStory} from "../story/typeset.js";
import {deck} from "./deck.js";
import {docx} from "./docx.js";
import {html} from "./html.js";
import {flowed} from "./layout.js";
import {filledUp} from "./one-page.js";
import {pdf, withFontFaces} from "./pdf.js";
import {plates} from "./plates.js";
import {together} from "./together.js";

/** Writes every kind of document of the stories into a folder. Without a browser all but the PDFs. */
export async function writeDocuments(
  stories: Story[],
  book: Book,
  folder: string,
  say: (message: string) => void,
  step: (name: string) => void = () => {}
) {
  const starting = launch().catch((error: Error) => {
    say(`PDF 没有生成,其余文件不受影响:${error.message.split("\n")[0]}`);
    return null;
  });
  try {
    // All at once: the browser prints one document while the next is drawn.
    await together(
      stories
        .map(typesetStory)
        .map(async story => say(`${story.name}:${(await write(story, book, folder, starting, step)).join("、")}`))
    );
  } finally {
    await (await starting)?.close();
  }
}

/** The kinds of document that a story is written as. */
export const kindsOf = ({presentation}: Story): string[] => ["docx", "html", "pdf", ...(presentation ? ["pptx"] : [])];

async function write(
  told: Story,
  book: Book,
  folder: string,
  starting: Promise<Browser | null>,
  step: (name: string) => void
): Promise<string[]> {
  const all = await plates(told, book);
  const {story, plates: drawn} = flowed(filledUp(told, book, all), all);
  const page = html(story, book, drawn);
  const printable = withFontFaces(page);
  const kinds: Record<string, () => Promise<Uint8Array | string>> = {
    docx: () => docx(story, book, drawn),
    html: async () => page,
    ...(story.presentation ? {pptx: () => deck(story, book)} : {})
  };
  // The browser is waited for last: it starts while the rest is written.
  const print = async () => {
    const [html, browser] = await Promise.all([printable, starting]);
    if (browser)
      await writeFile(join(folder, `${story.name}.pdf`), await pdf(browser, html, book.tables.about[0]!.as_of));
    step(`${story.name}.pdf`);
    if (!browser) return [];
    return ["pdf"];
  };
  const [printed] = await together([
    print(),
    ...Object.entries(kinds).map(async ([kind, make]) => {
      await writeFile(join(folder, `${story.name}.${kind}`), await make());
      step(`${story.name}.${kind}`);
      return [kind];
    })
  ]);
  const made = [...Object.keys(kinds), ...printed!];
  return kindsOf(story).filter(kind => made.includes(kind));
}
