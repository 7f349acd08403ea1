/** How many rows of a file were read as records, and how many put aside. */
interface Read {
  kind: string | null;
  refused: string | null;
  records: number;
  accepted: number;
  quarantined: number;
}

/** More than one row in twenty was put aside; of the ledger, whose rows are a figure each, none is part of another. */
export const isPartly = ({kind, refused, records, accepted, quarantined}: Read): boolean =>
  kind !== "indicators" && refused === null && accepted > 0 && quarantined * 20 > records;
