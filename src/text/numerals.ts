const digits: Record<string, number> = {
  零: 0,
  〇: 0,
  "○": 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9
};
const ordered = "零一二三四五六七八九";
const small: Record<string, number> = {十: 10, 百: 100, 千: 1000};
const large: Record<string, number> = {万: 1e4, 亿: 1e8};

/** 11 → 十一, as 届 and 次 are written; whole numbers below 100, others in figures. */
export function writeNumeral(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value >= 100) return String(value);
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const head = tens === 0 ? "" : `${tens === 1 ? "" : ordered[tens]}十`;
  return head + (ones === 0 && tens > 0 ? "" : ordered[ones]);
}

/** 十一 → 11, 一百零三 → 103, 二〇二四 → 2024, `11` → 11; null where it is no whole number of at most four figures. */
export function readNumeral(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  if (!/^[〇○零一二两三四五六七八九十百千]+$/.test(text)) return null;
  return !/[十百千]/.test(text) && text.length > 4 ? null : chineseNumber(text);
}

/** 二十 → 20, 两千 → 2000, 一万二千 → 12000, 百 → 100, 九十八点四 → 98.4, 二〇二四 → 2024; null where it is no number. */
export function chineseNumber(text: string): number | null {
  const [whole, fraction, rest] = text.split("点");
  if (rest !== undefined || !whole) return null;
  const value = chineseWhole(whole);
  if (value === null || fraction === undefined) return value;
  const decimals = [...fraction].map(char => digits[char]);
  if (decimals.length === 0 || decimals.includes(undefined)) return null;
  return Number(`${value}.${decimals.join("")}`);
}

function chineseWhole(text: string): number | null {
  if (!/[十百千万亿]/.test(text)) {
    const figures = [...text].map(char => digits[char]);
    return figures.includes(undefined) ? null : Number(figures.join(""));
  }
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  for (const char of text) {
    if (char in digits) {
      if (digit !== null && digit !== 0) return null;
      digit = digits[char]!;
    } else if (char in small) {
      section += (digit ?? 1) * small[char]!;
      digit = null;
    } else if (char in large) {
      section += digit ?? 0;
      total = (total + (section || 1)) * large[char]!;
      section = 0;
      digit = null;
    } else return null;
  }
  return total + section + (digit ?? 0);
}
