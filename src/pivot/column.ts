import type {FieldType} from "../intake/source.js";
import {type KindName, kindOf} from "../kinds/index.js";

/** A column of `item-columns`: what analysts may see of the items of a kind. */
export interface ItemColumn {
  kind: KindName;
  name: string;
  label: string;
  type: FieldType;
  /** The office's own. */
  own: boolean;
}

/** The column of a way to split: a declared dimension's, or the column of that name. */
export const columnOf = (kind: KindName, id: string): string =>
  kindOf(kind).dimensions?.find(dimension => dimension.id === id)?.column ?? id;
