import {exact} from "../metrics/format.js";
import {rounded} from "../metrics/round.js";
import {parseChange} from "../metrics/words.js";
import {judgeChange} from "./changes.js";
import {type Claim, say, type Text} from "./claim.js";
import {inPrint, judge} from "./judge.js";
import type {Span} from "./sentences.js";
import type {Subject} from "./subject.js";
import {type Cell, named} from "./tables.js";

const changed = /比|较|增减|变化|同比|增长|增幅|增加|升降/;

/** A number of a table: the row says of what, the column of which year, or the other way round. */
export function judgeCell(claim: Claim, cell: Cell, text: Text): boolean {
  const {numeral, finding} = claim;
  if (numeral.value === null) return false;
  const rate = cell.unit === "%";
  const over = /百分点/.test(cell.unit);
  const [row, column] = [subjectOf(cell.row, cell, text), subjectOf(cell.column, cell, text)];
  const subject = row ?? column;
  if (!subject || (row && column)) return say(finding, "无法核对", "系统中没有这个数字");
  const {metric} = subject;
  const other = row ? cell.column : cell.row;
  const words = text.text.slice(other.start, other.end);
  claim.subject = subject;
  Object.assign(finding, {metric: metric.id, label: metric.label});
  const year = yearOf(words, text.year);
  if (changed.test(words) || over) return change(claim, subject, words, text);
  if (/目标|任务|计划/.test(words)) {
    const target = text.figures.target(metric.id, year ?? text.year);
    claim.plan = true;
    if (!target) return say(finding, "无法核对", "目标表中没有这一项");
    finding.computed = target.target;
    if (target.target === numeral.value) return say(finding, "一致", `目标为${target.target}${metric.unit}`);
    finding.should_read = `${target.target}${metric.unit}`;
    return say(finding, "不一致", `目标为${target.target}${metric.unit}`);
  }
  if (year === null) return say(finding, "无法核对", "表头没有说明年度或口径");
  claim.year = year;
  const value = text.figures.value(metric.id, year);
  if (value === null) return say(finding, "无法核对", `没有${year}年的${metric.label}`);
  finding.computed = rounded(inPrint(metric, value), 4);
  const verdict = judge({...numeral, unit: rate || metric.unit === "%" ? "%" : numeral.unit}, metric, value);
  if (verdict.holds) return say(finding, "一致", `${year}年${metric.label}为${exact(metric, value)}`);
  if (subject.evidence === "maybe" || subject.partial || subject.slip)
    return say(finding, "无法核对", `不能确定说的是${metric.label}(${year}年为${exact(metric, value)})`);
  finding.should_read = verdict.should;
  return say(finding, "不一致", verdict.reason);
}

function change(claim: Claim, subject: Subject, words: string, text: Text): boolean {
  const {numeral, finding} = claim;
  const {metric} = subject;
  claim.role = "change";
  const years = [...words.matchAll(/(?:19|20)\d{2}/g)].map(each => Number(each[0]));
  const base = years.find(each => each !== text.year) ?? text.year - 1;
  const [value, before] = [text.figures.value(metric.id, text.year), text.figures.value(metric.id, base)];
  if (value === null || before === null || base === text.year)
    return say(finding, "无法核对", "没有可比较的那一期的数据");
  const difference = (value - before) * (metric.unit === "%" ? 100 : 1);
  const sign = text.text.slice(0, numeral.digitsStart).at(-1);
  const down = sign === "-" || sign === "—" || sign === "▼" || sign === "↓" || sign === "−";
  const percent = numeral.unit === "%" || (/%|率|幅|增长/.test(words) && !/量|数|减/.test(words));
  const unit = metric.unit === "%" ? "个百分点" : percent ? "%" : metric.unit;
  const said = parseChange(`较上年${down ? "减少" : "增加"}${numeral.value}${unit}`);
  if (!said) return say(finding, "无法核对", "看不出是哪个数字的变化");
  const verdict = judgeChange(numeral, said, metric, value, before);
  finding.computed = rounded(Math.abs(verdict.computed ?? difference), 4);
  if (verdict.holds || (numeral.value === 0 && difference === 0))
    return say(finding, "一致", `${base}年为${exact(metric, before)},${text.year}年为${exact(metric, value)}`);
  if (subject.evidence === "maybe") return say(finding, "无法核对", `不能确定说的是${metric.label}`);
  finding.should_read = verdict.should;
  return say(finding, "不一致", verdict.reason);
}

function subjectOf(span: Span, {unit}: Cell, text: Text): Subject | null {
  const {start, end} = named(text.text, span);
  if (end <= start) return null;
  const words = text.text.slice(start, end);
  if (/^(?:合计|总计|小计|[一-龥]{0,6}(?:总计|合计|小计)|全区|本年|上年|年度|项目|指标|\d{4}年?度?)$/.test(words))
    return null;
  // A label of the catalogue is that figure and no other, whatever its words share with others.
  const metric = [...text.figures.metrics.values()].find(({label}) => label === words);
  if (metric) return {metric, evidence: "sure", slip: false, partial: false, ties: []};
  const over = /百分点/.test(unit);
  return text.subjects.named(start, end, unit === "%" || over ? null : unit ? false : null, {
    unit: over || unit === "%" ? "" : unit,
    bare: true
  });
}

function yearOf(words: string, report: number): number | null {
  const year = /((?:19|20)\d{2})/.exec(words)?.[1];
  if (year && /月|季|半年/.test(words)) return null;
  if (year) return Number(year);
  if (/^(?:上年|去年|上一年|上年度|上年数)/.test(words)) return report - 1;
  return /^(?:本年|今年|当年|本年度|全年|数量|数值|数|完成情况|完成数|实际|实际完成|完成|实绩|[一-龥]{0,6}(?:合计|总计)|总数|结果|数据)?$/.test(
    words
  )
    ? report
    : null;
}
