import {chart, type Draw} from "./chart.js";
import {csvFile, download, pngFile, svgFile} from "./download.js";
import {h} from "./h.js";
import {later} from "./later.js";
import {type Column, plain, type Row, table} from "./table.js";

export interface Caption {
  /** 口径: how it is counted. */
  rule?: string;
  /** The date the figures are of: 2024-12-31. */
  asOf?: string;
  source?: string;
  /** What else must be said: 同期, both ranges. */
  note?: string;
}

export interface CardOptions {
  /** The finding, a sentence made from the data. */
  title: string;
  /** Metric, unit, basis. */
  subtitle?: string;
  caption?: Caption;
  chart: Draw;
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

/** A chart with its finding above and its rule, date and source beneath; its data and files one click away. */
export function card(options: CardOptions): HTMLElement {
  const {title, subtitle, caption = {}, chart: drawing, table: data, id, wide} = options;
  const name = (options.name ?? title).replace(/[\\/:*?"<>|\s]+/g, "-");
  return h(
    "figure",
    {class: `chart-card${wide ? " wide" : ""}`, id},
    h(`h${options.level ?? 3}`, {class: "finding"}, title),
    subtitle ? h("p", {class: "subtitle"}, subtitle) : null,
    chart(drawing, id),
    h("figcaption", null, captionText(caption)),
    h(
      "div",
      {class: "card-tools"},
      data ? tableBehind(data, title) : null,
      h(
        "div",
        {class: "downloads"},
        h("span", {"aria-hidden": "true"}, "下载"),
        download("SVG", `${name}.svg`, () => svgFile(drawing)),
        download("PNG", `${name}.png`, () => pngFile(drawing)),
        data ? download("CSV", `${name}.csv`, () => csvOf(data())) : null
      )
    )
  );
}

const csvOf = ({columns, rows}: {columns: Column[]; rows: Row[]}) => csvFile(plain(columns), rows);

/** The table behind a chart, filled when the browser has time, or when it is opened before. */
function tableBehind(data: () => {columns: Column[]; rows: Row[]}, title: string): HTMLElement {
  const details = h("details", null, h("summary", null, "数据表"));
  const fill = () => {
    if (details.childElementCount === 1) details.append(table({...data(), label: `数据表:${title}`}));
  };
  details.addEventListener("toggle", fill);
  later(fill);
  return details;
}

/** 口径:…。截至 …。来源:… in one line, as it stands beneath every chart. */
export function captionText({rule, asOf, source, note}: Caption): string {
  return [
    rule ? `口径:${rule.replace(/。$/, "")}` : "",
    note ?? "",
    asOf ? `截至 ${asOf}` : "",
    source ? `来源:${source}` : ""
  ]
    .filter(Boolean)
    .join(" · ");
}
