import {barsFigure, cumulativeFigure, trendFigure} from "./shapes/index.js";

/** The figures of 提案与公益诉讼衔接. */
export const leadFigures = {
  trend: trendFigure({
    id: "leads-trend",
    name: "公益诉讼线索趋势",
    lines: [
      ["leads.handed", "移送线索"],
      ["leads.filed", "立案"],
      ["leads.to_proposals", "线索转提案"]
    ]
  }),
  advices: trendFigure({id: "leads-advices", name: "检察建议趋势", lines: [["leads.advices", "检察建议"]]}),
  cumulative: cumulativeFigure({id: "leads-cumulative", name: "公益诉讼线索年内进度", metric: "leads.all"}),
  directions: barsFigure({
    id: "leads-directions",
    name: "公益诉讼线索方向",
    metric: "leads.all",
    dimension: "direction",
    what: "方向"
  })
};
