import {day} from "../figures/days.js";
import {offeredDates, ownView} from "../figures/scope.js";
import {countedParts, kindLabels, type Metric} from "../metrics/index.js";
import {remaking} from "../metrics/remade.js";
import {acrossYears, refusal} from "../pivot/answer.js";
import {aggregates, byMonth, byYear, type Question} from "../pivot/question.js";
import {notCombined} from "../pivot/source.js";
import {h} from "./h.js";
import {type Group, groupedSelect, tickList, toggles} from "./pivot-choices.js";
import type {AxisChoice, Ground, PivotData} from "./pivot-data.js";

/** The measures of a kind, in groups; what cannot be made of the ground is not among them. */
export function measures(data: PivotData, kind: Question["kind"], ground: Ground): Group[] {
  const {book} = data;
  const metrics = book.catalogue.all.filter(
    metric =>
      metric.kind === kind &&
      (ground.from === "figures" && ground.more
        ? countedParts(book.catalogue, metric).every(part => !part.span && remaking(book.catalogue, part) !== null)
        : ground.from === "figures"
          ? !metric.part && book.years.some(year => book.value(metric.id, year) !== null)
          : refusal(book.catalogue, metric, ground.source) === null)
  );
  const option = ({id, label, unit}: Metric) => ({value: id, label: `${label}（${unit}）`});
  const rate = ({formula}: Metric) => formula !== null && formula.type !== "sum";
  const columns = data.numbers(kind);
  return [
    {label: "件数和合计", options: metrics.filter(metric => !rate(metric) && metric.adds).map(option)},
    {label: "比率", options: metrics.filter(rate).map(option)},
    {label: "去重和中位数", options: metrics.filter(metric => !rate(metric) && !metric.adds).map(option)},
    ...(ground.from === "rows" && ground.items
      ? Object.entries(aggregates).map(([aggregate, said]) => ({
          label: `各列的${said}`,
          options: columns.map(({name, label}) => ({value: `${aggregate}:${name}`, label: `${label} ${said}`}))
        }))
      : [])
  ];
}

const without = (groups: readonly Group[], id: string): Group[] =>
  groups.map(({label, options}) => ({label, options: options.filter(({value}) => value !== id)}));

/** The measures of a kind that are not offered, with the reasons; empty where all are. */
export function withheld({book}: PivotData, kind: Question["kind"], ground: Ground): string {
  if (ground.from === "figures" && !ground.more) return "";
  const why = (metric: Metric): string | null => {
    if (ground.from === "rows") return refusal(book.catalogue, metric, ground.source);
    const parts = countedParts(book.catalogue, metric);
    if (parts.some(({span}) => span)) return acrossYears;
    return parts.every(part => remaking(book.catalogue, part)) ? null : notCombined;
  };
  const by = new Map<string, string[]>();
  for (const metric of book.catalogue.all) {
    const reason = metric.kind === kind && !metric.part ? why(metric) : null;
    if (reason !== null) by.set(reason, [...(by.get(reason) ?? []), metric.label]);
  }
  return [...by].map(([reason, labels]) => `${labels.join("、")}：${reason}`).join("；");
}

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
