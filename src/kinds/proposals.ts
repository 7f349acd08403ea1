import {deadline, oneAtLeast, sessionYear} from "../intake/derive.js";
import {instructionLevels, ratings} from "./codes.js";
import {kind, type Setting} from "./kind.js";
import {registered} from "./people.js";
import {plenaryMonths} from "./rules.js";

const replyDays: Setting = {
  rule: "答复期限天数",
  value: "90",
  says: {least: 1, most: 730, print: days => `没有写明办理时限的,以交办后${days}天为限。`},
  note: "没有“要求办结日期”的,以交办日期加此天数为期限"
};

/** 提案: what the proposal systems export, one row a proposal (or one a handling unit, folded later). */
export const proposals = kind(
  "proposals",
  {
    serial: {type: "text", reads: "id", names: ["流水号", "系统编号", "lsh", "pkid"]},
    number: {type: "text", reads: "id", names: ["提案编号", "提案号", "案号", "编号", "proposal_number"]},
    session: {type: "text", reads: "session", merges: true, names: ["届次", "政协届次", "会议届次"]},
    plenary: {
      type: "flag",
      names: ["会上/平时", "会议标识", "提案时段"],
      values: {
        true: ["会上", "会议期间", "大会期间", "大会", "全会", "会议提案", "大会提案", "全会提案"],
        false: ["平时", "闭会期间", "休会期间", "平时提案", "闭会", "会外"]
      }
    },
    title: {
      type: "text",
      required: true,
      names: ["案由", "提案题目", "提案标题", "标题", "题目", "提案名称", "reason"]
    },
    proposer_type: {
      type: "code",
      merges: true,
      names: ["提案者类型", "提案类型", "提案人类别", "提案形式", "提案人类型"],
      values: {
        individual: ["委员个人", "个人", "委员", "个人提案", "委员提案"],
        joint: ["委员联名", "联名", "联名提案", "委员联名提案"],
        party: ["党派", "民主党派", "党派提案", "党派团体"],
        organisation: ["人民团体", "团体", "团体提案"],
        collective: ["集体提案", "集体"],
        sector: ["界别", "界别提案"],
        committee: ["专委会", "专门委员会", "专委会提案"],
        group: ["委员小组", "小组", "小组提案"]
      }
    },
    proposer: {
      type: "text",
      personal: true,
      reads: "person",
      also: "proposer_count",
      names: ["第一提案人", "提案人", "提案者", "领衔人", "提案人姓名"]
    },
    co_proposers: {
      type: "list",
      personal: true,
      reads: "person",
      names: ["联名人", "附议提案者", "联名委员", "附议人"]
    },
    proposer_count: {type: "integer", names: ["提案人数", "联名人数"]},
    sector: {type: "text", merges: true, names: ["界别"]},
    party: {type: "text", merges: true, names: ["党派", "政治面貌"]},
    committee: {type: "text", merges: true, names: ["专委会", "所属专委"]},
    category: {
      type: "text",
      reads: "category",
      merges: true,
      names: ["类别", "内容分类", "分类", "提案类别", "领域", "提案分类"]
    },
    submitted: {type: "date", required: "readable", names: ["提交日期", "提交时间", "提案时间", "publish_time"]},
    review: {
      type: "code",
      names: ["审查结果", "立案状态", "审查意见", "是否立案", "审核结果", "审核意见"],
      values: {
        filed: ["立案", "予以立案", "已立案", "是"],
        refused: ["不立案", "不予立案", "未立案", "否"],
        merged: ["并案", "并案处理", "合并立案"],
        withdrawn: ["撤案", "撤回", "撤销"],
        to_opinion: ["转社情民意", "转为社情民意"],
        to_letter: ["作为意见处理", "不立案转意见", "转意见建议", "转意见"]
      }
    },
    reviewed: {type: "date", names: ["审查日期", "立案日期", "审核日期"]},
    merged_into: {type: "text", reads: "id", names: ["并案主号", "合并提案", "并案父id"]},
    handling: {
      type: "code",
      names: ["办理方式", "办理类型", "承办方式"],
      values: {single: ["独办", "单办"], joint: ["会办", "主会办", "主办会办"], split: ["分办", "分别办理"]}
    },
    main_units: {
      type: "list",
      reads: "unit",
      also: "co_units",
      names: ["主办单位", "承办单位", "办理单位", "主办部门", "承办部门"]
    },
    co_units: {type: "list", reads: "unit", names: ["会办单位", "协办单位", "会办部门", "协办部门"]},
    assigned: {type: "date", names: ["交办日期"]},
    due: {
      type: "date",
      names: ["要求办结日期", "办理时限", "办理期限", "答复期限"],
      meanwhile: "按交办日期加规定的答复天数算"
    },
    replied: {type: "date", names: ["答复日期", "复函日期", "办复日期", "回复日期"]},
    closed: {type: "date", names: ["办结日期", "实际办结日期"]},
    outcome: {
      type: "code",
      names: ["办理结果", "解决程度", "答复类别", "处理情况", "采纳情况"],
      values: {
        solved: ["已解决或采纳", "已解决", "已采纳", "解决或采纳", "已经解决或采纳"],
        planned: ["列入计划解决", "列入计划", "正在解决或列入计划解决", "正在解决"],
        limited: ["因条件限制暂不能解决", "暂不能解决", "因条件限制暂时不能解决"],
        reference: ["留作参考", "作为参考"]
      }
    },
    rating: {type: "code", names: ["委员意见", "提案人意见", "委员满意度", "满意度", "委员反馈"], values: ratings},
    unit_rating: {type: "code", names: ["提案质量评价", "单位评价"], values: ratings},
    appraised: {type: "flag", names: ["是否民主评议", "民主评议"]},
    key: {type: "flag", names: ["重点提案", "是否重点提案", "是否督办"]},
    led_by: {type: "text", names: ["督办类型", "督办层级", "领衔督办类型"]},
    excellent: {type: "flag", names: ["优秀提案", "是否优秀提案"]},
    instruction_level: {type: "code", names: ["批示级别"], values: instructionLevels},
    instructions: {type: "integer", names: ["批示件次"]}
  },
  {
    label: "提案",
    needs: [["title"], ["number", "serial"], ["submitted", "session"]],
    key: ["serial", "number", "title"],
    oneOf: ["serial", "number"],
    identity: {
      keys: [{of: ["serial"]}, {of: ["session", "number"]}],
      alias: ["year", "title", "proposer"],
      fixed: "serial",
      number: "number",
      draft: "[A-Z]+[0-9]+",
      title: ["title"],
      who: "proposer",
      all: ["replied", "closed"],
      last: ["due"],
      twins: true
    },
    called: {number: ["session", "number"], title: "title"},
    derivations: [
      sessionYear("session", "submitted", "plenary", plenaryMonths),
      deadline("assigned", "due", replyDays),
      oneAtLeast("instruction_level", "instructions")
    ],
    basis: "session",
    alternative: "calendar",
    date: "submitted",
    events: ["submitted", "reviewed", "assigned", "replied", "closed"],
    known: [
      {fields: ["review"], by: ["reviewed", "assigned"]},
      {fields: ["assigned"], by: ["assigned"]},
      {fields: ["replied"], by: ["replied"]},
      {fields: ["closed"], by: ["closed"]},
      {fields: ["outcome", "rating", "unit_rating"], by: ["replied", "closed"]},
      {
        fields: ["instruction_level", "instructions"],
        by: ["replied", "closed"],
        undated: "year",
        said: "提案批示没有日期,答复或办结后才计入"
      },
      {
        fields: ["appraised"],
        by: ["replied", "closed"],
        undated: "year",
        said: "民主评议没有日期,提案答复或办结后才计入"
      },
      {
        fields: ["key"],
        by: ["assigned", "reviewed", "replied", "closed"],
        undated: "year",
        said: "重点提案没有确定日期,交办后才计入"
      }
    ],
    derived: {
      registered: {label: "领衔委员在册", type: "flag", of: [], looks: "members", sql: registered("proposals", 0)},
      filed: {
        label: "立案",
        type: "flag",
        of: ["review"],
        sql: "coalesce(review = 'filed' or (review = 'merged' and rule('并案计入立案') = '是'), false)"
      },
      merged: {label: "并案", type: "flag", of: ["review"], sql: "coalesce(review = 'merged', false)"},
      handed: {
        label: "已交办",
        type: "flag",
        of: ["assigned"],
        sql: "coalesce(assigned, replied, closed) is not null"
      },
      overdue: {label: "超过时限", type: "flag", of: ["due"], sql: "coalesce(due < cutoff, false)"},
      satisfied: {
        label: "委员满意",
        type: "flag",
        of: ["rating"],
        sql: "coalesce(rating = 'satisfied' or (rating = 'basic' and rule('基本满意计入满意') = '是'), false)"
      },
      unit_satisfied: {
        label: "单位满意",
        type: "flag",
        of: ["unit_rating"],
        sql: "coalesce(unit_rating = 'satisfied' or (unit_rating = 'basic' and rule('基本满意计入满意') = '是'), false)"
      },
      main_items: {
        label: "主办单位数",
        type: "integer",
        of: ["main_units"],
        counts: "main_units",
        sql: "len(main_units)"
      },
      co_items: {label: "会办单位数", type: "integer", of: ["co_units"], counts: "co_units", sql: "len(co_units)"},
      reply_due: {
        label: "应按期答复",
        type: "flag",
        of: ["due", "replied"],
        sql: "due is not null and (replied is not null or coalesce(due < cutoff, false))"
      },
      reply_days: {
        label: "答复用时",
        type: "integer",
        of: ["assigned", "replied"],
        sql: "date_diff('day', assigned, replied)"
      },
      counts_for_rating: {
        label: "计入满意率分母",
        type: "flag",
        of: ["rating"],
        sql: `case rule('满意率分母')
    when '立案' then true
    when '收回' then rating is not null and rating <> 'none'
    else coalesce(rating in ('satisfied', 'basic', 'dissatisfied'), false)
  end`
      }
    },
    facts: "proposal_facts",
    dimensions: [
      {id: "category", label: "类别", column: "category", filter: "category"},
      {id: "proposer_type", label: "提案者类型", column: "proposer_type", filter: "proposer_type"},
      {id: "party", label: "党派", column: "party", filter: "party"},
      {id: "sector", label: "界别", column: "sector", filter: "sector"},
      {id: "main_unit", label: "主办单位", column: "main_units", multiple: true, filter: "unit"},
      {id: "committee", label: "专委会", column: "committee", filter: "committee"},
      {id: "review", label: "审查结果", column: "review", only: "figures"},
      {id: "outcome", label: "办理结果", column: "outcome"},
      {id: "rating", label: "委员评价", column: "rating", only: "figures"},
      {id: "instruction_level", label: "批示级别", column: "instruction_level", filter: "level", only: "filters"}
    ],
    items: "submitted",
    months: ["submitted", "replied"],
    days: {from: "assigned", to: "replied", where: "filed"},
    shown: {
      months: ["submitted", "filed", "replied"],
      dimensions: ["submitted", "filed", "replied"],
      by: ["category", "proposer_type", "main_unit", "committee", "outcome"]
    },
    people: [
      {
        ...{
          field: "proposer",
          day: "submitted",
          without: "提交提案的委员",
          only: {proposer_type: ["individual", "joint"]}
        },
        ...{event: "提交提案", says: ["第一提案人"], tags: {filed: "立案", key: "重点提案", excellent: "优秀提案"}}
      },
      {
        ...{field: "co_proposers", day: "submitted", only: {proposer_type: ["individual", "joint"]}},
        ...{event: "提交提案", says: ["联名人"], tags: {filed: "立案", key: "重点提案", excellent: "优秀提案"}}
      }
    ],
    rules: [
      {
        rule: "基本满意计入满意",
        value: "否",
        says: {是: "评价为基本满意的计入满意。", 否: "评价为基本满意的不计入满意。"},
        note: "委员和单位评价为“基本满意”的,是否算作满意"
      },
      {
        rule: "满意率分母",
        value: "参评",
        says: {
          参评: "满意率以参评提案(满意、基本满意、不满意)为分母。",
          立案: "满意率以全部立案提案为分母,未评价的也在内。",
          收回: "满意率以收回的评价表为分母,表示不了解的也在内。"
        },
        note: "参评:满意、基本满意、不满意之和;立案:全部立案提案;收回:收回的评价表,含未表态的"
      },
      {
        rule: "并案计入立案",
        value: "否",
        says: {是: "并入其他提案的也计入立案。", 否: "并入其他提案的不另计立案。"},
        note: "并入其他提案的,是否另计一件立案提案"
      },
      replyDays
    ]
  }
);
