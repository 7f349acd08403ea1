const digits = "〇一二三四五六七八九";

/** `十一` → 11, `一百零三` → 103, `二〇二四` → 2024, `11` → 11; null where it is no whole number. */
export function readNumeral(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const word = text.replaceAll("零", "〇").replaceAll("○", "〇").replaceAll("两", "二");
  if (!/^[〇一二三四五六七八九十百千]+$/.test(word)) return null;
  if (!/[十百千]/.test(word)) return word.length > 4 ? null : Number([...word].map(c => digits.indexOf(c)).join(""));
  let sum = 0;
  let digit = 0;
  for (const char of word) {
    const unit = {十: 10, 百: 100, 千: 1000}[char];
    if (unit === undefined) digit = digits.indexOf(char);
    else {
      sum += (digit || 1) * unit;
      digit = 0;
    }
  }
  return sum + digit;
}

/** 11 → `十一`; whole numbers below 100, as 届 and 次 are. */
export function writeNumeral(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  const head = tens === 0 ? "" : `${tens === 1 ? "" : digits[tens]}十`;
  return head + (ones === 0 && tens > 0 ? "" : digits[ones]);
}
