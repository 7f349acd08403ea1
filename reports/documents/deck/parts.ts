import {unzipSync} from "fflate";

/** The library numbers charts on from the presentation before; here they start at 1. */
export function renumbering(bytes: Uint8Array) {
  const text = new TextDecoder("latin1").decode(bytes);
  const first = Math.min(...[...text.matchAll(/charts\/chart(\d+)\.xml/g)].map(match => Number(match[1])));
  const shift = (content: string) =>
    content.replace(
      /(chart|Microsoft_Excel_Worksheet)(\d+)(?=\.xml|\.xlsx)/g,
      (_, what, n) => `${what}${Number(n) - first + 1}`
    );
  const parts = new Set(Object.keys(unzipSync(bytes)).map(name => `/${shift(name)}`));
  // It also lists a slide master for each slide; there is one.
  const present = (types: string) =>
    types.replace(/<Override PartName="([^"]+)"[^>]*\/>/g, (entry, part) => (parts.has(part) ? entry : ""));
  return {
    name: shift,
    text: (name: string, content: string) =>
      name === "[Content_Types].xml" ? present(shift(content)) : quietLines(shift(content))
  };
}

/** Of several lines only the first says its values: the others' would lie on one another. */
function quietLines(xml: string): string {
  if (!xml.includes("<c:lineChart>")) return xml;
  const [head, first, ...others] = xml.split(/(?=<c:ser>)/);
  return [head, first, ...others.map(line => line.replaceAll('<c:showVal val="1"/>', '<c:showVal val="0"/>'))].join("");
}
