import type {Kind} from "./metric.js";

/** A way to split the metrics of a kind. */
export interface Dimension {
  id: string;
  kind: Exclude<Kind, "multi" | "indicators">;
  label: string;
  /** Column of the kind's facts. */
  column: string;
  /** An item may fall under several values: parts then add up to more than the whole, and tables say so. */
  multiple?: boolean;
}

/** Every dimension; `id` is unique within its kind. */
export const dimensions: readonly Dimension[] = [
  {kind: "proposals", id: "category", label: "类别", column: "category"},
  {kind: "proposals", id: "proposer_type", label: "提案者类型", column: "proposer_type"},
  {kind: "proposals", id: "party", label: "党派", column: "party"},
  {kind: "proposals", id: "sector", label: "界别", column: "sector"},
  {kind: "proposals", id: "committee", label: "专委会", column: "committee"},
  {kind: "proposals", id: "main_unit", label: "主办单位", column: "main_units", multiple: true},
  {kind: "proposals", id: "review", label: "审查结果", column: "review"},
  {kind: "proposals", id: "outcome", label: "办理结果", column: "outcome"},
  {kind: "proposals", id: "rating", label: "委员评价", column: "rating"},
  {kind: "opinions", id: "source_type", label: "来源", column: "source_type"},
  {kind: "opinions", id: "category", label: "类别", column: "category"},
  {kind: "opinions", id: "party", label: "党派", column: "party"},
  {kind: "opinions", id: "sector", label: "界别", column: "sector"},
  {kind: "opinions", id: "forwarded_to", label: "报送去向", column: "forwarded_to", multiple: true},
  {kind: "opinions", id: "adopted_by", label: "采用层级", column: "adopted_by", multiple: true},
  {kind: "opinions", id: "instruction_level", label: "批示级别", column: "instruction_level"},
  {kind: "activities", id: "type", label: "活动类型", column: "type"},
  {kind: "activities", id: "committee", label: "承办部门", column: "committee"},
  {kind: "activities", id: "output_type", label: "成果类型", column: "output_type"}
];

/** The dimensions of a kind. */
export const dimensionsOf = (kind: Kind) => dimensions.filter(dimension => dimension.kind === kind);
