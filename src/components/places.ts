import {againstFigure, multiplesFigure, rankingFigure, yearsFigure} from "../figures/places.js";
import {exact} from "../metrics/format.js";
import {type Comparing, PlaceBook} from "../places/book.js";
import type {PlaceMetric, PlacesIndex, PlacesPart, PlacesSplit, SitePlace} from "../places/data.js";
import {fullDay} from "../text/days.js";
import {h} from "./h.js";
import {banner, empty} from "./page.js";
import {onPaper} from "./paper.js";
import {placeCard, remember} from "./place-card.js";
import {splitView} from "./place-splits.js";
import {choices, type Input, select, yearPicker} from "./select.js";
import {table} from "./table.js";

/** Gives a piece of the places, or what splits a metric of it, by its path in the site. */
export type FetchPart = <T = PlacesPart>(file: string) => Promise<T>;

/** The title of a page of places, how many they are and how far their data reach. */
export function placesHeading(title: string, index: PlacesIndex | null): HTMLElement {
  const places = index?.top.places ?? [];
  const asOf = index?.until ? fullDay(index.until) : null;
  const due = index?.parts.length
    ? places.filter(({parent}) => parent === null).reduce((sum, {below}) => sum + below, 0)
    : places.filter(({delivery}) => delivery).length;
  return h(
    "header",
    {class: "page-heading"},
    h("h1", null, title),
    banner({badge: null, text: `${due}个地区报送${asOf ? ` · 数据截至${asOf}` : ""}`}),
    asOf ? onPaper({title, asOf}) : null
  );
}

/** 地区: the places of an area by one metric, over the years, one of them beside its group. The address keeps what is chosen. */
export function placesView(index: PlacesIndex | null, part: FetchPart = fetchPart): HTMLElement {
  if (!index || index.metrics.length === 0) return empty("各地还没有读得进来的数据。");
  const view = h("div", {class: "places"});
  const asked = new URLSearchParams(location.search);
  const areaAsked = asked.get("area");
  const open = async (area: string | null) => {
    const piece = pieceOf(index, area);
    const book = piece ? new PlaceBook(index, await part(piece.file)) : new PlaceBook(index);
    view.replaceChildren(...viewOf(book, area, part, name => void open(name)));
  };
  void open(areaAsked);
  return view;
}

/** The piece in which a place lies that was chosen: 江省, or 江省/江城市. */
const pieceOf = ({parts}: PlacesIndex, area: string | null) => parts.find(({place}) => place === area?.split("/")[0]);

/** Fetches it from where the page came from. */
export const fetchPart: FetchPart = async file => (await fetch(new URL(file, location.href))).json();

/** What can be chosen as the area: of a piece its places under the name of the piece. */
function areasOf({index, part}: PlaceBook, piece: string | undefined): {value: string; label: string}[] {
  const top = index.top.places.filter(({below, name}) => below > 0 && (index.parts.length === 0 || name));
  const inner = piece ? part.places.filter(({below, name}) => below > 0 && name !== piece) : [];
  return top.flatMap(({name}) => [
    {value: name, label: name},
    ...(name === piece ? inner.map(each => ({value: `${piece}/${each.name}`, label: `${name} · ${each.name}`})) : [])
  ]);
}

function viewOf(book: PlaceBook, areaAsked: string | null, part: FetchPart, go: (area: string) => void): HTMLElement[] {
  const {index} = book;
  const query = new URLSearchParams(location.search);
  const piece = pieceOf(index, areaAsked)?.place;
  const areas = areasOf(book, piece);
  const area = select({
    label: "范围",
    options: areas,
    value: areas.find(({value}) => value === areaAsked)?.value ?? areas[0]!.value
  });
  const areaName = area.value.split("/").at(-1)!;
  const [next, all] = [book.below(areaName), book.below(areaName, true)];
  const depth = select({
    label: "比较",
    options: [
      {value: "next", label: "下一级"},
      {value: "all", label: "所有报送的地区"}
    ],
    value: query.get("depth") === "all" ? "all" : "next"
  });
  const deep = all.length > 0 && (all.length !== next.length || all.some(place => !next.includes(place)));
  const metric = metricSelect(index, query.get("metric"));
  const year = yearPicker({
    label: "年度",
    years: index.years.toReversed(),
    value: index.years.find(each => each === Number(query.get("year"))) ?? index.year
  });
  const per = select({
    label: "数值",
    options: [
      {value: "", label: "总数"},
      {value: "1", label: "每百名委员"}
    ],
    value: query.get("per") ?? ""
  });
  const group = h("span", {class: "choice-place"});
  const place = h("span", {class: "choice-place"});
  let groups: Input<string> | null = null;
  let places: Input<string> | null = null;
  const main = h("div");
  const other = h("div");
  const apart = h("div");

  const comparing = (): Comparing => ({
    area: areaName,
    all: deep && depth.value === "all",
    group: groups?.value || null,
    metric: metric.value,
    year: year.value,
    perMember: per.value === "1" && perMemberCan(book, metric.value, next.concat(all), year.value)
  });
  const choose = () => {
    const compared = book.compared({...comparing(), group: null});
    const labels = book.groups(compared, year.value).map(({label}) => label);
    const wanted = groups?.value ?? query.get("group");
    groups =
      labels.length > 1
        ? select({
            label: "同组",
            options: [{value: "", label: "全部"}, ...labels.map(value => ({value, label: value}))],
            value: wanted ?? ""
          })
        : null;
    group.replaceChildren(...(groups ? [groups] : []));
    const one = places?.value ?? query.get("place");
    const names = compared.map(({name}) => name);
    places =
      names.length > 2
        ? select({label: "地区", options: names, value: names.find(name => name === one) ?? names[0]})
        : null;
    place.replaceChildren(...(places ? [places] : []));
    per.hidden = !perMemberCan(book, metric.value, compared, year.value);
  };
  const show = () => {
    const now = comparing();
    main.replaceChildren(...comparison(book, now));
    other.replaceChildren(...(places ? beside(book, places.value, now) : []));
    const file = book.part.splits[now.metric];
    apart.replaceChildren(...(file ? [splitView(book, () => part<PlacesSplit>(file), now)] : []));
    remember({
      ...{area: area.value === areas[0]!.value ? "" : area.value, depth: now.all ? "all" : "", group: now.group ?? ""},
      ...{metric: now.metric, year: String(now.year), per: now.perMember ? "1" : "", place: places?.value ?? ""}
    });
  };
  choose();
  show();
  area.addEventListener("input", () => {
    remember({area: area.value, group: "", place: ""});
    go(area.value);
  });
  for (const each of [depth, year, metric])
    each.addEventListener("input", () => {
      choose();
      show();
    });
  for (const each of [per, group, place]) each.addEventListener("input", show);
  return [
    choices(...(areas.length > 1 ? [area] : []), ...(deep ? [depth] : []), metric, year, per, group),
    main,
    apart,
    ...(places ? [h("h2", {id: "against"}, "一个地区与同组"), choices(place), other] : [])
  ];
}

/** A count can be told for every hundred members where some place says how many it has. */
function perMemberCan(book: PlaceBook, metric: string, places: readonly SitePlace[], year: number): boolean {
  const {unit, adds, kind} = book.metric(metric);
  return unit !== "%" && adds && kind !== "members" && places.some(each => book.members(each, year) !== null);
}

function metricSelect({metrics}: PlacesIndex, wanted: string | null): Input<string> {
  const main = [...metrics].filter(({tile}) => tile !== undefined).sort((a, b) => a.tile! - b.tile!);
  const options = [...main, ...metrics.filter(({tile}) => tile === undefined)];
  return select({
    label: "指标",
    options: options.map(({id, label}) => ({value: id, label})),
    value: options.find(({id}) => id === wanted)?.id ?? options[0]!.id
  });
}

/** The sum with how many are in it; the ranking, the years, the lines; who is not in it and why. */
function comparison(book: PlaceBook, asked: Comparing): HTMLElement[] {
  const metric = book.metric(asked.metric);
  const {year} = asked;
  const area = asked.area!;
  const sum = book.value(metric.id, area, year);
  const [n, of] = book.counted(metric.id, area, year);
  const figures = [rankingFigure, yearsFigure, multiplesFigure].flatMap(make => make(book, asked) ?? []);
  const absent = book.absent(metric.id, area, year);
  return [
    h(
      "p",
      {class: "lead"},
      sum === null
        ? noSum(book, asked)
        : [`${year}年${area}${metric.label}`, h("strong", null, exact(metric, sum)), `，计入${n}/${of}个地区。`]
    ),
    ...(figures.length
      ? figures.map(figure => placeCard(figure, metric))
      : [empty(`可以比较的地区不到两个，没有画图。`)]),
    ...(absent.length ? [absentTable(absent, metric, year)] : [])
  ];
}

/** Why there is no sum: nobody has the figure, or what places have cannot be put together. */
function noSum(book: PlaceBook, {metric: id, area, year}: Comparing): string {
  const [{label}, told] = [book.metric(id), book.told(id, area, year)];
  return told === 0
    ? `${year}年${area}没有一个地区有“${label}”的数据。`
    : `${year}年${area}有${told}个地区有“${label}”的数据，合不成一个数，原因见下表。`;
}

const absentTable = (absent: ReturnType<PlaceBook["absent"]>, {label}: PlaceMetric, year: number) =>
  h(
    "section",
    null,
    h("h2", {id: "absent"}, "没有计入的地区"),
    table({
      label: `${year}年${label}没有计入的地区`,
      columns: [
        {key: "place", label: "地区"},
        {key: "reason", label: "原因"}
      ],
      rows: absent.map(({place, reason}) => ({place: place.name, reason}))
    })
  );

function beside(book: PlaceBook, name: string, asked: Comparing): HTMLElement[] {
  const compared = book.compared({...asked, group: null});
  const group = book.groupOf(book.place(name), compared, asked.year);
  const main = book.index.metrics.filter(({tile, unit, minor}) => tile !== undefined || (unit === "%" && !minor));
  const figure = againstFigure(book, name, group, main, asked.year);
  return figure ? [placeCard(figure)] : [empty(`${name}${asked.year}年没有可以与同组比较的数据。`)];
}
