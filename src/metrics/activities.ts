import {metrics} from "./metric.js";

/** Over `activity_facts`: one row an activity that took place by the cut-off. */
export const activities = metrics(
  {kind: "activities", basis: "calendar", at: "started"},
  {
    held: {label: "履职活动", unit: "项", value: "count(*)", rule: "按活动编号计,一项活动多人参加仍计一项。"},
    sessions: {
      label: "活动场次",
      unit: "场次",
      value: "coalesce(sum(sessions), 0)",
      rule: "各项活动的场次之和,未填场次按1场计。",
      phrases: ["履职活动", "?活动"]
    },
    attendances: {
      label: "委员参加活动",
      unit: "人次",
      value: "coalesce(sum(attendances), 0)",
      rule: "各项活动参加人次之和。"
    },
    key_tasks: {
      label: "重点履职任务",
      unit: "项",
      value: "count(*) filter (where planned and done)",
      rule: "列入年度计划且当年完成的协商、调研、视察等任务。",
      subsetOf: "activities.held",
      phrases: ["履职任务"]
    },
    speech_papers: {
      label: "大会发言材料",
      unit: "篇",
      value: "coalesce(sum(outputs) filter (where output_type = '大会发言材料'), 0)",
      rule: "成果类型为大会发言材料的成果数量。"
    },
    special_reports: {
      label: "专题报告",
      unit: "篇",
      value: "coalesce(sum(outputs) filter (where output_type = '专题报告'), 0)",
      rule: "成果类型为专题报告的成果数量。"
    },
    study_reports: {
      label: "调研报告",
      unit: "篇",
      value: "coalesce(sum(outputs) filter (where output_type = '调研报告'), 0)",
      rule: "成果类型为调研报告的成果数量。"
    },
    suggestions: {
      label: "活动建议",
      unit: "条",
      value: "coalesce(sum(suggestions), 0)",
      rule: "各项活动提出的建议条数之和。",
      phrases: ["履职活动建议", "?建议"]
    },
    key_suggestions: {
      label: "重点建议",
      unit: "条",
      value: "coalesce(sum(suggestions) filter (where type in ('全会协商', '专题协商')), 0)",
      rule: "全会协商和专题协商提出的建议条数。",
      subsetOf: "activities.suggestions",
      phrases: ["全会协商和专题协商建议"]
    },
    standing_sessions: {
      label: "常委会协商",
      unit: "次",
      value: "coalesce(sum(sessions) filter (where type = '常委会协商'), 0)",
      rule: "活动类型为常委会协商的场次。",
      subsetOf: "activities.sessions",
      phrases: ["常委会专题协商"]
    },
    standing_suggestions: {
      label: "常委会和主席会议协商建议",
      unit: "条",
      value: "coalesce(sum(suggestions) filter (where type in ('常委会协商', '主席会议协商')), 0)",
      rule: "常委会协商和主席会议协商提出的建议条数。",
      print: {word: "余", place: 10},
      subsetOf: "activities.suggestions",
      phrases: ["常委会和主席会议建议", "常委会和主席会议专题协商建议"]
    },
    adopted: {
      label: "采纳建议",
      unit: "条",
      value: "coalesce(sum(adopted) filter (where type in ('常委会协商', '主席会议协商')), 0)",
      rule: "常委会协商和主席会议协商的建议中被采纳的条数。",
      print: {word: "多", place: 10},
      subsetOf: "activities.standing_suggestions",
      phrases: ["常委会和主席会议协商建议被采纳", "建议被采用"]
    },
    paired_sessions: {
      label: "对口协商",
      unit: "场次",
      value: "coalesce(sum(sessions) filter (where type = '对口协商'), 0)",
      rule: "活动类型为对口协商的场次。",
      print: {word: "余", place: 10},
      subsetOf: "activities.sessions"
    },
    paired_suggestions: {
      label: "对口协商建议",
      unit: "条",
      value: "coalesce(sum(suggestions) filter (where type = '对口协商'), 0)",
      rule: "对口协商提出的建议条数。",
      print: {word: "余", place: 10},
      subsetOf: "activities.suggestions"
    },
    inspections: {
      label: "视察调研",
      unit: "次",
      value: "coalesce(sum(sessions) filter (where type in ('视察', '调研')), 0)",
      rule: "活动类型为视察或调研的场次。",
      print: {word: "余", place: 10},
      subsetOf: "activities.sessions",
      phrases: ["视察考察调研"]
    },
    supervision_suggestions: {
      label: "监督性建议",
      unit: "条",
      value: "coalesce(sum(suggestions) filter (where type = '民主监督'), 0)",
      rule: "民主监督活动提出的建议条数。",
      subsetOf: "activities.suggestions"
    },
    briefing_suggestions: {
      label: "情况通报会建议",
      unit: "条",
      value: "coalesce(sum(suggestions) filter (where type = '听取通报'), 0)",
      rule: "听取通报时提出的建议条数。",
      print: {word: "余", place: 10},
      subsetOf: "activities.suggestions"
    },
    grassroots_sessions: {
      label: "基层协商活动",
      unit: "场次",
      value: "coalesce(sum(sessions) filter (where type = '基层协商'), 0)",
      rule: "依托委员工作室等开展的基层协商场次。",
      print: {word: "余", place: 10},
      subsetOf: "activities.sessions",
      phrases: ["基层协商", "委员工作室协商", "委员工作室活动"]
    },
    problems_solved: {
      label: "解决基层难题",
      unit: "件",
      value: "coalesce(sum(problems_solved), 0)",
      rule: "各项活动推动解决的问题数之和。",
      print: {word: "多", place: 10},
      phrases: ["基层协商解决难题", "委员工作室解决难题", "协商解决难题"]
    },
    livestreams: {
      label: "直播助农",
      unit: "场",
      value: "coalesce(sum(sessions) filter (where type = '直播助农'), 0)",
      rule: "活动类型为直播助农的场次。",
      print: {word: "多", place: 10},
      subsetOf: "activities.sessions"
    },
    charity: {
      label: "公益活动",
      unit: "场次",
      value: "coalesce(sum(sessions) filter (where type = '公益活动'), 0)",
      rule: "活动类型为公益活动的场次。",
      print: {word: "余", place: 10},
      subsetOf: "activities.sessions"
    },
    people_served: {
      label: "服务群众",
      unit: "人次",
      value: "coalesce(sum(people_served), 0)",
      rule: "各项活动服务人次之和。",
      print: {word: "余", place: 10000},
      phrases: ["公益活动服务群众", "委员工作室服务群众"]
    },
    party_speeches: {
      label: "党派团体议政发言",
      unit: "人次",
      value: "coalesce(sum(speeches) filter (where party is not null), 0)",
      rule: "党派、人民团体在各类会议上的发言人次。",
      print: {word: "余", place: 100, unit: "人(次)"}
    },
    lectures: {
      label: "公益讲座和义诊",
      unit: "场次",
      value: "coalesce(sum(sessions) filter (where type = '讲座义诊'), 0)",
      rule: "活动类型为讲座义诊的场次。",
      print: {word: "余", place: 10},
      subsetOf: "activities.sessions"
    },
    member_visits: {
      label: "走访委员",
      unit: "人次",
      value: "coalesce(sum(attendances) filter (where type = '走访委员'), 0)",
      rule: "主席会议成员走访委员的人次。",
      print: {word: "余", place: 10},
      phrases: ["?走访"],
      subsetOf: "activities.attendances"
    },
    exchange_places: {
      label: "学习交流地区",
      unit: "个",
      value: "len(list_distinct(flatten(list(partners) filter (where type = '学习交流'))))",
      rule: "学习交流活动的对方地区,去重计数。",
      print: {vague: true, unit: "地"},
      at: null,
      adds: false
    },
    consultations: {
      label: "协商活动",
      unit: "次",
      value: "coalesce(sum(sessions) filter (where list_contains(counts_toward, '协商活动')), 0)",
      rule: "各类协商的场次。",
      settings: ["计入协商活动的活动类型"],
      phrases: ["?协商"],
      subsetOf: "activities.sessions"
    },
    supervision: {
      label: "民主监督活动",
      unit: "次",
      value: "coalesce(sum(sessions) filter (where list_contains(counts_toward, '民主监督活动')), 0)",
      rule: "各类民主监督的场次。",
      settings: ["计入民主监督活动的活动类型"],
      phrases: ["?监督"],
      subsetOf: "activities.sessions"
    },
    instructions: {
      label: "活动批示",
      unit: "件次",
      value: "coalesce(sum(instructions) filter (where instruction_level in ('district_chief', 'district')), 0)",
      rule: "区委区政府领导对活动成果的批示,一项由两位领导批示计2件次。",
      phrases: ["活动成果批示", "活动成果获区领导批示"]
    }
  }
);
