import type {Layout} from "./csv.js";

export type Columns = Layout["columns"];

/** Header and field pairs from lines of `header field`. */
export function columns(text: string): Columns {
  return text
    .trim()
    .split("\n")
    .map(line => {
      const cut = line.lastIndexOf(" ");
      return [line.slice(0, cut), line.slice(cut + 1)];
    });
}

/** Older exports have other categories, which the categories table gathers. */
export const OLD_CATEGORIES = {经济发展: "工业商贸", 城乡建设: "城建城管", 卫生健康: "医卫体育", 社会治理: "政法综治"};
