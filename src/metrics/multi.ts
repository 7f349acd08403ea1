import {metrics} from "./metric.js";

/** Figures over several kinds: proposals count in session years, the rest in calendar years. */
export const multi = metrics(
  {kind: "multi", basis: "mixed", at: null},
  {
    instructions: {
      label: "区委区政府领导肯定批示",
      unit: "件次",
      value: "{proposals.instructions} + {opinions.instructions} + {activities.instructions}",
      rule: "区委区政府领导对提案、社情民意和活动成果的批示之和,一件由两位领导批示计2件次。",
      phrases: ["党政领导批示", "?领导肯定批示", "提案、社情民意和活动成果批示", "提案、社情民意和活动批示"]
    }
  }
);
