import type {Setting} from "./kind.js";

/** What published pages and files say of the export that a number comes from. */
export const fileNames: Setting = {
  rule: "发布文件名",
  value: "文件名",
  says: {
    文件名: "出处写导出文件的名称，不写所在的文件夹。",
    种类和日期: "出处只写导出文件的种类和数据的起止日期。"
  },
  note: "发布的网站和文稿里怎样称呼导出文件"
};

/** What the office's level is called, in the labels of figures and in documents. */
export const ownLevel: Setting = {
  rule: "本级",
  value: "区",
  says: {
    区: "指标和文稿里写区委区政府、区领导。",
    县: "指标和文稿里写县委县政府、县领导。",
    旗: "指标和文稿里写旗委旗政府、旗领导。"
  },
  note: "本级是区、县还是旗：指标的名称和随带的模板里跟着改"
};

/** Up to which day the data are whole, where neither the exports nor their last record say it. */
export const dataDate: Setting = {
  rule: "数据截至",
  value: "自动",
  says: {day: true},
  note: "数据到哪一天为止，例如 2024-12-31；写“自动”的，以导出文件写明的日期和最后一条记录的日期中较晚的为准"
};

/** From how many months before a plenary opens its proposals are handed in; also when its year begins. */
export const plenaryMonths: Setting = {
  rule: "会前收件月数",
  value: "3",
  says: {least: 0, most: 11, print: months => `没有写明届次的,全会开幕前${months}个月内提交的归入该次全会。`},
  note: "全会开幕前几个月内提交的提案,归入该次全会"
};

/** Of an upper level: up to which day the data of its places must reach. */
export const placesDue: Setting = {
  rule: "各地数据应到",
  value: "不限",
  says: {day: true},
  note: "上一级用：各地的数据应到哪一天，例如 2024-12-31；没有到的列为“迟报”，那一年不计入合计"
};

/** Of an upper level: by which year proposals of its places are compared. */
export const placesYear: Setting = {
  rule: "各地提案按",
  value: "届次年度",
  says: {
    届次年度: "各地提案按各自的届次年度计。",
    自然年: "各地提案按提交日期的自然年计。"
  },
  note: "上一级用：各地的会期不同，比较时按各自的届次年度还是按自然年"
};
