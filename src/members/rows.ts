/** A time for which a member held office. */
export interface Stay {
  term: string | null;
  sector: string | null;
  party: string | null;
  committee: string | null;
  office: string | null;
  appointed: string | null;
  ended: string | null;
  reason: string | null;
}

/** A member of a year: who it is, and what the year's points come to; null where they cannot be known. */
export interface MemberYear {
  year: number;
  number: string;
  name: string;
  gender: string | null;
  ethnicity: string | null;
  sector: string | null;
  party: string | null;
  committee: string | null;
  office: string | null;
  term: string | null;
  appointed: string | null;
  ended: string | null;
  reason: string | null;
  /** All that were held up to the year, each a `Stay`, in order, as JSON; the last is told above. */
  stays: string | null;
  /** Whether in office when the year ended, or at the data's date; else who left before, and did something in the year. */
  serving: boolean;
  active: boolean | null;
  points: number | null;
  grade: string | null;
  /** Records that name several members of one name without a number, and are nobody's. */
  unsure: number | null;
  /** What the year lacks though others have it, for each reason one; what no year has, in a sentence. */
  lacks: string | null;
  kept: string | null;
}

/** How often a member did something in a year: in all (`tag` empty), and under one condition. */
export interface CountRow {
  year: number;
  number: string;
  event: string;
  tag: string;
  times: number;
}

/** That a year's exports can tell of an event under a condition (`tag`), or of all of it (empty): nobody who did it is a 0 then. */
export interface KnownRow {
  year: number;
  event: string;
  tag: string;
}

/** What a row of 计分表 gave a member in a year. */
export interface PointsRow {
  year: number;
  number: string;
  place: number;
  event: string;
  condition: string | null;
  times: number;
  points: number;
}

/** All that is known of members. */
export interface MemberTables {
  records: readonly MemberYear[];
  counts: readonly CountRow[];
  points: readonly PointsRow[];
  known: readonly KnownRow[];
}
