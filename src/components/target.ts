import {type ProgressSpec, progress} from "../charts/progress.js";
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
  /** What stands for the line beneath the bar, where that is more than its text. */
  line?: Child;
  /** How value and target stand on their scale. */
  scale: Omit<ProgressSpec, "label">;
  href?: string;
}

/** One target: what is done, on a scale with the target marked, and whether it is on course. */
export function targetRow({
  label,
  value,
  shown = value,
  target,
  verdict,
  line = `${verdict} · 目标${target}`,
  scale,
  href
}: TargetOptions): HTMLElement {
  const tip = `${label} ${value},目标${target},${verdict}`;
  return h(
    "div",
    {class: `target${scale.behind ? " behind" : ""}`},
    h(
      "div",
      {class: "target-head"},
      h("span", {class: "target-label"}, href ? h("a", {href}, label) : label),
      h("span", {class: "target-value"}, shown)
    ),
    chart(options => progress({...scale, label: tip, tip}, options)),
    // Beneath the bar: beside the label a long one would wrap, and bars side by side stand at different heights.
    h("div", {class: "target-verdict"}, line)
  );
}

/** Targets side by side. */
export function targets(items: TargetOptions[]): HTMLElement {
  return h("div", {class: "targets"}, items.map(targetRow));
}
