import type {Clause} from "../clauses/clauses.js";
import type {Numeral} from "../tokens/numbers.js";

const before =
  /(?:目标(?:任务)?|(?:年度|全年|年初)(?:计划|任务)|(?<!列入|纳入)计划|(?<!这一|该|此|这项|两项)指标|原定|预定)(?:值|数)?(?:才|仅|只|同为|均为|都为|也为|都是|也是|为|是|:|定为|设为|开展|完成|举办|召开|达到?|在|不少于|不低于|应在|应达到?|应)*$/;
const aiming =
  /(?:力争|争取)[^,。;:\d]{0,10}?(?:实现|达到?|提高到|提升到|增加到|增至|升至|控制在|保持在|突破)?(?:[约近超]过?)?$/;
const opening = /年初(?:就)?(?:确定|提出|定下|计划|安排|部署|划定?|我们划)(?!的)[^,。;]*(?<!的)$/;
export const targetAfter =
  /^(?:以上|以下)?(?:的)?(?:年度|全年|年初|预期|既定|计划|工作|确定的?|定下的?)*(?:目标|预期|门槛|底线|任务(?!\d)|要求(?=[,。;]))/;

/** Whether a number is told as a target: 目标18次, 年初确定20次以上, 超过93%以上的目标. */
export function targetWords(numeral: Numeral, clause: Clause, text: string): boolean {
  const {sentence} = clause;
  const lead = clause.aside
    ? text.slice(Math.max(sentence.start, clause.start - 8), numeral.start).replace("(", "")
    : text.slice(Math.max(clause.start, numeral.start - 60), numeral.start);
  if (/[比较][^,。;]*目标|超(?:额|过|出)?(?:年度)?(?:目标|计划)/.test(lead)) return false;
  // 力争请示报告保持在70件次,编报信息突破120篇
  const strive = /^(?:力争|争取)/.test(text.slice(sentence.start, sentence.start + 2));
  if (strive && !/实际|已|完成了|最终|目前|现在|[上去今]年/.test(text.slice(sentence.start, numeral.start)))
    return true;
  const task = /(?:履职|重点|监督|协商)(?:工作)?任务$/.test(lead);
  return (
    (!task && before.test(lead)) ||
    opening.test(lead) ||
    aiming.test(lead) ||
    targetAfter.test(text.slice(numeral.end, Math.min(sentence.end, numeral.end + 16)))
  );
}
