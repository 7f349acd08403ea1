import {type ChartOptions, dots, matrix, multiples, strips} from "../charts/index.js";
import {exact, numeral, type Printable} from "../metrics/format.js";
import type {Against, Comparing, Group, PlaceBook, Ranked} from "../places/book.js";
import type {PlaceMetric, SitePlace} from "../places/data.js";
import type {FigureTable} from "./figure.js";

/** A chart of places with what stands around it; null in place of one where there is nothing to compare. */
export interface PlaceFigure {
  /** File name and anchor. */
  id: string;
  /** By which templates and lists call it. */
  name: string;
  title: string;
  subtitle: string;
  /** Beneath it: the day that the data reach, ISO, 口径. */
  asOf: string | null;
  rule: string;
  /** What must be seen at once: places without a value. */
  warning: string;
  draw: (options: ChartOptions) => SVGSVGElement;
  table: FigureTable;
}

/** So many places are drawn at most on a page; the table has all. */
export const most = 60;

/** How a value of a metric prints, for every hundred members where so asked. */
const print = (metric: PlaceMetric, perMember = false): Printable =>
  perMember ? {unit: metric.unit, print: {decimals: 1}} : metric;

/** 立案提案, 每百名委员立案提案. */
export const measure = ({label}: PlaceMetric, perMember = false): string => (perMember ? `每百名委员${label}` : label);

/** 百分比, 件. */
export const unitWords = ({unit}: PlaceMetric) => (unit === "%" ? "百分比" : unit);

/** 江城市各地, 江城市各地（山区）. */
export const whose = ({area, group}: Comparing) => `${area ?? ""}各地${group ? `（${group}）` : ""}`;

/** The last day that the data of some places say something of, ISO; null where none says so. */
export const lastDay = (places: readonly SitePlace[]) =>
  places
    .flatMap(({delivery}) => delivery?.until ?? [])
    .toSorted()
    .at(-1) ?? null;

/** The same of places that a figure compares; of those that others lie in, the last day of any. */
export const asOf = ({index}: PlaceBook, places: readonly SitePlace[]) => lastDay(places) ?? index.until;

/** How a metric is counted, and that each place counts by its own rules. */
export const ruleOf = ({rule, session}: PlaceMetric, perMember = false) =>
  `${rule}各地按自己的${session ? "届次年度和" : ""}规则计。${perMember ? "委员数以地区表为准，表里没有的以委员名册为准。" : ""}`;

const absentWords = (ranked: readonly Ranked[], places: readonly SitePlace[]) => {
  const absent = places.filter(place => !ranked.some(row => row.place === place)).map(({name}) => name);
  if (absent.length === 0) return "";
  return `没有这项数据：${absent.slice(0, 12).join("、")}${absent.length > 12 ? `等${absent.length}个` : ""}`;
};

/** Places by one metric, the year before as a ring: 排行. */
export function rankingFigure(book: PlaceBook, asked: Comparing, drawn = most): PlaceFigure | null {
  const metric = book.metric(asked.metric);
  const {year, perMember = false} = asked;
  const ranked = book.ranking(asked);
  if (ranked.length < 2) return null;
  const how = print(metric, perMember);
  const places = book.compared(asked);
  const shown = ranked.slice(0, drawn);
  const [first, last] = [ranked[0]!, ranked.at(-1)!];
  const same = first.value === last.value;
  const sums = places.some(({below}) => below > 0);
  const marks = ({name, below}: SitePlace) => {
    if (below === 0) return "";
    const [n, of] = book.counted(metric.id, name, year);
    return n < of ? `（计入${n}/${of}）` : "";
  };
  return {
    id: "places-ranking",
    name: `各地${metric.label}`,
    title: same
      ? `${measure(metric, perMember)}：各地相同（${exact(how, first.value)}）`
      : `${measure(metric, perMember)}：${first.place.name}最高（${exact(how, first.value)}），${last.place.name}最低（${exact(how, last.value)}）`,
    subtitle: `${year}年${whose(asked)}${measure(metric, perMember)}，${unitWords(metric)}${ranked.length > drawn ? `；图上是前${drawn}名，共${ranked.length}个` : ""}`,
    asOf: asOf(book, places),
    rule: ruleOf(metric, perMember),
    warning: absentWords(ranked, places),
    draw: options =>
      dots(
        shown.map(({place, value, previous}) => ({item: `${place.name}${marks(place)}`, value, previous})),
        {
          label: `${year}年${whose(asked)}${measure(metric, perMember)}的排行。`,
          format: value => exact(how, value),
          plain: value => numeral(how, value),
          now: `${year}年`,
          previous: `${year - 1}年`,
          zero: metric.unit !== "%"
        },
        options
      ),
    table: {
      columns: [
        "名次",
        "地区",
        `${year}年`,
        `${year - 1}年`,
        ...(sums ? ["计入"] : []),
        ...(places.some(place => book.members(place, year) !== null) ? ["委员数"] : [])
      ],
      rows: ranked.map(({rank, place, value, previous}) => [
        rank,
        place.name,
        numeral(how, value),
        previous === null ? null : numeral(how, previous),
        ...(sums ? [book.counted(metric.id, place.name, year).join("/")] : []),
        ...(places.some(each => book.members(each, year) !== null) ? [book.members(place, year)] : [])
      ])
    }
  };
}

/** The same places in the order of the year's ranking over the years. */
function overYears(book: PlaceBook, asked: Comparing) {
  const places = book.ranking(asked).map(({place}) => place);
  const years = book.index.years.filter(year => year <= asked.year).slice(-6);
  const value = (place: SitePlace, year: number) => {
    const found = book.value(asked.metric, place.name, year);
    return asked.perMember ? book.perMember(found, place, year) : found;
  };
  const rows = places.flatMap(place => years.map(year => ({item: place.name, year, value: value(place, year)})));
  return {places, years, rows};
}

/** One metric over places and years as a table of tints: 历年. */
export function yearsFigure(book: PlaceBook, asked: Comparing): PlaceFigure | null {
  const metric = book.metric(asked.metric);
  const {places, years, rows} = overYears(book, asked);
  if (places.length < 2 || years.length < 2) return null;
  const how = print(metric, asked.perMember);
  const shown = places.slice(0, most).map(({name}) => name);
  const open = places.some(place => place.open.includes(asked.year));
  return {
    id: "places-years",
    name: `各地${metric.label}历年`,
    title: `${measure(metric, asked.perMember)}的历年数字`,
    subtitle: `${years[0]}—${years.at(-1)}年${whose(asked)}，${unitWords(metric)}，按${asked.year}年排列${open ? `；${asked.year}年还没有过完` : ""}`,
    asOf: asOf(book, places),
    rule: ruleOf(metric, asked.perMember),
    warning: "",
    draw: options =>
      matrix(
        rows.filter(({item}) => shown.includes(item)),
        {
          label: `${whose(asked)}历年的${measure(metric, asked.perMember)}。`,
          items: shown,
          year: asked.year,
          from: metric.unit === "%" ? Math.min(...rows.flatMap(({value}) => value ?? [])) * 0.98 : 0,
          format: value => exact(how, value),
          plain: value => numeral(how, value)
        },
        options
      ),
    table: {
      columns: ["地区", ...years.map(year => `${year}年`)],
      rows: places.map(({name}) => [
        name,
        ...years.map(year => {
          const found = rows.find(row => row.item === name && row.year === year)!.value;
          return found === null ? null : numeral(how, found);
        })
      ])
    }
  };
}

/** A small line of each place over the years: 走势. */
export function multiplesFigure(book: PlaceBook, asked: Comparing): PlaceFigure | null {
  const figure = yearsFigure(book, asked);
  if (!figure) return null;
  const metric = book.metric(asked.metric);
  const {places, years, rows} = overYears(book, asked);
  const how = print(metric, asked.perMember);
  const shown = places.slice(0, most).map(({name}) => name);
  return {
    ...figure,
    id: "places-multiples",
    name: `各地${metric.label}走势`,
    title: `${measure(metric, asked.perMember)}的走势`,
    subtitle: `${years[0]}—${years.at(-1)}年${whose(asked)}，${unitWords(metric)}，各图刻度相同，末端是最后一年的数字`,
    draw: options =>
      multiples(
        rows.filter(({item}) => shown.includes(item)),
        {
          label: `${whose(asked)}${measure(metric, asked.perMember)}的走势，每个地区一张小图。`,
          items: shown,
          zero: metric.unit !== "%",
          format: value => exact(how, value),
          plain: value => numeral(how, value)
        },
        options
      )
  };
}

/** One place beside its group over the main metrics: 对照. */
export function againstFigure(
  book: PlaceBook,
  name: string,
  group: Group,
  metrics: readonly PlaceMetric[],
  year: number
): PlaceFigure | null {
  const found = book.against(name, group, metrics, year);
  if (found.length === 0) return null;
  const ahead = found.filter(({value, middle}) => value > middle).length;
  const place = (row: Against) => `第${row.rank}/${row.values.length}名`;
  return {
    id: "places-against",
    name: `${name}对照`,
    title: `${name}：${found.length}项中${ahead}项高于同组的中位数`,
    subtitle: `${year}年，与${group.label}共${group.places.length}个地区比较；每行从同组最低到最高，刻度各不相同`,
    asOf: asOf(book, group.places),
    rule: "中位数是同组各地数字排在正中的一个。名次从高到低，高低本身不表示好坏。",
    warning: "",
    draw: options =>
      strips(
        found.map(row => ({
          ...{item: row.metric.label, value: row.value, values: row.values, middle: row.middle},
          text: `${exact(row.metric, row.value)} ${place(row)}`,
          format: value => exact(row.metric, value)
        })),
        {label: `${year}年${name}与同组地区的对照。`, now: name, others: "同组各地", middle: "中位数"},
        options
      ),
    table: {
      columns: ["指标", name, "同组中位数", "最低", "最高", "名次"],
      rows: found.map(row => [
        row.metric.label,
        exact(row.metric, row.value),
        ...[row.middle, Math.min(...row.values), Math.max(...row.values)].map(value => exact(row.metric, value)),
        `${row.rank}/${row.values.length}`
      ])
    }
  };
}
