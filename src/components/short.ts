import type {FilterField} from "../metrics/filters.js";

/** A few characters for an item of a filter, the same wherever the same item stands. */
function mark(item: string): string {
  let sum = 2166136261;
  for (const character of item) sum = Math.imul(sum ^ character.codePointAt(0)!, 16777619) >>> 0;
  return (sum % 36 ** 4).toString(36).padStart(4, "0");
}

/**
 * The query of an address made short enough to paste: Chinese items, nine characters each, become four; what the page
 * would choose by itself is left out. `?year=2024&versus=2023&category=教育` → `?year=2024&f=category.1x3k`.
 */
export function shortened(search: string, fields: readonly Pick<FilterField, "id">[]): string {
  const query = new URLSearchParams(search);
  if (Number(query.get("versus")) === Number(query.get("year")) - 1) query.delete("versus");
  if (query.get("basis") === "session") query.delete("basis");
  const chosen = fields.flatMap(({id}) => {
    const items = query.getAll(id).filter(Boolean);
    query.delete(id);
    return items.length ? [`${id}.${items.map(mark).join("")}`] : [];
  });
  if (chosen.length) query.set("f", chosen.join("-"));
  const text = String(query);
  return text && `?${text}`;
}

/** The items that a short query names, of those that each field has; null where it names none. */
export function lengthened(
  search: string,
  itemsOf: (field: string) => readonly string[]
): Record<string, string[]> | null {
  const short = new URLSearchParams(search).get("f");
  if (!short) return null;
  return Object.fromEntries(
    short.split("-").map(part => {
      const [field = "", marks = ""] = part.split(".");
      const wanted: string[] = marks.match(/.{4}/g) ?? [];
      return [field, itemsOf(field).filter(item => wanted.includes(mark(item)))];
    })
  );
}
