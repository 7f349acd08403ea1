export {type BarRow, type BarsSpec, bars} from "./bars.js";
export type {ChartOptions, ChartSpec, NumberSpec} from "./chart.js";
export {serialize} from "./serialize.js";
export {type SparkRow, spark} from "./spark.js";
export {textWidth} from "./text.js";
export {dark, fonts, paper, print, type Theme} from "./theme.js";
export {type TrendRow, type TrendSpec, trend} from "./trend.js";
