import {type Dimension, dimensionsOf} from "./dimensions.js";

/** The kinds whose figures can be filtered in the browser. */
export type CubeKind = Dimension["kind"];
export const cubeKinds: readonly CubeKind[] = ["proposals", "opinions", "activities"];

/** Counts that say how many items a filter leaves. */
export const itemCounts: Record<CubeKind, string> = {
  proposals: "proposals.submitted",
  opinions: "opinions.received",
  activities: "activities.held"
};

/**
 * The dimensions of a cube. What is filtered by or drawn by is in it and nothing else: every further one makes its
 * combinations rarer, until each is a single item.
 */
export const cubeDimensions = (kind: CubeKind): Dimension[] => [
  ...dimensionsOf(kind).filter(({id}) => id !== "review" && id !== "rating"),
  ...further.filter(dimension => dimension.kind === kind)
];

const further: readonly Dimension[] = [
  {kind: "proposals", id: "instruction_level", label: "批示级别", column: "instruction_level"},
  {kind: "opinions", id: "unit", label: "办理单位", column: "unit"},
  {kind: "activities", id: "party", label: "党派", column: "party"},
  {kind: "activities", id: "instruction_level", label: "批示级别", column: "instruction_level"}
];

/** Events whose months are drawn; no date of a cube is finer. */
export const cubeMonths: Record<CubeKind, readonly string[]> = {
  proposals: ["submitted", "replied"],
  opinions: ["received", "compiled"],
  activities: ["started"]
};

/** One choice of the filter bar: a dimension by its name in the address, where a kind has it. */
export interface FilterField {
  id: string;
  label: string;
  dimensions: Partial<Record<CubeKind, string>>;
}

export const filterFields: readonly FilterField[] = [
  {id: "category", label: "类别", dimensions: {proposals: "category", opinions: "category"}},
  {id: "proposer_type", label: "提案者类型", dimensions: {proposals: "proposer_type"}},
  {id: "source_type", label: "来源", dimensions: {opinions: "source_type"}},
  {id: "activity_type", label: "活动类型", dimensions: {activities: "type"}},
  {id: "party", label: "党派", dimensions: {proposals: "party", opinions: "party", activities: "party"}},
  {id: "sector", label: "界别", dimensions: {proposals: "sector", opinions: "sector"}},
  {id: "unit", label: "主办、办理单位", dimensions: {proposals: "main_unit", opinions: "unit"}},
  {id: "committee", label: "专委会、承办部门", dimensions: {proposals: "committee", activities: "committee"}},
  {
    id: "level",
    label: "批示级别",
    dimensions: {proposals: "instruction_level", opinions: "instruction_level", activities: "instruction_level"}
  },
  {id: "forwarded_to", label: "报送去向", dimensions: {opinions: "forwarded_to"}},
  {id: "adopted_by", label: "采用层级", dimensions: {opinions: "adopted_by"}},
  {id: "output_type", label: "成果类型", dimensions: {activities: "output_type"}}
];

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
