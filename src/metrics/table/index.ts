export {chartPages, metricsNamed, type OwnChart, parseCharts, type Shape} from "./charts.js";
export {expanded, type FieldValue, fieldsSplit, type LedgerIndicator} from "./expand.js";
export {type CountedKind, namesItem, type OwnField} from "./fields.js";
export {otherUnits, unknownMetrics} from "./naming.js";
export {type Note, parseNotes} from "./notes.js";
export {metricRows, readMetrics} from "./read.js";
export {type MetricRow, type ParsedMetric, parseMetrics, type TableContext} from "./rows.js";
