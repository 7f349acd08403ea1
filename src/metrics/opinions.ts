import {metrics} from "./metric.js";

const received = "opinions.received";

/** Over `opinion_facts`: one row an entry as it stood at the cut-off. */
export const opinions = metrics(
  {kind: "opinions", basis: "calendar", at: "received"},
  {
    received: {
      label: "收到社情民意",
      unit: "篇",
      value: "count(*)",
      rule: "当年收到的全部社情民意,按收到日期计。",
      print: {word: "余", place: 10},
      phrases: ["社情民意"]
    },
    compiled: {
      label: "编报社情民意",
      unit: "篇",
      value: "count(*) filter (where compiled is not null)",
      rule: "当年收到并已编报的,以编报日期为准,一篇计一次。",
      at: "compiled",
      subsetOf: received,
      phrases: ["编报"]
    },
    forwarded: {
      label: "转报社情民意",
      unit: "篇",
      value: "count(*) filter (where len(forwarded_to) > 0)",
      rule: "转报到任一单位的,报送多处仍计一篇;转报不等于采用。",
      at: "forwarded",
      subsetOf: "opinions.compiled"
    },
    forwarded_national: {
      label: "转报全国政协",
      unit: "篇",
      value: "count(*) filter (where list_contains(forwarded_to, '全国政协'))",
      rule: "报送去向含全国政协的;转报不等于采用。",
      at: "forwarded",
      subsetOf: "opinions.forwarded"
    },
    forwarded_departments: {
      label: "转报市级部门",
      unit: "篇",
      value: "count(*) filter (where list_contains(forwarded_to, '市级部门'))",
      rule: "报送去向含市级部门的;转报不等于采用。",
      at: "forwarded",
      subsetOf: "opinions.forwarded",
      phrases: ["报送市级部门"]
    },
    adopted: {
      label: "采用社情民意",
      unit: "篇",
      value: "count(*) filter (where len(adopted_by) > 0)",
      rule: "被任一层级采用的,一篇计一次。",
      at: null,
      subsetOf: received
    },
    adoptions: {
      label: "采用篇次",
      unit: "篇次",
      value: "coalesce(sum(len(adopted_by)), 0)",
      rule: "篇乘以采用层级,被两级采用计2篇次。",
      at: null,
      phrases: ["社情民意采用"]
    },
    instructed: {
      label: "批示社情民意",
      unit: "篇",
      value: "count(*) filter (where instruction_level is not null)",
      rule: "获市、区任一级领导批示的。",
      at: "instructed",
      subsetOf: received,
      phrases: ["各级领导批示社情民意"]
    },
    city_instructed: {
      label: "市领导批示",
      unit: "篇",
      value: "count(*) filter (where instruction_level = 'city')",
      rule: "获市领导批示的社情民意。",
      at: "instructed",
      subsetOf: "opinions.instructed"
    },
    district_instructed: {
      label: "区领导批示社情民意",
      unit: "篇",
      value: "count(*) filter (where instruction_level in ('district_chief', 'district'))",
      rule: "获区委区政府主要领导或区领导批示的社情民意。",
      at: "instructed",
      print: {vague: true},
      subsetOf: "opinions.instructed"
    },
    organised: {
      label: "党派团体反映",
      unit: "篇",
      value: "count(*) filter (where source_type in ('party', 'organisation'))",
      rule: "来源类型为党派或人民团体的社情民意。",
      subsetOf: received,
      phrases: ["党派团体社情民意"]
    },
    instructions: {
      label: "社情民意批示",
      unit: "件次",
      value: "coalesce(sum(instructions) filter (where instruction_level in ('district_chief', 'district')), 0)",
      rule: "区委区政府领导对社情民意的批示,一篇由两位领导批示计2件次。",
      at: null,
      phrases: ["社情民意获区领导批示"]
    },
    compiled_rate: {
      label: "编报率",
      unit: "%",
      value: "{compiled} / {received}",
      rule: "编报社情民意除以收到社情民意。",
      phrases: ["编报"]
    },
    adopted_rate: {label: "采用率", unit: "%", value: "{adopted} / {forwarded}", rule: "采用社情民意除以转报社情民意。"}
  }
);
