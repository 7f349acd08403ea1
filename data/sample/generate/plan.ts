/** The years of the sample: session, plenary, and how far its data reach. */
export interface Year {
  year: number;
  session: string;
  term: number;
  opens: string;
  closes: string;
  /** The day the year's proposals were exported. */
  exported: string;
  /** The last day of the year's data. */
  last: string;
}

export const YEARS: Year[] = [
  {
    year: 2020,
    session: "十届四次",
    term: 10,
    opens: "2020-01-08",
    closes: "2020-01-11",
    exported: "2021-01-08",
    last: "2020-12-31"
  },
  {
    year: 2021,
    session: "十届五次",
    term: 10,
    opens: "2021-01-18",
    closes: "2021-01-21",
    exported: "2022-01-05",
    last: "2021-12-31"
  },
  {
    year: 2022,
    session: "十一届一次",
    term: 11,
    opens: "2022-01-11",
    closes: "2022-01-14",
    exported: "2023-01-04",
    last: "2022-12-31"
  },
  {
    year: 2023,
    session: "十一届二次",
    term: 11,
    opens: "2023-01-09",
    closes: "2023-01-12",
    exported: "2024-01-08",
    last: "2023-12-31"
  },
  {
    year: 2024,
    session: "十一届三次",
    term: 11,
    opens: "2024-01-15",
    closes: "2024-01-18",
    exported: "2025-01-10",
    last: "2024-12-31"
  },
  {
    year: 2025,
    session: "十一届四次",
    term: 11,
    opens: "2025-01-13",
    closes: "2025-01-16",
    exported: "2025-10-31",
    last: "2025-10-31"
  }
];

/** Until when something may still happen to what began in a year: nothing of 2024 after its end, so that its report is of one day. */
export const lastOf = ({year, last}: Year): string => (year >= 2024 ? last : "2025-10-31");

/** A number for each of the years 2020 to 2025, in order. */
export type Series = readonly [number, number, number, number, number, number];

export function of(series: Series, year: number): number {
  return series[year - 2020]!;
}

export const PROPOSALS = {
  submitted: [212, 198, 236, 232, 261, 255],
  between: [26, 24, 27, 28, 31, 30],
  early: [5, 4, 8, 6, 7, 6],
  merged: [7, 6, 6, 5, 5, 5],
  to_opinion: [4, 4, 4, 4, 4, 4],
  to_letter: [3, 3, 3, 2, 1, 2],
  refused: [1, 1, 1, 1, 1, 2],
  withdrawn: [1, 1, 1, 1, 1, 1],
  organised: [104, 101, 128, 137, 158, 159],
  appraised: [38, 46, 55, 66, 81, 74],
  replied: [194, 182, 220, 218, 249, 231],
  closed: [189, 180, 218, 217, 249, 228],
  on_time: [168, 163, 201, 207, 243, 222],
  rated: [178, 170, 209, 212, 249, 219],
  satisfied: [163, 159, 199, 206, 245, 212],
  unit_rated: [176, 169, 208, 210, 247, 217],
  unit_satisfied: [165, 160, 199, 203, 240, 208],
  key: [8, 9, 10, 11, 12, 12],
  excellent: [22, 22, 26, 28, 31, 0],
  instructed: [4, 4, 6, 8, 9, 7],
  instructions: [4, 5, 6, 9, 11, 8]
} satisfies Record<string, Series>;

/** Main units put to appraisal: the first so many of the list. */
export const APPRAISED_UNITS = [
  "区城市管理局",
  "区教育局",
  "区住房城乡建设委",
  "区交通局",
  "区卫生健康委",
  "区农业农村委"
];
export const APPRAISED_COUNT: Series = [3, 4, 5, 5, 6, 6];

export const OPINIONS = {
  received: [98, 112, 105, 127, 146, 131],
  compiled: [61, 70, 68, 84, 101, 88],
  forwarded: [44, 52, 50, 65, 79, 66],
  national: [5, 7, 6, 10, 14, 11],
  departments: [2, 3, 3, 5, 6, 4],
  organised: [48, 58, 56, 71, 86, 75],
  city: [1, 2, 2, 4, 5, 3],
  district: [4, 5, 6, 7, 9, 6],
  district_instructions: [4, 6, 6, 8, 10, 6],
  adopted: [15, 19, 18, 26, 33, 25]
} satisfies Record<string, Series>;

/** One type of activity: rows, sessions, and what comes of them. */
export interface Activity {
  type: string;
  rows: Series;
  sessions: Series;
  suggestions?: Series;
  adopted?: Series;
  problems?: Series;
  served?: Series;
  attendances?: Series;
  speeches?: Series;
}

export const ACTIVITIES: Activity[] = [
  {type: "全会协商", rows: [3, 3, 3, 3, 3, 3], sessions: [3, 3, 3, 3, 3, 3], suggestions: [25, 28, 30, 36, 42, 45]},
  {type: "专题协商", rows: [2, 3, 3, 4, 4, 3], sessions: [2, 3, 3, 4, 4, 3], suggestions: [31, 38, 44, 53, 63, 52]},
  {
    type: "常委会协商",
    rows: [2, 2, 1, 2, 1, 1],
    sessions: [2, 2, 1, 2, 1, 1],
    suggestions: [20, 18, 12, 21, 18, 16],
    adopted: [6, 5, 4, 8, 7, 6]
  },
  {
    type: "主席会议协商",
    rows: [4, 5, 4, 5, 6, 5],
    sessions: [4, 5, 4, 5, 6, 5],
    suggestions: [14, 18, 16, 22, 26, 21],
    adopted: [5, 6, 5, 8, 10, 7]
  },
  {
    type: "对口协商",
    rows: [13, 15, 14, 18, 21, 10],
    sessions: [15, 17, 16, 20, 24, 11],
    suggestions: [21, 25, 23, 31, 37, 19],
    adopted: [6, 7, 7, 10, 13, 6]
  },
  {type: "小微协商", rows: [0, 3, 5, 7, 9, 8], sessions: [0, 4, 6, 9, 12, 10], suggestions: [0, 4, 6, 8, 11, 9]},
  {
    type: "基层协商",
    rows: [12, 17, 20, 28, 34, 30],
    sessions: [18, 26, 31, 44, 57, 49],
    suggestions: [20, 28, 33, 47, 61, 52],
    problems: [8, 11, 12, 17, 19, 16],
    served: [860, 1180, 1290, 1940, 2420, 2050]
  },
  {
    type: "视察",
    rows: [9, 10, 8, 12, 13, 10],
    sessions: [10, 11, 9, 13, 14, 11],
    suggestions: [18, 20, 17, 24, 27, 21]
  },
  {
    type: "调研",
    rows: [13, 15, 14, 17, 18, 15],
    sessions: [16, 18, 17, 20, 22, 18],
    suggestions: [34, 38, 36, 45, 52, 41]
  },
  {type: "民主监督", rows: [3, 3, 4, 4, 5, 3], sessions: [3, 3, 4, 4, 5, 3], suggestions: [8, 9, 11, 13, 15, 9]},
  {type: "民主评议", rows: [1, 2, 2, 2, 3, 2], sessions: [1, 2, 2, 2, 3, 2], suggestions: [4, 7, 8, 9, 12, 8]},
  {type: "听取通报", rows: [6, 7, 7, 8, 9, 7], sessions: [6, 7, 7, 8, 9, 7], suggestions: [19, 22, 24, 28, 33, 25]},
  {
    type: "走访委员",
    rows: [8, 9, 12, 11, 12, 9],
    sessions: [8, 9, 12, 11, 12, 9],
    attendances: [86, 98, 134, 141, 156, 118],
    problems: [1, 1, 2, 2, 4, 3]
  },
  {
    type: "议政发言",
    rows: [13, 14, 15, 16, 18, 14],
    sessions: [13, 14, 15, 16, 18, 14],
    speeches: [66, 74, 81, 97, 112, 93]
  },
  {type: "学习交流", rows: [2, 3, 4, 5, 6, 5], sessions: [2, 3, 4, 5, 6, 5]},
  {
    type: "公益活动",
    rows: [24, 27, 29, 36, 40, 33],
    sessions: [41, 48, 52, 67, 76, 61],
    served: [2640, 3310, 3690, 4520, 5200, 4180],
    problems: [2, 2, 2, 3, 3, 2]
  },
  {
    type: "讲座义诊",
    rows: [8, 10, 10, 13, 15, 12],
    sessions: [12, 15, 16, 21, 25, 19],
    served: [2360, 2750, 3140, 3890, 4860, 3640]
  },
  {type: "直播助农", rows: [8, 15, 20, 25, 28, 22], sessions: [22, 47, 63, 81, 94, 72]},
  {type: "学习培训", rows: [4, 4, 8, 6, 7, 5], sessions: [4, 4, 8, 6, 7, 5]}
];

/** Over all types: key tasks done, papers, partner places, instructions by district leaders. */
export const WORK = {
  planned: [58, 63, 61, 74, 83, 66],
  speeches_papers: [8, 8, 10, 12, 11, 12],
  special_reports: [4, 5, 5, 6, 7, 5],
  study_reports: [5, 6, 6, 9, 8, 6],
  partners: [2, 4, 5, 6, 7, 6],
  instructed: [4, 4, 5, 7, 8, 6],
  instructions: [4, 5, 5, 8, 10, 7]
} satisfies Record<string, Series>;

/** The ledger: unit, rule, origin, then 2020 to 2025; what is not known yet is left out. */
export const INDICATORS: [label: string, unit: string, rule: string, origin: string, values: (number | undefined)[]][] =
  [
    ["书面请示报告", "件次", "以正式文件报送的请示、报告", "办公室发文登记", [49, 54, 58, 66, 71, 58]],
    ["特邀监督员和营商环境观察员", "名", "年末在任人数", "社会法制委名册", [12, 14, 18, 21, 23, 25]],
    ["表彰委员企业", "家", "受区级以上表彰的委员企业", "经济科技委统计", [9, 11, 10, 14, 16, undefined]],
    ["表彰委员", "名", "受区级以上表彰的委员", "委员联络统计", [8, 9, 12, 15, 13, undefined]],
    [
      "民主评议测评满意率",
      "%",
      "民主评议会议现场测评票",
      "民主评议测评票汇总",
      [93.5, 94.2, 95.6, 96.8, 98, undefined]
    ],
    ["培育农业市场主体", "个", "委员帮扶登记的农业市场主体", "农业界别小组统计", [18, 24, 29, 37, 43, 39]],
    ["带动群众增收", "万元", "直播助农和帮扶项目的销售额", "农业界别小组统计", [620, 980, 1340, 1890, 2310, undefined]],
    ["住区市政协委员提案", "件", "住区市政协委员提交市政协的提案", "提案委统计", [17, 18, 24, 20, 22, undefined]],
    ["文史研究成果", "篇", "刊发或内部印行的文史研究文章", "文化文史委统计", [3, 4, 3, 6, 5, undefined]],
    ["宣传稿件", "篇", "各级媒体刊发的稿件,含新媒体", "办公室宣传登记", [132, 148, 171, 204, 227, 193]],
    ["短视频推送", "条", "本单位账号推送的短视频", "办公室宣传登记", [0, 8, 15, 26, 34, 41]],
    ["宣传委员事迹", "名", "各级媒体宣传的委员人数", "办公室宣传登记", [21, 25, 28, 39, 46, undefined]],
    ["工作制度", "项", "当年新订和修订的制度", "办公室制度汇编", [5, 4, 11, 7, 8, 6]],
    ["优秀委员", "名", "年度考核评为优秀的委员", "委员联络统计", [28, 28, 30, 33, 35, undefined]],
    ["委员故事", "期", "“委员故事”栏目期数", "办公室宣传登记", [0, 6, 10, 15, 19, 16]]
  ];
