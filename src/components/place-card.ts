import {measure, type PlaceFigure} from "../figures/places.js";
import type {PlaceMetric} from "../places/data.js";
import {fullDay} from "../text/days.js";
import {card} from "./card.js";

/** A figure of places as a card. */
export function placeCard(figure: PlaceFigure, metric?: PlaceMetric, level: 2 | 3 = metric ? 2 : 3): HTMLElement {
  const {columns, rows} = figure.table;
  return card({
    ...{
      id: figure.id,
      name: figure.name,
      title: figure.title,
      subtitle: figure.subtitle,
      level,
      wide: true
    },
    caption: {
      rule: metric ? `${measure(metric)}：${figure.rule}` : figure.rule,
      ...(figure.asOf ? {asOf: fullDay(figure.asOf)} : {}),
      source: "各地报送的数据",
      warning: figure.warning
    },
    chart: options => figure.draw(options),
    table: () => ({
      columns: columns.map((label, i) => ({
        key: String(i),
        label,
        ...(i > 0 && label !== "地区" ? {align: "end" as const} : {})
      })),
      rows: rows.map(cells => Object.fromEntries(cells.map((cell, i) => [String(i), cell])))
    })
  });
}

/** The address says what is shown. */
export function remember(chosen: Record<string, string>): void {
  const address = new URL(location.href);
  for (const [key, value] of Object.entries(chosen))
    if (value) address.searchParams.set(key, value);
    else address.searchParams.delete(key);
  history.replaceState(null, "", address);
}
