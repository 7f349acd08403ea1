import type {Answer} from "./answer.js";
import type {Answered} from "./answered.js";
import {few} from "./drawing.js";

/** An answer without rates, means and medians of so few items that they would tell of a single one. */
export function guarded(shown: Answered): Answered {
  const {measure, answer, previous, against} = shown;
  const of = (answer: Answer, {adds}: Answered["measure"]): Answer =>
    adds
      ? answer
      : {
          ...answer,
          at(row, column) {
            const cell = answer.at(row, column);
            return cell.items > 0 && cell.items < few
              ? {...cell, value: null, numerator: null, denominator: null}
              : cell;
          }
        };
  return {
    ...{...shown, guarded: true, answer: of(answer, measure)},
    previous: previous && of(previous, measure),
    against: against && {...against, answer: of(against.answer, against.metric)}
  };
}
