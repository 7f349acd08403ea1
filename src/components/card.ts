import {captionLine, ruleSentences} from "../figures/caption.js";
import {chart, type Draw} from "./chart.js";
import {type Child, h, held} from "./h.js";
import {openers} from "./openers.js";
import {type Column, type Row, table} from "./table.js";

export interface Caption {
  /** 口径: how it is counted; folded away, and a note at the end of a printed page. */
  rule?: string;
  /** The date the figures are of: 2024年12月31日. */
  asOf?: string;
  source?: string;
  /** What belongs to the rule: 同期, both ranges. */
  note?: string;
  /** What must be seen at once: files that were not read, years without data. */
  warning?: string;
  /** What the office notes at points and years of the chart, each by its number. */
  remarks?: readonly string[];
}

export interface CardOptions {
  /** The finding, a sentence made from the data. */
  title: string;
  /** Metric, unit, basis. */
  subtitle?: string;
  caption?: Caption;
  chart: Draw;
  /** What stands for title and subtitle where that is more than their text: numbers that open, names that lead on. */
  shown?: {title: Child; subtitle: Child};
  /** The metrics drawn, with the pages of them. */
  metrics?: readonly {label: string; href: string}[];
  /** Called with the text of a point that is clicked, or entered by keyboard. */
  opens?: (text: string, from: HTMLElement) => void;
  /** The numbers behind the chart, made when they are asked for. */
  table?: () => {columns: Column[]; rows: Row[]};
  /** Name of the files to download, without extension; by default the title. */
  name?: string;
  /** Level of the title among the page's headings; by default 3, under a ## section. */
  level?: 2 | 3 | 4;
  /** Anchor of the card. */
  id?: string;
  /** As wide as the page. */
  wide?: boolean;
}

/** A chart with its finding above, its date and source beneath; rule, data and files one click away. */
export function card(options: CardOptions): HTMLElement {
  const {title, subtitle, shown, caption = {}, chart: drawing, metrics = [], opens, table: data, id, wide} = options;
  const rule = ruleSentences(caption);
  const tools = [
    ...(rule || metrics.length ? [{label: "口径", class: "rule", make: () => ruled(rule, metrics)}] : []),
    ...(data ? [{label: "数据表", class: "data", make: () => table({...data(), label: `数据表:${title}`})}] : []),
    {
      label: "分享",
      class: "share",
      // Fetched when something is shared: the page is lighter by it.
      make: async () => (await import("./share.js")).share({...options, line: captionLine(caption)})
    }
  ];
  return h(
    "figure",
    {class: `chart-card${wide ? " wide" : ""}`, id, "data-rule": rule || null},
    h(`h${options.level ?? 3}`, {class: "finding"}, shown?.title ?? held(title)),
    subtitle ? h("p", {class: "subtitle"}, shown?.subtitle ?? held(subtitle)) : null,
    chart(drawing, id, opens),
    caption.warning ? h("p", {class: "warning"}, caption.warning) : null,
    caption.remarks?.length ? h("p", {class: "remarks"}, caption.remarks.join("；")) : null,
    h("figcaption", null, openers([captionLine(caption), h("span", {class: "note-number"})], tools))
  );
}

/** 口径, and where all of each metric stands. */
function ruled(rule: string, metrics: readonly {label: string; href: string}[]): Node {
  const all = document.createDocumentFragment();
  if (rule) all.append(h("p", null, rule));
  const links = metrics.map(({label, href}, i) => [i ? "、" : null, h("a", {href}, label)]);
  if (links.length) all.append(h("p", null, "指标的全部：", links));
  return all;
}
