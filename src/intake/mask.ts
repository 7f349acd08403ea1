import type {Fault} from "./problem.js";

/** What reaches a person: in whatever text it stands, it goes no further. */
const reaching: readonly [name: string, pattern: RegExp][] = [
  ["邮箱", /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  [
    "证件号",
    /(?<![\dA-Za-z])(?:\d{17}[\dXx]|[1-9]\d{5}(?:19)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})(?![\dA-Za-z])/g
  ],
  ["电话", /(?<!\d)(?:(?:\+|00)?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g],
  ["电话", /(?<!\d)\(?0\d{2,3}\)?[- ]?[2-9]\d{6,7}(?!\d)/g],
  ["电话", /(?<=(?:电话|手机|热线|传真|座机|tel)[::]?\s*)[2-9]\d{2,3}[- ]?\d{4}(?!\d)/gi]
];

/** What texts that reach somebody have, in RE2 and in JavaScript: others need not be looked at. */
export const reachingAtAll = "@|＠|[0-9０-９]([- ]?[0-9０-９]){6}";
const atAll = new RegExp(reachingAtAll);

/** A text with telephone numbers, identity numbers and e-mail addresses taken out, if it has any. */
export function mask(text: string): string {
  if (!atAll.test(text)) return text;
  const plain = text.replace(/[\uff01-\uff5e]/g, char => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
  let masked = plain;
  for (const [name, pattern] of reaching) masked = masked.replace(pattern, `〔${name}〕`);
  return masked === plain ? text : masked;
}

export const maskedFault: Fault = {
  code: "masked",
  what: "内容里有电话、证件号或邮箱,已隐去",
  told: true,
  remedy: "请在原系统中去掉,它们不会出现在任何发布的内容里"
};
