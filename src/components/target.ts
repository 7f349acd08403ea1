import {type ProgressRow, progress} from "../charts/progress.js";
import {chart} from "./chart.js";
import {type Child, h} from "./h.js";

export interface TargetOptions {
  label: string;
  /** The value as printed: 27次. */
  value: string;
  /** What stands for it beneath the bar, where that is more than its text. */
  shown?: Child;
  /** The target as printed: 20次以上. */
  target: string;
  /** 已完成, 按进度, 滞后, with what belongs to it: 按进度 · 时间已过83%. */
  verdict: string;
  /** value / target, a ratio. */
  share: number;
  /** Share of the year elapsed; left out when it is over. */
  elapsed?: number | null;
  href?: string;
}

/** One target: what is done, on a bar with the target marked, and whether it is on course. */
export function targetRow({
  label,
  value,
  shown = value,
  target,
  verdict,
  share,
  elapsed,
  href
}: TargetOptions): HTMLElement {
  const row: ProgressRow = {item: label, share, elapsed, tip: `${label} ${value},目标${target},${verdict}`};
  return h(
    "div",
    {class: "target"},
    h("div", {class: "target-head"}, h("span", {class: "target-label"}, href ? h("a", {href}, label) : label)),
    chart(options => progress([row], {label: row.tip!, bare: true}, options)),
    h("div", {class: "target-text"}, shown, h("span", {class: "target-goal"}, ` 目标 ${target}`)),
    // Beneath the bar: beside the label a long one would wrap, and bars side by side stand at different heights.
    h("div", {class: "target-verdict"}, verdict)
  );
}

/** Targets side by side. */
export function targets(items: TargetOptions[]): HTMLElement {
  return h("div", {class: "targets"}, items.map(targetRow));
}
