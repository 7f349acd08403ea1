/**
 * What makes two rows one record, in SQL over the typed rows of a kind.
 * key: the same in every export. title: what must agree where keys do. who: whose it is.
 * alias: what stays the same when keys are renumbered; it counts only between a row and one of an export whose
 * numbers it shares (so that a session split over two files is no renumbering), or from a draft's number (`T012`),
 * and never between two rows that both have a `fixed` key.
 */
interface Identity {
  key: string;
  alias: string | null;
  fixed: string;
  /** Null: the alias counts between any two exports. */
  number: string | null;
  draft: string;
  title: string;
  who: string;
  /** Dates that hold for the record only when every one of its rows has them: all units have replied. */
  all: readonly string[];
  date: string;
  /** The same title under another key in the same year is worth a warning. */
  twins: boolean;
}

const plain = (text: string) => `regexp_replace(lower(${text}), '[\\s\\pP\\pS]', '', 'g')`;

export const identities: Record<string, Identity> = {
  proposals: {
    key: "coalesce(serial, session || '-' || number)",
    alias: `year || '|' || ${plain("title")} || '|' || coalesce(${plain("proposer")}, '')`,
    fixed: "serial is not null",
    number: "year || '-' || number",
    draft: "coalesce(number similar to '[A-Z]+[0-9]+', false)",
    title: plain("title"),
    who: `coalesce(${plain("proposer")}, '')`,
    all: ["replied", "closed"],
    date: "submitted",
    twins: true
  },
  activities: {
    key: "coalesce(year || '-' || number, started || '|' || name || coalesce('|' || type, ''))",
    alias: null,
    fixed: "true",
    number: null,
    draft: "false",
    title: plain("name"),
    who: "coalesce(committee, '')",
    all: [],
    date: "started",
    twins: false
  },
  opinions: {
    key: "coalesce(serial, received || '|' || title || coalesce('|' || source_type, ''))",
    alias: `received || '|' || ${plain("title")} || '|' || coalesce(${plain("submitter")}, '')`,
    fixed: "serial is not null",
    number: null,
    draft: "false",
    title: plain("title"),
    who: `coalesce(${plain("submitter")}, '')`,
    all: [],
    date: "received",
    twins: true
  },
  indicators: {
    key: "year || '|' || indicator",
    alias: null,
    fixed: "true",
    number: null,
    draft: "false",
    title: "value::varchar || '|' || coalesce(unit, '')",
    who: "''",
    all: [],
    date: "make_date(year, 12, 31)",
    twins: false
  }
};
