/**
 * What our own words call the office's level: they are written for a district (区委区政府, 区领导, 住区), and an office of a
 * county or banner reads 县 or 旗 in their place.
 */
export const levels = ["区", "县", "旗"] as const;

/** Our words as an office of another level says them. */
export const levelled = (text: string, level: string): string =>
  level === levels[0] ? text : text.replace(/(?<=住)区|区(?=委|政府|领导|级|任一级)/g, level);

/**
 * What an office of another level writes, as one of a district would: character by character, so that every place in the
 * text stays. Others of its level (邻县, 各区县) stay what they are.
 */
export function asDistrict(text: string, level: string): string {
  if (level === levels[0]) return text;
  const own = new RegExp(
    `(?<=[住驻在本我全])${level}|(?<![区市各个两邻外])${level}(?=委|政府|政协|领导|级|长|党政|直|主要|人大)`,
    "g"
  );
  return text.replace(own, levels[0]);
}
