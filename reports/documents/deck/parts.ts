import {unzipSync} from "fflate";
import {colors} from "./slide.js";

/**
 * The library numbers charts on from the presentation before; here they start at 1. `named` are, of each chart, the bars
 * of the first series that its title names.
 */
export function renumbering(bytes: Uint8Array, named: readonly (readonly number[])[]) {
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
      name === "[Content_Types].xml"
        ? present(shift(content))
        : redBars(
            quietLines(shift(content)),
            named[Number(/charts\/chart(\d+)\.xml$/.exec(shift(name))?.[1]) - 1] ?? []
          )
  };
}

/** Of several lines only the first says its values: the others' would lie on one another. */
function quietLines(xml: string): string {
  if (!xml.includes("<c:lineChart>")) return xml;
  const [head, first, ...others] = xml.split(/(?=<c:ser>)/);
  return [head, first, ...others.map(line => line.replaceAll('<c:showVal val="1"/>', '<c:showVal val="0"/>'))].join("");
}

/** Of bars, the named ones are red: the library colours whole series only. */
function redBars(xml: string, named: readonly number[]): string {
  if (!xml.includes("<c:barChart>")) return xml;
  const red = `<c:spPr><a:solidFill><a:srgbClr val="${colors.now}"/></a:solidFill></c:spPr>`;
  const points = named.map(
    i => `<c:dPt><c:idx val="${i}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>${red}</c:dPt>`
  );
  return xml.replace('<c:invertIfNegative val="0"/>', written => written + points.join(""));
}
