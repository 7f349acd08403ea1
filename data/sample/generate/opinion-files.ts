import {type Columns, columns, OLD_CATEGORIES} from "./columns.js";
import type {Layout} from "./csv.js";

const OPINION = columns(`
流水号 serial
编号 number
标题 title
来源类型 source_type
提交者 submitter
党派 party
界别 sector
类别 category
提交日期 received
状态 status
是否合并 merged
编报日期 compiled
期号 issue
报送去向 forwarded_to
报送日期 forwarded
采用层级 adopted_by
采用形式 adoption_form
批示级别 instruction_level
批示日期 instructed
批示件次 instructions
办理单位 unit
办理回复日期 replied`);

function opinion(headers: Record<string, string>): Columns {
  return OPINION.map(([header, field]) => [headers[field] ?? header, field]);
}

/** How social-opinion entries were exported. */
export const OPINION_FILES: {years: number[]; layout: Layout}[] = [
  {
    years: [2020, 2021],
    layout: {
      name: "社情民意_2020-2021.csv",
      encoding: "utf-8",
      eol: "\n",
      columns: opinion({
        title: "社情民意标题",
        submitter: "报送单位",
        received: "收到日期",
        compiled: "编发日期",
        forwarded_to: "主送"
      }),
      dates: "dash",
      separator: "、",
      spell: {category: OLD_CATEGORIES}
    }
  },
  {
    years: [2022, 2023],
    layout: {
      name: "社情民意_2022-2023.csv",
      encoding: "utf-8",
      eol: "\n",
      columns: opinion({source_type: "类型", submitter: "提交人", received: "创建时间"}),
      dates: "slash",
      stamped: "received",
      separator: ";"
    }
  },
  {
    years: [2024],
    layout: {
      name: "社情民意_2024.csv",
      encoding: "utf-8",
      eol: "\n",
      columns: opinion({}),
      dates: "han",
      separator: "、"
    }
  },
  {
    years: [2025],
    layout: {
      name: "社情民意_2025_20251031.csv",
      encoding: "utf-8",
      eol: "\n",
      columns: opinion({title: "社情民意标题"}),
      dates: "dash",
      separator: "，"
    }
  }
];
