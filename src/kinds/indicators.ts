import {measure} from "../intake/derive.js";
import {kind} from "./kind.js";

/** 其他指标台账: the figures that no export carries, kept by hand, one row an indicator and year. */
export const indicators = kind(
  "indicators",
  {
    indicator: {type: "text", required: true, names: ["指标", "指标名称"]},
    year: {type: "integer", reads: "year", required: true, merges: true, adds: false, names: ["年度", "年份"]},
    value: {type: "number", required: true, adds: false, also: "said", names: ["数值", "数据"]},
    said: {type: "text", names: ["文字数值"]},
    unit: {type: "text", names: ["单位", "计量单位"]},
    rule: {type: "text", names: ["口径", "口径说明", "统计口径", "指标口径"]},
    origin: {type: "text", names: ["来源", "数据来源", "资料来源"]},
    reporter: {type: "text", personal: true, reads: "person", names: ["填报人"]}
  },
  {
    label: "其他指标台账",
    needs: [["indicator"], ["year"], ["value"]],
    key: ["indicator"],
    words: true,
    identity: {
      keys: [{of: ["year", "indicator"]}],
      title: ["value", "said", "unit"],
      words: {same: "指标和年度", title: "数值", one: "个指标"},
      remedy: "按先写的计，不完整；请核对，只留一行"
    },
    called: {number: ["indicator", "year"], title: "indicator"},
    derivations: [measure("value", "said", "unit")],
    basis: "calendar",
    date: null,
    events: [],
    facts: "indicator_facts"
  }
);
