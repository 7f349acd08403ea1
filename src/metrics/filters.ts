import {type KindName, kindOf, kinds} from "../kinds/index.js";
import {type Dimension, declaredDimensions} from "./dimensions.js";

/** A kind whose figures can be filtered in the browser. */
export type CubeKind = KindName;
export const cubeKinds: readonly CubeKind[] = kinds.filter(({items}) => items).map(({name}) => name);

/** The count that says how many items a filter leaves. Throws for a kind without items. */
export function itemCount(kind: CubeKind): string {
  const {items} = kindOf(kind);
  if (!items) throw new Error(`no items: ${kind}`);
  return `${kind}.${items}`;
}

/**
 * The dimensions of a cube. What is filtered by or drawn by is in it and nothing else: every further one makes its
 * combinations rarer, until each is a single item.
 */
export const cubeDimensions = (kind: CubeKind): Dimension[] =>
  declaredDimensions.filter(dimension => dimension.kind === kind && dimension.only !== "figures");

/** Events whose months are drawn; no date of a cube is finer. */
export const cubeMonths = (kind: CubeKind): readonly string[] => kindOf(kind).months ?? [];

/** One choice of the filter bar: a dimension by its name in the address, where a kind has it. */
export interface FilterField {
  id: string;
  label: string;
  dimensions: Partial<Record<CubeKind, string>>;
}

export const filterFields: readonly FilterField[] = filterOrder().map(id => {
  const answering = declaredDimensions.filter(({filter}) => filter === id);
  return {
    id,
    label: [...new Set(answering.map(({label}) => label))].join("、"),
    dimensions: Object.fromEntries(answering.map(dimension => [dimension.kind, dimension.id]))
  };
});

/** The choices of all kinds in one order that keeps each kind's own: one that only some have stands before what follows it there. */
function filterOrder(): string[] {
  const order: string[] = [];
  for (const {dimensions = []} of kinds) {
    const own = dimensions.flatMap(({filter}) => (filter ? [filter] : []));
    for (const [i, id] of own.entries()) {
      if (order.includes(id)) continue;
      const next = own.slice(i + 1).find(later => order.includes(later));
      order.splice(next ? order.indexOf(next) : order.length, 0, id);
    }
  }
  return order;
}

/**
 * What is chosen: items by field, any of them within a field, all fields together; and the years that trends show
 * (all where none is named).
 */
export interface Filter {
  items: Record<string, string[]>;
  years: number[];
}

export const noFilter: Filter = {items: {}, years: []};

export const isEmpty = ({items, years}: Filter) =>
  years.length === 0 && Object.values(items).every(list => list.length === 0);

/** The fields of a filter in which something is chosen. */
export const chosenFields = ({items}: Filter) => filterFields.filter(({id}) => items[id]?.length);

/** Whether every chosen field is one that the kind has: 履职活动 has no 类别. */
export const applies = (filter: Filter, kind: CubeKind) =>
  chosenFields(filter).every(({dimensions}) => dimensions[kind]);

/** 类别:教育;党派:民盟、民进. The years to show leave no item out, and are not said. */
export function filterWords(filter: Filter): string {
  return chosenFields(filter)
    .map(({id, label}) => `${label}:${filter.items[id]!.join("、")}`)
    .join(";");
}
