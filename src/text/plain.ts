/**
 * A number as messages say it, whatever it was worked out from: a sum without what binary arithmetic adds (0.3), a
 * quotient to two decimals (33.33), what is not 0 never as 0, and no exponent.
 */
export function plain(value: number): string {
  const sum = Number(value.toFixed(9));
  const said = decimals(sum) > 6 || (sum === 0 && value !== 0) ? short(value) : sum;
  return decimals(said) > 6 ? said.toFixed(Math.min(20, decimals(said))) : String(said);
}

/** To two decimals, half up, or to as many as tell it from 0. */
function short(value: number): number {
  for (let places = 2; places < 16; places++) {
    const scale = 10 ** places;
    const rounded = Math.floor(Math.abs(value) * scale + 0.5 + 1e-9) / scale;
    if (rounded !== 0) return value < 0 ? -rounded : rounded;
  }
  return value;
}

function decimals(value: number): number {
  const [digits, exponent = "0"] = String(value).split("e");
  return Math.max(0, (digits!.split(".")[1]?.length ?? 0) - Number(exponent));
}
