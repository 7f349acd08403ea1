import type {CountRow, MemberTables, MemberYear, PointsRow} from "./rows.js";

/** What a member did in a year, as counts by event and condition. */
export type Times = (event: string, tag?: string) => number;

/** The members of all years, found by year and number at once. */
export class Roll {
  readonly years: number[];
  readonly #members = new Map<string, MemberYear>();
  readonly #byYear = new Map<number, MemberYear[]>();
  readonly #counts = new Map<string, Map<string, number>>();
  readonly #points = new Map<string, PointsRow[]>();
  readonly #known = new Map<string, string[]>();
  readonly #tags = new Map<string, Set<string>>();

  constructor({records, counts, points, known}: MemberTables) {
    for (const member of records) {
      this.#members.set(keyOf(member), member);
      this.#byYear.set(member.year, [...(this.#byYear.get(member.year) ?? []), member]);
    }
    for (const row of counts) this.#count(row);
    for (const {year, event, tag} of known) {
      const key = `${year} ${event}`;
      this.#known.set(key, [...(this.#known.get(key) ?? []), tag]);
    }
    for (const row of points) {
      const own = this.#points.get(keyOf(row));
      if (own) own.push(row);
      else this.#points.set(keyOf(row), [row]);
    }
    this.years = [...this.#byYear.keys()].sort((a, b) => a - b);
  }

  #count({event, tag, times, ...row}: CountRow): void {
    const key = keyOf(row);
    const own = this.#counts.get(key) ?? new Map<string, number>();
    own.set(`${event}|${tag}`, times);
    this.#counts.set(key, own);
    if (tag) this.#tags.set(event, (this.#tags.get(event) ?? new Set()).add(tag));
  }

  /** The members of a year, by number. */
  of(year: number): readonly MemberYear[] {
    return this.#byYear.get(year) ?? [];
  }

  member(year: number, number: string): MemberYear | undefined {
    return this.#members.get(keyOf({year, number}));
  }

  times(year: number, number: string): Times {
    const own = this.#counts.get(keyOf({year, number}));
    return (event, tag = "") => own?.get(`${event}|${tag}`) ?? 0;
  }

  points(year: number, number: string): readonly PointsRow[] {
    return this.#points.get(keyOf({year, number})) ?? [];
  }

  /** Whether a year's exports can tell of such a thing: where they cannot, that nobody did it is not said. */
  knows(year: number, event: string, tag = ""): boolean {
    // 采用市政协 is told by the column that tells 采用.
    return (this.#known.get(`${year} ${event}`) ?? []).some(word => word === tag || (word && tag.startsWith(word)));
  }

  /** What is to be said of the activities, points and grades of these years: what they lack, and what no year has. */
  notes(years: readonly number[]): string[] {
    const [first] = years.flatMap(year => this.of(year));
    const lacks = this.lacks(years);
    return [
      ...(lacks.length ? [`${lacks.join("；")}，有关的次数、得分和等次不完整。`] : []),
      ...(first?.kept ? [`参加活动、得分和等次：${first.kept}`] : [])
    ];
  }

  /** What the exports of these years lack, each reason once: what they say of members is not whole then. */
  lacks(years: readonly number[]): string[] {
    return [...new Set(years.flatMap(year => this.of(year)[0]?.lacks?.split("；") ?? []))];
  }

  /** The conditions under which an event stands, in order. */
  tags(event: string): string[] {
    return [...(this.#tags.get(event) ?? [])].sort((a, b) => a.localeCompare(b, "zh"));
  }
}

const keyOf = ({year, number}: {year: number; number: string}) => `${year} ${number}`;
