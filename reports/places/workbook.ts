import writeExcelFile, {type CellObject, type Row, type Sheet} from "write-excel-file/node";
import {fullDay} from "../../src/figures/days.js";
import {inCell} from "../../src/metrics/format.js";
import {kindLabels, type Metric} from "../../src/metrics/index.js";
import {
  cell,
  colours,
  columnWidth,
  fitted,
  font,
  head,
  notesSheet,
  sectionRow,
  titleRow
} from "../../src/sheets/cells.js";
import {printed} from "../documents/sheets/print.js";
import {settled} from "../documents/zip.js";
import type {Delivery, PlaceFigure, PlaceYear} from "./tables.js";

/** `各地指标.xlsx`: notes; who has delivered what; every figure by place, with what all of them make. */
export async function placesWorkbook(year: PlaceYear): Promise<Uint8Array> {
  const sheets = [
    notesSheet(`${year.year}年各地履职数据 说明`, notes(year)),
    deliveries(year),
    figures(year),
    ...splitSheets(year)
  ];
  const bytes = await writeExcelFile(sheets, font).toBuffer();
  return settled(bytes, lastDay(year.places) ?? `${year.year}-12-31`, {part: printed(sheets)});
}

const lastDay = (places: readonly Delivery[]) =>
  places
    .flatMap(({until}) => until ?? [])
    .toSorted()
    .at(-1) ?? null;

function notes({year, places}: PlaceYear): [string, string][] {
  const expected = places.filter(place => place.expected);
  const whole = expected.filter(({state}) => state === "已报送");
  return [
    ["报告年度", `${year}年。提案按各地自己的届次年度计，其余按自然年。`],
    ["报送", `应报送${expected.length}个地区，数据齐全${whole.length}个；其余见“报送情况”。`],
    ["各地指标", "每个地区的数字由它自己的导出文件、按它自己的届次表和规则算出。"],
    ["合计", "件数、人次等相加；比率由分子、分母重新计算，不取平均；中位数和去重数由各地的记录重新计算。"],
    [
      "计入",
      "合计里有几个地区、应有几个：38/40表示40个地区里有38个的数字在内。没有报送、没有这项数据或数据不完整的地区不计入，也不当作零。"
    ],
    ["—", "没有数据，或数据不完整；没有数据不等于零。"]
  ];
}

function deliveries({year, places}: PlaceYear): Sheet<never> {
  const heads = ["地区", "上级", "级别", "报送情况", "数据截至", "说明"];
  const widths = [20, 20, 10, 12, 18, 80];
  const rows = places.filter(({expected}) => expected);
  return {
    sheet: "报送情况",
    data: [
      titleRow(`${year}年各地报送情况`, heads.length),
      heads.map(value => head(value, "left")),
      ...rows.map(({place, parent, level, state, until, reason}) =>
        fitted(
          [
            {...cell(place), fontWeight: "bold" as const, wrap: true},
            cell(parent ?? ""),
            cell(level ?? ""),
            {...cell(state ?? ""), ...(state === "已报送" ? {} : {textColor: colours.now})},
            cell(until ? fullDay(until) : "—"),
            {...cell(reason ?? ""), wrap: true}
          ],
          widths
        )
      )
    ],
    columns: widths.map(width => ({width})),
    stickyRowsCount: 2,
    orientation: "landscape",
    showGridLines: false
  };
}

function figures({year, places, metrics, figures, sums}: PlaceYear): Sheet<never> {
  const index = (list: readonly PlaceFigure[]) => new Map(list.map(row => [`${row.place}\n${row.metric}`, row]));
  const [own, all] = [index(figures), index(sums)];
  const whole = places.filter(({place}) => places.some(({parent}) => parent === place));
  const each = places.filter(({expected}) => expected);
  const within = descendants(places);
  const shown = metrics.filter(({id}) => each.some(({place}) => (own.get(`${place}\n${id}`)?.value ?? null) !== null));
  const heads = [
    "指标",
    "单位",
    ...whole.flatMap(({place}) => [`${place}合计`, "计入"]),
    ...each.map(({place}) => place)
  ];
  const widths = [
    columnWidth(
      shown.map(({label}) => label),
      20,
      36
    ),
    9,
    ...whole.flatMap(({place}) => [columnWidth([`${place}合计`], 12, 24), 9]),
    ...each.map(({place}) => columnWidth([place], 10, 20))
  ];
  const row = (metric: Metric): Row =>
    fitted(
      [
        {...cell(metric.label), fontWeight: "bold" as const, wrap: true},
        {...cell(metric.unit), textColor: colours.mute},
        ...whole.flatMap(({place}) => {
          const sum = all.get(`${place}\n${metric.id}`);
          return [
            number(metric, sum?.value ?? null, true),
            {...cell(`${sum?.places ?? 0}/${within.get(place) ?? 0}`), align: "right" as const, textColor: colours.mute}
          ];
        }),
        ...each.map(({place}) => number(metric, own.get(`${place}\n${metric.id}`)?.value ?? null, false))
      ],
      widths
    );
  return {
    sheet: "各地指标",
    data: [
      titleRow(`${year}年各地履职数据`, heads.length),
      heads.map((value, i) => head(value, i < 2 ? "left" : "right")),
      ...shown.flatMap((metric, i) => [
        ...(metric.kind === shown[i - 1]?.kind ? [] : [sectionRow(kindLabels[metric.kind], heads.length)]),
        row(metric)
      ])
    ],
    columns: widths.map(width => ({width})),
    stickyRowsCount: 2,
    stickyColumnsCount: 1,
    orientation: "landscape",
    showGridLines: false
  };
}

/** So many places stand beside each other by item; of more the site tells them. */
const most = 150;

/** 分月: a line a metric and place; 分项: a line an item, a column a place. */
function splitSheets({year, places, metrics, months, items, index}: PlaceYear): Sheet<never>[] {
  const sheet = (name: string, heads: readonly string[], widths: readonly number[], rows: Row[], left: number) => ({
    sheet: name,
    data: [
      titleRow(`${year}年各地履职数据 ${name}`, heads.length),
      heads.map((value, i) => head(value, i < left ? "left" : "right")),
      ...rows
    ],
    columns: widths.map(width => ({width})),
    stickyRowsCount: 2,
    stickyColumnsCount: left,
    orientation: "landscape" as const,
    showGridLines: false
  });
  const label = new Map(metrics.map(metric => [metric.id, metric]));
  const byPlace = grouped(months, ({metric, place}) => `${metric}\n${place}`);
  const monthly = [...byPlace.values()].map((list): Row => {
    const metric = label.get(list[0]!.metric)!;
    const values = Array.from({length: 12}, (_, i) => {
      const found = list.find(({month}) => month === i + 1);
      return found ? found.value : 0;
    });
    return [cell(metric.label), cell(list[0]!.place), ...values.map(value => number(metric, value, false))];
  });
  const given = places.filter(({expected, state}) => expected && state !== "未报送" && state !== "未读入");
  const byItem = grouped(items, ({metric, dimension, item}) => `${metric}\n${dimension}\n${item}`);
  const split = new Set(items.map(({metric, dimension, place}) => `${metric}\n${dimension}\n${place}`));
  const itemised = [...byItem.values()].map((list): Row => {
    const {metric: id, dimension, item} = list[0]!;
    const metric = label.get(id)!;
    const called = index.dimensions.find(({kind, id}) => kind === metric.kind && id === dimension)?.label ?? dimension;
    return [
      ...[metric.label, called, item].map(each => cell(each)),
      ...given.map(({place}) => {
        const found = list.find(row => row.place === place);
        return number(metric, found ? found.value : split.has(`${id}\n${dimension}\n${place}`) ? 0 : null, false);
      })
    ];
  });
  return [
    ...(monthly.length
      ? [
          sheet(
            "分月",
            ["指标", "地区", ...Array.from({length: 12}, (_, i) => `${i + 1}月`)],
            [20, 20, ...Array(12).fill(9)],
            monthly,
            2
          )
        ]
      : []),
    ...(itemised.length && given.length <= most
      ? [
          sheet(
            "分项",
            ["指标", "分项", "项目", ...given.map(({place}) => place)],
            [20, 14, 28, ...given.map(({place}) => columnWidth([place], 10, 20))],
            itemised,
            3
          )
        ]
      : [])
  ];
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const list = groups.get(keyOf(row));
    if (list) list.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/** How many places that deliver lie within each. */
export function descendants(places: readonly Delivery[]): Map<string, number> {
  const byName = new Map(places.map(place => [place.place, place]));
  const counts = new Map<string, number>();
  for (const place of places)
    if (place.expected)
      for (let up = place.parent; up !== null; up = byName.get(up)!.parent) counts.set(up, (counts.get(up) ?? 0) + 1);
  return counts;
}

/** A value with the format that shows it as a report rounds. */
function number(metric: Metric, value: number | null, bold: boolean): CellObject {
  if (value === null) return {...cell("—"), align: "right", textColor: colours.mute};
  const {value: _, type: __, format: ___, ...style} = cell("");
  return {
    ...style,
    ...inCell(metric, value),
    type: Number,
    align: "right",
    ...(bold ? {fontWeight: "bold" as const} : {})
  };
}
