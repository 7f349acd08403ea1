import {kindOf} from "../../src/kinds/index.js";
import {between, type Identity, type Kind} from "../../src/kinds/kind.js";

/** What makes two rows one record, in SQL over the typed rows of a kind: `Identity` as its kind declares it. */
export interface IdentitySql {
  /** The same in every export. */
  key: string;
  /**
   * What stays the same when keys are given anew. It counts only between a row and one of an export whose numbers it
   * shares (so that a session split over two files is no renumbering), or from a draft's number (`T012`), and never
   * between two rows that both have a `fixed` key.
   */
  alias: string | null;
  fixed: string;
  /** Null: the alias counts between any two exports. */
  number: string | null;
  draft: string;
  /** What must agree where keys do. */
  title: string;
  who: string;
  /** The id without the zeros before it, with the day, the title and whose it is: equal, it is the same record. */
  zeroless: string | null;
  date: string;
  twins: boolean;
}

/** The identity of a kind. Throws on a name that is no kind. */
export function identityOf(name: string): IdentitySql {
  const kind = kindOf(name);
  const {keys, alias, fixed, number, draft, title, who, twins = false}: Identity = kind.identity;
  const written = (field: string) => (isText(kind, field) ? field : `${field}::varchar`);
  const compared = (field: string) => (field === who || title.includes(field) ? plain(written(field)) : written(field));
  const known = (field: string) => (field === who ? `coalesce(${compared(field)}, '')` : compared(field));
  const titled =
    title.length === 1 ? compared(title[0]!) : title.map(field => `coalesce(${written(field)}, '')`).join(by("|"));
  const ids = [...new Set(keys.flatMap(({of}) => of))].filter(field => kind.fields[field]?.reads === "id");
  return {
    key: `coalesce(${keys
      .map(({of, also = []}) =>
        [
          of.map(written).join(by(between(kind, of))),
          ...also.map(field => `coalesce('|' || ${written(field)}, '')`)
        ].join(" || ")
      )
      .join(", ")})`,
    alias: alias ? alias.map(known).join(by("|")) : null,
    fixed: fixed ? `${fixed} is not null` : "true",
    number: number ? ["year::varchar", written(number)].join(by("|")) : null,
    draft: number && draft ? `coalesce(${number} similar to '${draft}', false)` : "false",
    title: titled,
    who: who ? known(who) : "''",
    zeroless:
      ids.length > 0 && kind.date
        ? [
            `${kind.date}::varchar`,
            `ltrim(coalesce(${ids.map(written).join(", ")}), '0')`,
            titled,
            who ? known(who) : "''"
          ].join(by("|"))
        : null,
    date: kind.date ?? kind.stands?.from ?? "make_date(year, 12, 31)",
    twins
  };
}

const by = (separator: string) => ` || '${separator}' || `;

const isText = ({fields}: Kind, field: string) => ["text", "code"].includes(fields[field]?.type ?? "");

const plain = (text: string) => `regexp_replace(lower(${text}), '[\\s\\pP\\pS]', '', 'g')`;
