/** What was said of the last draft on the page 核稿, in this browser. */
export interface Checked {
  name: string;
  year: number;
  /** Numbers that differ from the figures, numbers to be looked at. */
  wrong: number;
  ask: number;
  /** Of the data that it was checked with. */
  fingerprint: string;
}

/** Where the page 核稿 notes it. */
export const checkedPlace = "核稿结果";

/** What the page 核稿 has noted; null where it has noted nothing. */
export function checkedIn(text: string | null): Checked | null {
  if (text === null) return null;
  try {
    const {name, year, wrong, ask, fingerprint} = JSON.parse(text) as Checked;
    const numbers = [year, wrong, ask].every(Number.isInteger);
    return typeof name === "string" && numbers ? {name, year, wrong, ask, fingerprint} : null;
  } catch {
    return null;
  }
}
