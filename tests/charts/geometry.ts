import {type Box, boxOf, type Label, overlap} from "../../src/charts/text.js";

/** Every text of a drawing with the space it takes, by the same estimate that charts are laid out with. */
export function textBoxes(svg: SVGSVGElement): {text: string; box: Box}[] {
  return [...svg.querySelectorAll("text")].map(element => {
    let [x, y] = [0, 0];
    let anchor: string | null = null;
    let weight: string | null = null;
    for (let node: Element | null = element; node; node = node.parentElement) {
      const move = /translate\(([-\d.]+),([-\d.]+)\)/.exec(node.getAttribute("transform") ?? "");
      if (move) [x, y] = [x + Number(move[1]), y + Number(move[2])];
      anchor ??= node.getAttribute("text-anchor");
      weight ??= node.getAttribute("font-weight");
    }
    const text = element.textContent ?? "";
    return {text, box: boxOf({x, y, text, anchor: anchor as Label["anchor"], bold: weight === "700"})};
  });
}

/** Texts that leave the drawing. */
export function clipped(svg: SVGSVGElement): string[] {
  const [, , width, height] = svg.getAttribute("viewBox")!.split(" ").map(Number) as [number, number, number, number];
  return textBoxes(svg)
    .filter(({box}) => box.x1 < -0.5 || box.y1 < -0.5 || box.x2 > width + 0.5 || box.y2 > height + 0.5)
    .map(
      ({text, box}) =>
        `${text} at ${Math.round(box.x1)}–${Math.round(box.x2)}, ${Math.round(box.y1)}–${Math.round(box.y2)}`
    );
}

/** Pairs of texts that lie on each other. */
export function collisions(svg: SVGSVGElement): string[] {
  const all = textBoxes(svg);
  return all.flatMap((a, i) =>
    all.slice(i + 1).flatMap(b => (overlap(a.box, b.box, 0) ? [`${a.text} × ${b.text}`] : []))
  );
}
