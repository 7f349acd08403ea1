export {type BarRow, type BarsSpec, bars} from "./bars.js";
export {type CalendarSpec, calendar, type DayRow} from "./calendar.js";
export {type ChangeRow, type ChangesSpec, changes} from "./changes.js";
export type {ChartOptions, ChartSpec, NumberSpec} from "./chart.js";
export {type CumulativeSpec, cumulative, type MonthRow} from "./cumulative.js";
export {type BinRow, type DistributionSpec, distribution} from "./distribution.js";
export {type DotRow, type DotsSpec, dots} from "./dots.js";
export {type FunnelRow, type FunnelSpec, funnel} from "./funnel.js";
export {type GroupedSpec, type GroupRow, grouped} from "./grouped.js";
export {type HeatRow, type HeatSpec, heat} from "./heat.js";
export {type MatrixRow, type MatrixSpec, matrix} from "./matrix.js";
export {type PartRow, type PartsSpec, parts} from "./parts.js";
<<<<<<< HEAD
export {type ProgressRow, type ProgressSpec, progress} from "./progress.js";
export {type ScatterRow, type ScatterSpec, scatter} from "./scatter.js";
=======
export {type ProgressSpec, progress} from "./progress.js";
>>>>>>> 5fe2289 (a chart's caption is one line; rule, table and files open in place, and are notes on paper; the year is said in three sentences)
export {serialize} from "./serialize.js";
export {type SparkRow, type SparkSpec, spark} from "./spark.js";
export {textWidth} from "./text.js";
export {dark, fonts, paper, print, type Theme} from "./theme.js";
export {type TrendRow, type TrendSpec, trend} from "./trend.js";
