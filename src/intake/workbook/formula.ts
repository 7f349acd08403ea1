/** The value of a formula that needs no other cell: numbers, + − × ÷ and parentheses. Null: it needs a spreadsheet. */
export function calculate(formula: string): number | null {
  const text = formula.replace(/^=/, "").replace(/\s/g, "");
  if (!/^[\d.+\-*/()]{1,200}$/.test(text)) return null;
  let at = 0;
  const factor = (): number => {
    if (text[at] === "-" || text[at] === "+") return text[at++] === "-" ? -factor() : factor();
    if (text[at] === "(") {
      at++;
      const value = sum();
      return text[at++] === ")" ? value : Number.NaN;
    }
    const digits = /^\d+(\.\d+)?/.exec(text.slice(at))?.[0] ?? "";
    at += digits.length;
    return digits === "" ? Number.NaN : Number(digits);
  };
  const product = (): number => {
    let value = factor();
    while (text[at] === "*" || text[at] === "/") value = text[at++] === "*" ? value * factor() : value / factor();
    return value;
  };
  const sum = (): number => {
    let value = product();
    while (text[at] === "+" || text[at] === "-") value = text[at++] === "+" ? value + product() : value - product();
    return value;
  };
  const value = sum();
  return at === text.length && Number.isFinite(value) ? value : null;
}
