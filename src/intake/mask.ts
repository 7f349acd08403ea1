import type {Fault} from "./problem.js";

/** What may stand between the digits of a number. */
const gap = "[-–—. \u00a0\u3000]";
const mobile = `1[3-9]\\d(?:${gap}?\\d{4}${gap}?\\d{4}|${gap}\\d{3}${gap}\\d{5})|1[3-9]\\d{2}${gap}\\d{4}${gap}\\d{3}|1[3-9]\\d{3}${gap}\\d{6}`;
const born = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])";

/** What reaches a person: in whatever text it stands, it goes no further. */
const reaching: readonly [name: string, pattern: RegExp][] = [
  ["邮箱", /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  [
    "证件号",
    new RegExp(
      `(?<![\\dA-Za-z])(?:\\d{17}[\\dXx]|[1-9]\\d{5}${gap}?(?:19|20)?\\d{2}${born}${gap}?\\d{3}[\\dXx]?)(?![\\dA-Za-z])`,
      "g"
    )
  ],
  ["电话", new RegExp(`(?<!\\d)(?:(?:\\+|00)?86${gap}?)?(?:${mobile})(?!\\d)`, "g")],
  ["电话", /(?<!\d)\(?0\d{2,3}\)?[- ]?[2-9]\d{6,7}(?!\d)/g],
  ["电话", /(?<=(?:电话|手机|热线|传真|座机|tel)[::]?\s*)[2-9]\d{2,3}[- ]?\d{4}(?!\d)/gi],
  ["微信", /(?<=(?:[微薇v]信|wechat|weixin|[wv]x)(?:号|id)?\s*[::]\s*|[微薇v]信(?:号|id)\s*)[a-z][\w-]{4,19}/gi],
  ["微信", /(?<=(?:[微薇v]信|wechat|weixin|\b[wv]x)\s*)(?=[a-z_-]*\d)[a-z][\w-]{4,19}|\bwxid_\w+/gi],
  ["QQ", /(?<=qq(?:号码?|群号?)?\s*[::]?\s*)[1-9]\d{4,11}/gi]
];

/** What texts that reach somebody have, in RE2 and in JavaScript: others need not be looked at. */
export const reachingAtAll = `@|＠|[0-9０-９](${gap}?[0-9０-９]){6}|[微薇Vv]信|[Qq][Qq]|[Ww]e[CcIi][Hh]|[WwVv][Xx]`;
const atAll = new RegExp(reachingAtAll);

/** A text with telephone numbers, identity numbers and e-mail addresses taken out, if it has any. */
export function mask(text: string): string {
  if (!atAll.test(text)) return text;
  const plain = text.replace(/[\uff01-\uff5e]/g, char => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
  let masked = plain;
  for (const [name, pattern] of reaching) masked = masked.replace(pattern, `〔${name}〕`);
  return masked === plain ? text : masked;
}

/** A file by its name alone, without the folder and without what reaches a person. */
export const publishedName = (path: string): string => mask(path.replace(/^.*[\\/]/, ""));

export const maskedFault: Fault = {
  code: "masked",
  what: "内容里有电话、证件号、邮箱或微信号,已隐去",
  told: true,
  remedy: "请在原系统中去掉,它们不会出现在任何发布的内容里"
};
