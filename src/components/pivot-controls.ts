import {day} from "../figures/days.js";
import {offeredDates, ownView} from "../figures/scope.js";
import {kindLabels, type Metric} from "../metrics/index.js";
import type {AxisChoice, Ground, PivotData} from "../pivot/data.js";
import {type Group, measures, withheld} from "../pivot/measures.js";
import {byMonth, byYear, type Question} from "../pivot/question.js";
import {h} from "./h.js";
import {groupedSelect, tickList, toggles} from "./pivot-choices.js";

const without = (groups: readonly Group[], id: string): Group[] =>
  groups.map(({label, options}) => ({label, options: options.filter(({value}) => value !== id)}));

/** The controls above an answer: what is asked, of which years and items. */
export function choices(
  data: PivotData,
  question: Question,
  measure: Metric,
  axes: readonly AxisChoice[],
  ground: Ground,
  ask: (next: Partial<Question>) => void
): HTMLElement[] {
  const {book, tables} = data;
  const {kind, rows, columns, against, years, filters, view, basis} = question;
  const kinds = [...new Set(book.known.map(({kind}) => kind))].map(value => ({value, label: kindLabels[value]}));
  const none = {value: "", label: "不分"};
  const figures = ground.from === "figures" && !ground.more;
  const across = figures ? axes.filter(({value}) => value === byYear) : axes;
  const axis = (
    label: string,
    list: readonly AxisChoice[],
    value: string | null,
    other: string | null,
    set: (id: string | null) => void
  ) =>
    groupedSelect(label, [{label, options: [none, ...list.filter(each => each.value !== other)]}], value ?? "", id =>
      set(id || null)
    );
  const latest = Math.max(...years);
  const own = ownView({tables, year: latest, versus: latest - 1});
  const dates = [
    {value: "year", label: "全年（未完的到今天）"},
    ...(own === "year" ? [] : [{value: own, label: `各年同期（截至${day(own.slice(0, 10))}）`}]),
    ...offeredDates({tables, year: latest, versus: latest - 1}).map(({view, label}) => ({
      value: view,
      label: `截至${label}`
    }))
  ];
  const press = (year: number) =>
    ask({
      years: (years.includes(year) ? years.filter(other => other !== year) : [...years, year]).sort((a, b) => a - b)
    });
  const source = ground.from === "rows" ? ground.source : null;
  const chosen = Object.entries(filters).flatMap(([id, labels]) => labels.map(label => [id, label] as const));
  const labelOf = (id: string) => axes.find(({value}) => value === id)?.label ?? id;
  const left = withheld(data, kind, ground);
  return [
    h(
      "div",
      {class: "choices"},
      groupedSelect("种类", [{label: "种类", options: kinds}], kind, value => ask({kind: value as Question["kind"]})),
      groupedSelect("指标", measures(data, kind, ground), measure.id, value => ask({measure: value})),
      axis("行", axes, rows, columns, value => ask({rows: value})),
      axis("列", across, columns, rows, value => ask({columns: value})),
      ...(columns === null && rows !== null && rows !== byYear
        ? [
            groupedSelect(
              "对照",
              [
                {label: "对照", options: [{value: "", label: "不对照"}]},
                ...without(measures(data, kind, ground), measure.id)
              ],
              against ?? "",
              value => ask({against: value || null})
            )
          ]
        : []),
      ...(figures ? [] : [groupedSelect("时点", [{label: "时点", options: dates}], view, value => ask({view: value}))]),
      ...(measure.bases.length > 1 && ground.from === "rows" && ground.items
        ? [
            groupedSelect(
              "年度按",
              [
                {
                  label: "年度按",
                  options: [
                    {value: "session", label: "届次年度"},
                    {value: "calendar", label: "自然年"}
                  ]
                }
              ],
              basis,
              value => ask({basis: value as Question["basis"]})
            )
          ]
        : [])
    ),
    h(
      "div",
      {class: "choices"},
      toggles(
        "年度",
        data.years(rows, measure, ground).map(value => ({value, label: `${value}年`})),
        years,
        press
      )
    ),
    ...(!figures
      ? [
          h(
            "div",
            {class: "filters", role: "group", "aria-label": "筛选"},
            h(
              "details",
              {
                class: "filter-panel",
                open: chosen.length > 0 || data.filtering,
                // The lists to tick are of the rows: fetched when they are opened.
                ontoggle: event => {
                  const {open} = event.currentTarget as HTMLDetailsElement;
                  if (open && !source) {
                    data.filtering = true;
                    ask({});
                  }
                }
              },
              h("summary", null, "筛选"),
              h(
                "div",
                {class: "filter-fields"},
                axes
                  .filter(({value}) => value !== byYear && value !== byMonth)
                  .map(({value, label}) =>
                    tickList(
                      value,
                      label,
                      () => source?.axis(value).items ?? [],
                      filters[value] ?? [],
                      items => ask({filters: {...filters, [value]: items}})
                    )
                  )
              )
            ),
            h(
              "div",
              {class: "filter-chips"},
              chosen.map(([id, label]) =>
                h(
                  "button",
                  {
                    type: "button",
                    class: "chip",
                    "aria-label": `去掉筛选 ${labelOf(id)} ${label}`,
                    onclick: () => ask({filters: {...filters, [id]: filters[id]!.filter(other => other !== label)}})
                  },
                  `${labelOf(id)}：${label} `,
                  h("span", {"aria-hidden": "true"}, "×")
                )
              )
            )
          )
        ]
      : []),
    ...(left ? [h("p", {class: "pivot-caption"}, `没有列出的指标：${left}。`)] : [])
  ];
}
