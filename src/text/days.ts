/** `2025-10-31` → 10月31日. */
export function day(iso: string): string {
  return `${Number(iso.slice(5, 7))}月${Number(iso.slice(8, 10))}日`;
}

/** `2024-12-31` → 2024年12月31日. */
export function fullDay(iso: string): string {
  return `${iso.slice(0, 4)}年${day(iso)}`;
}
