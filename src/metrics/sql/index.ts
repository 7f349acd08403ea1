export {aggregate, conditionSql, countSql, metricSql} from "./count.js";
export {conditionsOf, itemSql, listSql, monthSql} from "./dimensions.js";
export {type Counted, facts, factsSql} from "./facts.js";
export {columnOf, formulaSql} from "./formula.js";
export {type Asked, type Part, statement} from "./statement.js";
export {name, text} from "./text.js";
