import {numeral} from "../metrics/format.js";
import type {Metric} from "../metrics/index.js";
import {rounded} from "../metrics/round.js";
import type {Answer} from "./answer.js";
import {weak} from "./drawing.js";
import {correlation, pairsOf} from "./pairs.js";
import type {PlainTable} from "./table.js";

/** What is said of two measures side by side, and both as a table. */
export function pairsShown(
  measure: Metric,
  answer: Answer,
  {metric, answer: other}: {metric: Metric; answer: Answer},
  rowName: string
): {finding: string; table: () => PlainTable} {
  const pairs = pairsOf(answer, other);
  const sure = pairs.filter(pair => !weak(pair, measure, metric));
  const r = correlation(sure);
  const [one, two] = [measure.label, metric.label];
  const counted = `${sure.length}个${rowName}`;
  const size = r === null ? "" : `（相关系数${r < 0 ? "−" : ""}${Math.abs(rounded(r, 2))}，${counted}）`;
  const finding =
    r === null
      ? `可比的只有${counted}，看不出${one}与${two}的关系`
      : Math.abs(r) < 0.3
        ? `${one}与${two}看不出关系${size}`
        : `大体上${one}越大，${two}越${r < 0 ? "小" : "大"}${size}`;
  return {
    finding,
    table: () => ({
      columns: [
        {key: "item", label: rowName},
        {key: "x", label: `${one}（${measure.unit}）`},
        {key: "y", label: `${two}（${metric.unit}）`}
      ],
      rows: pairs.map(({item, x, y}) => ({item, x: Number(numeral(measure, x)), y: Number(numeral(metric, y))}))
    })
  };
}
