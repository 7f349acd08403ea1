import {
  bars,
  type ChartOptions,
  calendar,
  changes,
  cumulative,
  distribution,
  dots,
  funnel,
  grouped,
  heat,
  matrix,
  multiples,
  parts,
  progress,
  scatter,
  spark,
  strips,
  trend
} from "../../src/charts/index.js";

const count = (unit: string) => (v: number) => `${v}${unit}`;
const plain = (v: number) => `${v}`;
const percent = (v: number) => `${Number((v * 100).toFixed(1))}%`;
const years = [2020, 2021, 2022, 2023, 2024];
const series = (name: string, values: (number | null)[]) =>
  values.map((value, i) => ({year: 2020 + i, series: name, value}));

const byMonth = (year: number, values: number[]) => values.map((value, i) => ({year, month: i + 1, value}));
const byYear = (item: string, values: (number | null)[]) => values.map((value, i) => ({item, year: 2020 + i, value}));
const activities = [
  ...byYear("公益活动", [40, 35, 52, 61, 76]),
  ...byYear("直播助农", [21, 44, 60, 77, 94]),
  ...byYear("基层协商", [39, 41, 40, 48, 57]),
  ...byYear("视察", [22, 18, 21, 23, 20]),
  ...byYear("对口协商", [19, 17, 20, 22, 24]),
  ...byYear("区情通报与政情交流会", [4, null, 5, 6, 7]),
  ...byYear("常委会协商", [1, 1, 1, 1, 1])
];

/** Each shape with small literal data, as a page might call it: the test of a shape is to stand here. */
export const shapes: Record<string, (options: ChartOptions) => SVGSVGElement> = {
  trend: options =>
    trend(
      [...series("提交", [212, 198, 236, 252, 261]), ...series("立案", [198, 187, 221, 239, 249])],
      {label: "提交提案与立案提案,2020年至2024年", format: count("件"), plain, newTerms: [2022]},
      options
    ),
  "trend-goals": options =>
    trend(
      series("", [14, 16, 19, 18, 27, 17]),
      {
        ...{label: "协商活动,2020年至2025年", format: count("次"), plain, newTerms: [2022]},
        unfinished: {year: 2025, label: "截至10月31日"},
        goals: [2023, 2024, 2025].map(year => ({
          year,
          value: year > 2023 ? 20 : 15,
          label: `目标${year > 2023 ? 20 : 15}次以上`
        }))
      },
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
  "bars-open": options =>
    bars(
      [
        {item: "公益活动", value: 61, previous: 58},
        {item: "基层协商", value: 40, previous: 48},
        {item: "其余3项", value: 12, previous: 14, quiet: true}
      ],
      {
        ...{label: "各类履职活动的场次,同期", format: count("场次"), plain},
        ...{now: "2025年同期", previous: "2024年同期", unfinished: true}
      },
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
    ),
  "spark-open": options =>
    spark(
      years.map((year, i) => ({year, value: [212, 198, 236, 252, 201][i]!})),
      {label: "五年走势", newTerms: [2022], unfinished: {year: 2024}},
      {...options, width: 72}
    ),
  cumulative: options =>
    cumulative(
      [
        ...byMonth(2024, [176, 12, 8, 9, 11, 8, 6, 7, 9, 6, 5, 4]),
        ...byMonth(2023, [168, 10, 9, 9, 10, 6, 8, 8, 7, 6, 6, 5]),
        ...byMonth(2022, [150, 12, 9, 8, 10, 9, 7, 8, 6, 7, 5, 5]),
        ...byMonth(2021, [120, 10, 9, 9, 8, 8, 6, 7, 6, 5, 6, 4])
      ],
      {label: "年内累计提交提案", year: 2024, format: count("件"), plain},
      options
    ),
  "cumulative-open": options =>
    cumulative(
      [
        ...byMonth(2025, [14, 9, 12, 11, 10, 9, 12, 8, 11, 9]),
        ...byMonth(2024, [13, 10, 14, 11, 12, 12, 13, 9, 14, 12, 13, 13])
      ],
      {label: "年内累计收到社情民意", year: 2025, format: count("篇"), plain, unfinished: {year: 2025}},
      options
    ),
  changes: options =>
    changes(
      [
        {item: "对口协商建议", change: 0.321, values: "28 → 37条", words: "+32.1%"},
        {item: "公益活动", change: 0.246, values: "61 → 76场次", words: "+24.6%"},
        {item: "直播助农", change: 0.221, values: "77 → 94场", words: "+22.1%"},
        {item: "走访委员", change: 0.099, values: "142 → 156人次", words: "+9.9%"},
        {item: "提交提案", change: 0.036, values: "252 → 261件", words: "+3.6%"},
        {item: "视察调研", change: -0.053, values: "38 → 36次", words: "−5.3%"}
      ],
      {label: "2024年较2023年的变化", reference: "2023年"},
      options
    ),
  funnel: options =>
    funnel(
      [
        {item: "收到", value: 146},
        {item: "编报", value: 101, note: "编报率69.2%"},
        {item: "转报全国政协", value: 14, note: "占编报13.9%"},
        {item: "转报市级部门", value: 6, note: "占编报5.9%"},
        {item: "市领导批示", value: 5}
      ],
      {label: "2024年社情民意流转", format: count("篇"), plain},
      options
    ),
  grouped: options =>
    grouped(
      activities,
      {
        ...{label: "各类活动场次,2020年至2024年", format: count("场次"), plain},
        unfinished: {year: 2024, label: "同期"},
        newTerms: [2022]
      },
      options
    ),
  matrix: options =>
    matrix(
      activities,
      {
        label: "各类活动场次,2020年至2024年",
        format: count("场次"),
        plain,
        newTerms: [2022],
        unfinished: {year: 2024, label: "截至10月31日"}
      },
      options
    ),
  calendar: options =>
    calendar(
      Array.from({length: 90}, (_, i) => ({
        date: new Date(Date.UTC(2024, 0, 3 + ((i * 37) % 362))).toISOString().slice(0, 10),
        value: 1 + ((i * 7) % 11 > 7 ? (i * 5) % 9 : 0)
      })),
      {label: "2024年履职活动日历", year: 2024, format: count("场次"), plain, until: "2024-10-31", unit: "每日场次"},
      options
    ),
  distribution: options =>
    distribution(
      [
        {from: 0, to: 15, value: 4, previous: 2},
        {from: 15, to: 30, value: 18, previous: 12},
        {from: 30, to: 45, value: 46, previous: 37},
        {from: 45, to: 60, value: 72, previous: 61},
        {from: 60, to: 75, value: 66, previous: 74},
        {from: 75, to: 90, value: 38, previous: 45},
        {from: 90, to: 105, value: 4, previous: 8},
        {from: 105, to: 120, value: 1, previous: 2}
      ],
      {
        label: "2024年提案答复所用天数",
        format: count("件"),
        plain,
        bound: count("天"),
        deadline: {at: 90, label: "期限90天", late: "超期5件"},
        now: "2024年",
        previous: "2023年"
      },
      options
    ),
  parts: options =>
    parts(
      [
        [150, 40, 12, 6],
        [170, 52, 14, 3],
        [181, 50, 13, 5]
      ].flatMap((values, i) =>
        ["已解决或采纳", "列入计划解决", "因条件限制暂不能解决", "留作参考"].map((part, k) => ({
          whole: `${2022 + i}年`,
          part,
          value: values[k]!
        }))
      ),
      {
        label: "提案办理结果,2022年至2024年",
        parts: ["已解决或采纳", "列入计划解决", "因条件限制暂不能解决", "留作参考"],
        format: count("件"),
        share: percent
      },
      options
    ),
  progress: options =>
    progress({value: 107, goal: 18, plain: String, label: "协商活动 107次,目标18次以上,已完成"}, options),
  "progress-behind": options =>
    progress(
      {value: 15, goal: 20, elapsed: 0.83, behind: true, plain: String, label: "民主监督活动 15次,目标20次以上,滞后"},
      options
    ),
  "progress-rate": options =>
    progress(
      {
        ...{value: 0.972, goal: 0.93, rate: true, max: 1},
        plain: percent,
        label: "双向评价满意率 97.2%,目标93%以上,已完成"
      },
      options
    ),
  heat: options =>
    heat(
      ["民盟", "九三学社", "无党派人士联络小组"].flatMap((item, i) =>
        ["区教育局", "区卫生健康委", "区规划自然资源局"].map((column, j) => ({
          ...{item, column},
          value: i === 1 && j === 2 ? null : (i + 1) * (j + 2)
        }))
      ),
      {label: "立案提案,党派与主办单位", format: count("件"), plain},
      options
    ),
  dots: options =>
    dots(
      [
        {item: "区教育局", value: 46.5, previous: 52},
        {item: "区规划自然资源局", value: 61, previous: 44},
        {item: "区体育局", value: 88, few: true}
      ],
      {
        ...{label: "答复用时中位数,2024年", format: count("天"), plain, zero: false},
        ...{now: "2024年", previous: "2023年", few: "不足5件"}
      },
      options
    ),
  multiples: options =>
    multiples(
      [
        ...byYear("甲区", [120, 131, 140, 138, 152]),
        ...byYear("乙区", [88, null, 90, 97, 93]),
        ...byYear("丙县", [0, 12, 30, null, 41])
      ],
      {label: "各地立案提案的走势", format: count("件"), plain},
      options
    ),
  strips: options =>
    strips(
      [
        {
          ...{item: "立案提案", value: 120, values: [60, 88, 120, 152], middle: 104},
          ...{text: "120件 第2/4名", format: count("件")}
        },
        {
          ...{item: "委员满意率", value: 0.94, values: [0.94, 0.96, 0.97, 1], middle: 0.965},
          ...{text: "94% 第4/4名", format: percent}
        }
      ],
      {label: "2024年甲区与同组地区的对照", now: "甲区", others: "同组各地", middle: "中位数"},
      options
    ),
  scatter: options =>
    scatter(
      [
        {item: "区教育局", x: 46, y: 0.98},
        {item: "区规划自然资源局", x: 44, y: 0.979},
        {item: "区卫生健康委", x: 21, y: 0.95},
        {item: "区体育局", x: 3, y: 1, few: true}
      ],
      {
        ...{label: "主办件数与满意率,2024年", format: percent, formatX: plain},
        ...{across: "立案提案（件）", up: "委员满意率（%）"}
      },
      options
    )
};
