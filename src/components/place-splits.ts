import {itemsFigure, monthsFigure} from "../figures/place-splits.js";
import type {Comparing, PlaceBook} from "../places/book.js";
import type {PlacesSplit} from "../places/data.js";
import {h} from "./h.js";
import {whenNear} from "./near.js";
import {empty} from "./page.js";
import {placeCard, remember} from "./place-card.js";
import {choices, select} from "./select.js";

/** 分月和分项: the places' months, and their items by a dimension that the reader chooses; fetched once somebody comes near. */
export function splitView(book: PlaceBook, split: () => Promise<PlacesSplit>, asked: Comparing): HTMLElement {
  const metric = book.metric(asked.metric);
  return whenNear(async () => {
    const told = await split();
    const months = monthsFigure(book, told, asked);
    const offered = book.index.dimensions.filter(({kind, id}) => kind === metric.kind && told.items[id] !== undefined);
    if (!months && offered.length === 0) return [];
    const wanted = new URLSearchParams(location.search).get("by");
    const by = offered.length
      ? select({
          label: "分项",
          options: offered.map(({id, label}) => ({value: id, label})),
          value: offered.find(({id}) => id === wanted)?.id ?? offered[0]!.id
        })
      : null;
    const place = h("div");
    const show = () => {
      const figure = itemsFigure(book, told, asked, offered.find(({id}) => id === by!.value)!);
      place.replaceChildren(figure ? placeCard(figure, metric, 3) : empty(`${asked.year}年没有按这一项分的数据。`));
    };
    by?.addEventListener("input", () => {
      remember({by: by.value});
      show();
    });
    if (by) show();
    return [
      h("h2", {id: "splits"}, "分月和分项"),
      ...(months ? [placeCard(months, metric, 3)] : []),
      ...(by ? [choices(by), place] : [])
    ];
  });
}
