/**
 * Rounds half up (away from zero below zero) at the given decimals, on the value that was meant:
 * 98.45 rounds to 98.5 although its binary form lies a little below.
 */
export function rounded(value: number, decimals = 0): number {
  const scale = 10 ** decimals;
  const scaled = Math.floor(Math.abs(value) * scale + 0.5 + 1e-9) / scale;
  return value < 0 && scaled > 0 ? -scaled : scaled;
}

/**
 * Rounds a percentage as reports print it: 100 and 0 only when exact, else the nearest figure short of them.
 */
export function roundedPercentage(value: number, decimals = 1): number {
  const result = rounded(value, decimals);
  const step = 10 ** -decimals;
  if (result === value) return result;
  if (result === 100) return rounded(value < 100 ? 100 - step : 100 + step, decimals);
  return result === 0 ? rounded(value < 0 ? -step : step, decimals) : result;
}

/** A sum without the digits that only binary arithmetic gives it: 0.1 + 0.2 is 0.3. */
export const exact = (sum: number): number => (Number.isInteger(sum) ? sum : Number(sum.toFixed(9)));

/** A number without the digits beyond the given decimals: 98.47 is 98.4. */
export function cutOff(value: number, decimals = 0): number {
  const scale = 10 ** decimals;
  return (Math.trunc(Math.abs(value) * scale + 1e-9) / scale) * (value < 0 ? -1 : 1);
}
