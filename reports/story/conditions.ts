import type {Book} from "../../src/figures/book.js";
import {targetsOf} from "../../src/figures/targets.js";
import type {Metric} from "../../src/metrics/index.js";
import {settingFault, settings} from "../../src/metrics/rules.js";
import {fault, NotKnown, unknownName} from "./fault.js";
import {known, metricNamed, targetOf, whole} from "./placeholders.js";

/**
 * What a condition can ask: `{{如果 提交提案 增加}}`. Where nothing decides it (no value, nothing to compare with) it
 * throws NotKnown: 否则 would print a sentence that need not be true.
 */
const conditions: Record<string, (book: Book, metric: Metric) => boolean> = {
  有数据: (book, metric) => book.has(metric.id),
  // Of a number that is not complete, more than nothing is known.
  不为零: (book, metric) => known(book, metric) && (book.value(metric.id) !== 0 || !whole(book, metric)),
  可比: (book, metric) => book.change(metric.id).reason === null,
  增加: (book, metric) => direction(book, metric) === "up",
  提高: (book, metric) => direction(book, metric) === "up",
  减少: (book, metric) => direction(book, metric) === "down",
  下降: (book, metric) => direction(book, metric) === "down",
  持平: (book, metric) => direction(book, metric) === "flat",
  全部: (book, metric) =>
    whole(book, metric) && (metric.unit === "%" ? book.value(metric.id) === 1 : book.printed(metric.id) === "全部"),
  有目标: (book, metric) => targetsOf(book).some(d => d.metric === metric),
  有下年目标: (book, metric) => targetsOf(book, book.year + 1).some(d => d.metric === metric),
  已完成: (book, metric) => whole(book, metric) && targetOf(book, metric).verdict === "reached"
};

/** What decides the condition in `{{如果 …}}`, of all metrics where several are named, or of a counting rule, `部分采纳计入采纳 = 是`. Throws TemplateFault where it cannot be understood, whatever the figures are. */
export function condition(book: Book, text: string): () => boolean {
  const several = /^(\S+、\S+)\s+(\S+)$/.exec(text);
  if (several) {
    const any = several[2] === "任一有数据";
    const each = several[1]!.split("、").map(label => condition(book, `${label} ${any ? "有数据" : several[2]}`));
    return () => (any ? each.some(holds => holds()) : each.every(holds => holds()));
  }
  const [, rule, wanted] = /^(\S+?)\s*=\s*(\S+)$/.exec(text) ?? [];
  const setting = settings.find(each => each.rule === rule);
  if (setting) {
    const wrong = settingFault(setting.rule, wanted!);
    return wrong ? fault(wrong) : () => (book.rules.get(setting.rule) ?? setting.value) === wanted;
  }
  const match = /^(\S+?)\s*(>=|<=|>|<|=)\s*(\d+(?:\.\d+)?)%?$/.exec(text) ?? /^([^\s<>=]+)\s+([^\s<>=]+)$/.exec(text);
  if (!match) return fault(`看不懂的条件“${text}”,应写成「如果 提交提案 增加」或「如果 委员满意率 >= 95」`);
  const [, label, asked, bound] = match as unknown as [string, string, string, string?];
  const metric = metricNamed(book.catalogue, label);
  if (bound === undefined) {
    const holds = conditions[asked] ?? unknownName("没有条件", asked, Object.keys(conditions));
    return () => holds(book, metric);
  }
  const n = Number(bound);
  return () => {
    whole(book, metric);
    const found = book.value(metric.id);
    if (found === null) throw new NotKnown(metric, `「${metric.label}」是文字，不能比大小`);
    // Numbers are in the printed unit.
    const value = found * (metric.unit === "%" ? 100 : 1);
    return {">=": value >= n, "<=": value <= n, ">": value > n, "<": value < n, "=": value === n}[asked]!;
  };
}

function direction(book: Book, metric: Metric) {
  const {direction, reason} = book.change(metric.id);
  if (reason) throw new NotKnown(metric, `「${metric.label}」${reason},不能判断增减`);
  return direction;
}
