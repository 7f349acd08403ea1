export {barsFigure} from "./bars.js";
export {calendarFigure} from "./calendar.js";
export {cumulativeFigure} from "./cumulative.js";
export {groupedFigure} from "./grouped.js";
export {matrixFigure} from "./matrix.js";
export {trendFigure} from "./trend.js";
