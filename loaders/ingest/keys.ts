/**
 * What makes two rows one record, in SQL over the typed rows of a kind.
 * key: the same in every export. alias: what stays the same when keys are renumbered. title: what must agree
 * where keys do. who: whose it is. Null keys and aliases match nothing.
 */
interface Identity {
  key: string;
  alias: string | null;
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
    title: plain("title"),
    who: `coalesce(${plain("proposer")}, '')`,
    all: ["replied", "closed"],
    date: "submitted",
    twins: true
  },
  activities: {
    key: "coalesce(year || '-' || number, started || '|' || name || coalesce('|' || type, ''))",
    alias: null,
    title: plain("name"),
    who: "coalesce(committee, '')",
    all: [],
    date: "started",
    twins: false
  },
  opinions: {
    key: "coalesce(serial, received || '|' || title || coalesce('|' || source_type, ''))",
    alias: `received || '|' || ${plain("title")} || '|' || coalesce(${plain("submitter")}, '')`,
    title: plain("title"),
    who: `coalesce(${plain("submitter")}, '')`,
    all: [],
    date: "received",
    twins: true
  },
  indicators: {
    key: "year || '|' || indicator",
    alias: null,
    title: "value::varchar || '|' || coalesce(unit, '')",
    who: "''",
    all: [],
    date: "make_date(year, 12, 31)",
    twins: false
  }
};
