/** A position channel in px: Plot draws it where it says, past its scales. */
export function px<T>(value: (d: T, i: number) => number) {
  return {value: (d: T, i: number) => Math.round(value(d, i) * 100) / 100, scale: null};
}

/** A colour channel that is a colour already. */
export function paint<T>(value: (d: T, i: number) => string) {
  return {value, scale: null};
}
