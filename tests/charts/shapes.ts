import {bars, type ChartOptions, spark, trend} from "../../src/charts/index.js";

const count = (unit: string) => (v: number) => `${v}${unit}`;
const plain = (v: number) => `${v}`;
const percent = (v: number) => `${Number((v * 100).toFixed(1))}%`;
const years = [2020, 2021, 2022, 2023, 2024];
const series = (name: string, values: (number | null)[]) =>
  values.map((value, i) => ({year: 2020 + i, series: name, value}));

/** Each shape with small literal data, as a page might call it: the test of a shape is to stand here. */
export const shapes: Record<string, (options: ChartOptions) => SVGSVGElement> = {
  trend: options =>
    trend(
      [...series("提交", [212, 198, 236, 252, 261]), ...series("立案", [198, 187, 221, 239, 249])],
      {label: "提交提案与立案提案,2020年至2024年", format: count("件"), plain, newTerms: [2022]},
      options
    ),
  "trend-rates": options =>
    trend(
      series("", [0.962, 0.971, 0.968, 0.976, 0.984, 0.981]),
      {
        label: "委员满意率,2020年至2025年10月31日",
        description: "纵轴不从零起。",
        format: percent,
        zero: false,
        max: 1,
        newTerms: [2022],
        unfinished: {year: 2025, label: "截至10月31日"}
      },
      options
    ),
  "trend-three": options =>
    trend(
      [
        ...series("收到社情民意", [118, 121, 127, 139, 146, 96]),
        ...series("编报", [80, 84, null, 91, 101, 60]),
        ...series("转报全国政协", [9, 8, 11, 12, 14, 7])
      ],
      {
        label: "社情民意,2020年至2025年",
        format: count("篇"),
        plain,
        newTerms: [2022],
        unfinished: {year: 2025, label: "同期"}
      },
      options
    ),
  bars: options =>
    bars(
      [
        {item: "公益活动", value: 76, previous: 61},
        {item: "基层协商", value: 57, previous: 48},
        {item: "视察", value: 20, previous: 23},
        {item: "对口协商", value: 24, previous: 22},
        {item: "专题协商", value: 3, previous: 0}
      ],
      {label: "各类履职活动的场次", format: count("场次"), plain, now: "2024年", previous: "2023年"},
      options
    ),
  "bars-units": options =>
    bars(
      [
        {item: "区住房和城乡建设管理委员会", value: 41, previous: 45},
        {item: "区教育局", value: 33, previous: 30},
        {item: "区发展和改革委员会", value: 27, previous: 27},
        {item: "区卫生健康委员会", value: 20, previous: 14},
        {item: "区交通局", value: 12, previous: 9},
        {item: "区文化和旅游局", value: 8, previous: 11}
      ],
      {label: "主办单位的提案件数", format: count("件"), plain, top: 4, now: "2024年", previous: "2023年"},
      options
    ),
  spark: options =>
    spark(
      years.map((year, i) => ({year, value: [212, 198, 236, 252, 261][i]!})),
      {label: "五年走势"},
      {...options, width: 72}
    )
};
