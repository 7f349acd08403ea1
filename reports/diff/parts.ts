import type {FigureRow} from "../../src/figures/tables.js";
import {plain} from "../../src/text/plain.js";

/** What a rate was divided from, as it is told beside it: (245/249); nothing where it was not. */
export const partsSaid = ({numerator, denominator}: Pick<FigureRow, "numerator" | "denominator">): string =>
  numerator === null || denominator === null ? "" : `(${plain(numerator)}/${plain(denominator)})`;
