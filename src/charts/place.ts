import {type Box, boxOf, type Label, overlap} from "./text.js";

/** A label with the places it may take, the best first. */
export type Choice = Label[];

/** A drawn line, in px, that labels must not lie on. */
export type Path = {x: number; y: number}[];

/**
 * The labels that fit, each at its first free place, in the order given (the most important first); those that would
 * leave the bounds, lie on another label or cross a line are dropped.
 */
export function place(choices: Choice[], bounds: Box, taken: Box[] = [], paths: Path[] = []): Label[] {
  const boxes = [...taken];
  const placed: Label[] = [];
  for (const choice of choices) {
    for (const label of choice) {
      const box = boxOf(label);
      if (box.x1 < bounds.x1 || box.x2 > bounds.x2 || box.y1 < bounds.y1 || box.y2 > bounds.y2) continue;
      if (boxes.some(other => overlap(box, other)) || paths.some(path => crosses(path, box))) continue;
      boxes.push(box);
      placed.push(label);
      break;
    }
  }
  return placed;
}

/** Whether a line runs through a box; sampled every 2 px, which is finer than any digit. */
function crosses(path: Path, box: Box): boolean {
  for (let i = 1; i < path.length; i++) {
    const a = path[i - 1]!;
    const b = path[i]!;
    const steps = Math.max(1, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / 2));
    for (let k = 0; k <= steps; k++) {
      const x = a.x + ((b.x - a.x) * k) / steps;
      const y = a.y + ((b.y - a.y) * k) / steps;
      if (x > box.x1 && x < box.x2 && y > box.y1 && y < box.y2) return true;
    }
  }
  return false;
}
