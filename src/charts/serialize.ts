import {escaped} from "../text/escape.js";

/**
 * The SVG as text, for a file: the same bytes in Node and in a browser (attributes by name, numbers to 2 decimals).
 * `background` paints the ground; without it the chart is transparent.
 */
export function serialize(svg: SVGSVGElement, {background}: {background?: string} = {}): string {
  const ground = background ? `\n<rect width="100%" height="100%" fill="${escaped(background)}"/>` : "";
  return `${write(svg as unknown as Element, ground)}\n`;
}

function write(element: Element, inside = ""): string {
  const attributes = [...element.attributes]
    .map(({name, value}) => ({name, value}))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({name, value}) => ` ${name}="${escaped(shorten(name, value))}"`)
    .join("");
  let body = inside;
  for (const child of [...element.childNodes]) {
    if (child.nodeType === 1) body += `\n${write(child as Element)}`;
    else if (child.nodeType === 3) body += escaped(child.textContent ?? "");
  }
  const name = element.localName;
  return body ? `<${name}${attributes}>${body}${body.includes("\n") ? "\n" : ""}</${name}>` : `<${name}${attributes}/>`;
}

const numeric = /^(d|transform|points|c?[xy][12]?|r|width|height|viewBox)$/;

function shorten(name: string, value: string): string {
  return numeric.test(name) ? value.replace(/-?\d+\.\d{3,}/g, n => String(Number(Number(n).toFixed(2)))) : value;
}
