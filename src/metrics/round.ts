/**
 * Rounds half up (away from zero below zero) at the given decimals, on the value that was meant:
 * 98.45 rounds to 98.5 although its binary form lies a little below.
 */
export function rounded(value: number, decimals = 0): number {
  const scale = 10 ** decimals;
  const scaled = Math.floor(Math.abs(value) * scale + 0.5 + 1e-9) / scale;
  return value < 0 && scaled > 0 ? -scaled : scaled;
}

/** Rounds at as many decimals as it takes to be told from nothing: 0.0238 to one is 0.02, not 0. */
export function roundedTo(value: number, decimals: number, round = rounded): number {
  for (let places = decimals; places < 16; places++) {
    const result = round(value, places);
    if (result !== 0 || value === 0) return result;
  }
  return value;
}

/** A number without what binary arithmetic adds to its digits. */
export const written = (value: number): number => Number(value.toPrecision(15));

/** How many decimals a number has as it is written. */
export function decimalsOf(value: number): number {
  const [digits, exponent = "0"] = String(written(value)).split("e");
  return Math.max(0, (digits!.split(".")[1]?.length ?? 0) - Number(exponent));
}

/**
 * Rounds a percentage as reports print it: 100 only when exact, else the nearest figure short of it; 0 only when exact, else
 * to as many decimals as tell it from 0.
 */
export function roundedPercentage(value: number, decimals = 1): number {
  const result = rounded(value, decimals);
  const step = 10 ** -decimals;
  if (result === value) return result;
  if (result === 100) return rounded(value < 100 ? 100 - step : 100 + step, decimals);
  return result === 0 ? roundedTo(value, decimals + 1) : result;
}

/** A sum without the digits that only binary arithmetic gives it: 0.1 + 0.2 is 0.3. */
export const exact = (sum: number): number => (Number.isInteger(sum) ? sum : Number(sum.toFixed(9)));

/** A number without the digits beyond the given decimals: 98.47 is 98.4. */
export function cutOff(value: number, decimals = 0): number {
  const scale = 10 ** decimals;
  return (Math.trunc(Math.abs(value) * scale + 1e-9) / scale) * (value < 0 ? -1 : 1);
}
