import {execFile} from "node:child_process";
import {promisify} from "node:util";

interface Word {
  text: string;
  left: number;
  right: number;
  bottom: number;
}

/** The words of each page, with where they end, in points from its corner; and how large the page is. */
async function words(pdf: string): Promise<{width: number; height: number; words: Word[]}[]> {
  const {stdout} = await promisify(execFile)("pdftotext", ["-bbox", pdf, "-"], {maxBuffer: 2 ** 27});
  return stdout
    .split("<page ")
    .slice(1)
    .map(page => ({
      width: Number(/width="([\d.]+)"/.exec(page)![1]),
      height: Number(/height="([\d.]+)"/.exec(page)![1]),
      words: [...page.matchAll(/xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g)].map(
        ([, left, right, bottom, text]) => ({
          text: text!,
          left: Number(left),
          right: Number(right),
          bottom: Number(bottom)
        })
      )
    }));
}

/** Where the text of a page may begin and end, as shares of its height: after GB/T 9704, and of 一页通. */
const margins = (pdf: string) => (/一页通|\d{4}( [\d-]+)?\.pdf$/.test(pdf) ? [24, 22] : [37, 35]).map(mm => mm / 297);

/** How full each page is: where its last line ends, of the height between the margins (shares of the page's height). */
export async function filled(pdf: string, [top, bottom] = margins(pdf) as [number, number]): Promise<number[]> {
  return (await words(pdf)).map(({height, words}) => {
    const ends = words.map(word => word.bottom / height).filter(end => end < 1 - bottom + 0.005);
    return (Math.max(...ends) - top) / (1 - top - bottom);
  });
}

/** What share of the filled pages the appendix takes. */
export async function appendixShare(pdf: string): Promise<number> {
  const [top, bottom] = margins(pdf) as [number, number];
  const pages = await words(pdf);
  const full = await filled(pdf);
  const at = pages.findIndex(({words}) => words.some(({text}) => text === "附录"));
  if (at < 0) return 0;
  const start = pages[at]!.words.find(({text}) => text === "附录")!;
  const before = (start.bottom / pages[at]!.height - top) / (1 - top - bottom);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return (sum(full.slice(at)) - before) / sum(full);
}

/** The words that run over the edge of their page. */
export const overrun = async (pdf: string): Promise<string[]> =>
  (await words(pdf)).flatMap(({width, height, words}) =>
    words.filter(({right, bottom}) => right > width || bottom > height).map(({text}) => text)
  );

/** The tables with a number, each with how many rows, headings among them, stand on the page where it begins. */
export async function tableStarts(pdf: string): Promise<{table: string; rows: number}[]> {
  const [, bottom] = margins(pdf) as [number, number];
  return (await words(pdf)).flatMap(({height, words}) =>
    words.flatMap((title, i) => {
      // An office sets 表 1 apart.
      const [table = ""] = /^表\d+$/.exec(title.text === "表" ? `表${words[i + 1]?.text}` : title.text) ?? [];
      const below = words.filter(word => word.bottom > title.bottom + 4 && word.bottom / height < 1 - bottom + 0.005);
      // The first column begins where its heading does, which stands in the first lines; what follows the table may not.
      const top = Math.min(...below.map(word => word.bottom));
      const edge = Math.min(...below.filter(word => word.bottom < top + 40).map(({left}) => left));
      const first = below.filter(({left}) => Math.abs(left - edge) < 3);
      return table ? [{table, rows: new Set(first.map(word => Math.round(word.bottom / 6))).size}] : [];
    })
  );
}
