import {metrics} from "./metric.js";

/** Over `proposal_facts`: one row a proposal as it stood at the cut-off. */
export const proposals = metrics(
  {kind: "proposals", basis: "session", alternative: "calendar", at: "submitted"},
  {
    submitted: {
      label: "提交提案",
      unit: "件",
      value: "count(*)",
      rule: "联名提案计一件。",
      settings: ["会前收件月数"],
      phrases: ["收到提案", "提案"]
    },
    filed: {
      label: "立案提案",
      unit: "件",
      value: "count(*) filter (where filed)",
      rule: "审查结果为立案的提案。",
      settings: ["并案计入立案"],
      subsetOf: "proposals.submitted",
      phrases: ["立案"]
    },
    merged: {
      label: "并案提案",
      unit: "件",
      value: "count(*) filter (where merged)",
      rule: "并入其他提案办理的提案。",
      subsetOf: "proposals.submitted",
      phrases: ["并案"]
    },
    joint: {
      label: "联名提案",
      unit: "件",
      value: "count(*) filter (where proposer_type = 'joint')",
      rule: "两名以上委员共同提出,计一件。",
      subsetOf: "proposals.submitted"
    },
    organised: {
      label: "党派团体提案",
      unit: "件",
      value: "count(*) filter (where proposer_type in ('party', 'organisation', 'sector', 'committee', 'group'))",
      rule: "党派、人民团体、界别、专委会和委员小组以集体名义提出的提案。",
      subsetOf: "proposals.submitted",
      phrases: ["党派团体提交提案", "集体提案"]
    },
    key: {
      label: "重点提案",
      unit: "件",
      value: "count(*) filter (where key)",
      rule: "列为重点督办的提案。",
      subsetOf: "proposals.submitted"
    },
    assigned: {
      label: "交办提案",
      unit: "件",
      value: "count(*) filter (where filed and coalesce(assigned, replied, closed) is not null)",
      rule: "立案后已交承办单位办理的提案,没有写交办日期而已答复或办结的也在内。",
      at: "assigned",
      subsetOf: "proposals.filed"
    },
    appraised: {
      label: "民主评议提案",
      unit: "件",
      value: "count(*) filter (where appraised)",
      rule: "办理工作列入民主评议的提案。",
      subsetOf: "proposals.submitted"
    },
    appraised_units: {
      label: "民主评议单位",
      unit: "个",
      value: "len(list_distinct(flatten(list(main_units) filter (where appraised))))",
      rule: "民主评议提案的主办单位,按规范名称去重。",
      at: null,
      adds: false
    },
    closed: {
      label: "办结提案",
      unit: "件",
      value: "count(*) filter (where filed and closed is not null)",
      rule: "立案提案中主办单位均已办结的,会办单位不影响。",
      at: "closed",
      print: {all: "proposals.filed"},
      subsetOf: "proposals.filed"
    },
    replied: {
      label: "回复提案",
      unit: "件",
      value: "count(*) filter (where filed and replied is not null)",
      rule: "立案提案中承办单位已书面答复的。",
      at: "replied",
      subsetOf: "proposals.filed"
    },
    due: {
      label: "应按期回复提案",
      unit: "件",
      value: "count(*) filter (where filed and due is not null and (replied is not null or overdue))",
      rule: "立案提案中有办理时限,且已答复或时限已过的。",
      settings: ["答复期限天数"],
      at: null,
      part: true,
      phrases: ["应答复提案"]
    },
    replied_on_time: {
      label: "按期回复提案",
      unit: "件",
      value: "count(*) filter (where filed and replied <= due)",
      rule: "在办理时限当日或之前答复的立案提案。",
      settings: ["答复期限天数"],
      at: "replied",
      subsetOf: "proposals.replied"
    },
    rated: {
      label: "参评提案",
      unit: "件",
      value: "count(*) filter (where filed and rating in ('satisfied', 'basic', 'dissatisfied'))",
      rule: "立案提案中委员对办理作出评价的。",
      at: null,
      subsetOf: "proposals.filed",
      side: "member"
    },
    rating_base: {
      label: "满意率分母",
      unit: "件",
      value: "count(*) filter (where filed and counts_for_rating)",
      rule: "满意率的分母。",
      settings: ["满意率分母"],
      at: null,
      part: true
    },
    satisfied: {
      label: "满意提案",
      unit: "件",
      value: "count(*) filter (where filed and satisfied)",
      rule: "委员评价为满意的立案提案。",
      settings: ["基本满意计入满意"],
      at: null,
      subsetOf: "proposals.rated",
      side: "member"
    },
    unit_rated: {
      label: "单位参评提案",
      unit: "件",
      value: "count(*) filter (where filed and unit_rating in ('satisfied', 'basic', 'dissatisfied'))",
      rule: "立案提案中承办单位对提案质量作出评价的。",
      at: null,
      part: true,
      side: "unit",
      phrases: ["参评提案", "提案评价"]
    },
    unit_satisfied: {
      label: "单位满意提案",
      unit: "件",
      value: "count(*) filter (where filed and unit_satisfied)",
      rule: "承办单位评价为满意的立案提案。",
      settings: ["基本满意计入满意"],
      at: null,
      part: true,
      side: "unit",
      phrases: ["满意提案"]
    },
    instructions: {
      label: "提案批示",
      unit: "件次",
      value: "coalesce(sum(instructions) filter (where instruction_level in ('district_chief', 'district')), 0)",
      rule: "区委区政府领导对提案的批示,一件由两位领导批示计2件次。",
      at: null,
      phrases: ["提案获区领导批示"]
    },
    reply_days: {
      label: "答复用时中位数",
      unit: "天",
      value: "median(date_diff('day', assigned, replied)) filter (where filed)",
      rule: "立案提案自交办到答复的天数,取中位数。",
      at: null,
      adds: false,
      phrases: ["答复用时", "中位数", "用时中位数", "中位用时", "办理用时", "答复时间中位数"]
    },
    filing_rate: {label: "立案率", unit: "%", value: "{filed} / {submitted}", rule: "立案提案除以提交提案。"},
    closing_rate: {
      label: "办结率",
      unit: "%",
      value: "{closed} / {filed}",
      rule: "办结提案除以立案提案。",
      phrases: ["提案办结"]
    },
    reply_rate: {
      label: "回复率",
      unit: "%",
      value: "{replied} / {filed}",
      rule: "回复提案除以立案提案。",
      phrases: ["提案回复"]
    },
    on_time_rate: {
      label: "按期回复率",
      unit: "%",
      value: "{replied_on_time} / {due}",
      rule: "按期回复提案除以应按期回复提案。",
      phrases: ["提案按期回复"]
    },
    rating_rate: {label: "参评率", unit: "%", value: "{rated} / {filed}", rule: "参评提案除以立案提案。"},
    satisfaction: {
      label: "委员满意率",
      unit: "%",
      value: "{satisfied} / {rating_base}",
      rule: "满意提案除以满意率分母,与参评率一并公布。",
      phrases: ["满意率", "委员满意"],
      side: "member"
    },
    two_way_satisfaction: {
      label: "双向评价满意率",
      unit: "%",
      value: "least({satisfied} / {rating_base}, {unit_satisfied} / {unit_rated})",
      rule: "委员对办理、单位对提案两方满意率中较低的一方;单位一方以单位参评提案(满意、基本满意、不满意)为分母。",
      phrases: ["双向评价"]
    }
  }
);
