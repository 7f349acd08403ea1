import {type MetricEntry, metrics, type Print} from "./metric.js";

/** Figures that no export carries; the office keeps them by hand and says where each comes from. */
export const indicators = metrics(
  {kind: "indicators", basis: "calendar", at: null},
  {
    written_reports: ledger("书面请示报告", "件次"),
    supervisors: ledger("特邀监督员和营商环境观察员", "名", {word: "余", place: 10}),
    commended_companies: {...ledger("表彰委员企业", "家"), phrases: ["表彰企业"]},
    commended_members: ledger("表彰委员", "名"),
    appraisal_satisfaction: {...ledger("民主评议测评满意率", "%"), phrases: ["民主评议满意率", "测评满意率"]},
    farm_businesses: {
      ...ledger("培育农业市场主体", "个", {word: "多", place: 10}),
      phrases: ["培育市场主体", "农业市场主体"]
    },
    income: {...ledger("带动群众增收", "万元", {word: "余", place: 1000}), phrases: ["增收"]},
    city_member_proposals: {...ledger("住区市政协委员提案", "件"), phrases: ["市政协提案"]},
    history_works: ledger("文史研究成果", "篇"),
    publicity: ledger("宣传稿件", "篇", {word: "余", place: 10, unit: "篇(条)"}),
    short_videos: {...ledger("短视频推送", "条", {word: "多", place: 10}), phrases: ["短视频"]},
    publicised_members: {
      ...ledger("宣传委员事迹", "名", {word: "多", place: 10}),
      phrases: ["委员事迹", "优秀委员事迹"]
    },
    work_rules: {...ledger("工作制度", "项"), phrases: ["制度"]},
    outstanding_members: {...ledger("优秀委员", "名"), phrases: ["表彰优秀委员"]},
    member_stories: ledger("委员故事", "期")
  }
);

function ledger(label: string, unit: string, print?: Print): MetricEntry {
  const value = `max(value) filter (where indicator = '${label}')`;
  return {
    label,
    unit,
    value: unit === "%" ? `${value} / 100` : value,
    rule: `取自其他指标台账「${label}」当年数值,来源见台账。`,
    adds: false,
    ...(print ? {print} : {})
  };
}
