import type {Random} from "./random.js";

export const PARTIES = ["民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "无党派"];
/** Groups that hand in as such; the last have no party of their own. */
export const PARTY_GROUPS = PARTIES.slice(0, 7);
export const ORGANISATIONS = ["区工商联", "区总工会", "区妇联", "区团委", "区科协", "区侨联", "区台联", "区文联"];
export const SECTORS = [
  "经济界",
  "科技界",
  "教育界",
  "医药卫生界",
  "农业界",
  "文化艺术界",
  "工商联界",
  "妇联界",
  "青年界",
  "社会福利界",
  "新闻出版界",
  "民族宗教界",
  "特邀人士"
];
export const COMMITTEES = [
  "提案委",
  "经济科技委",
  "城建环保委",
  "教文卫体委",
  "社会法制委",
  "民宗侨台委",
  "文化文史委"
];
export const TOWNSHIPS = ["示例甲街道", "示例乙街道", "示例丙街道", "示例丁镇", "示例戊镇"];

export interface Member {
  name: string;
  sector: string;
  party?: string;
}

/** A member of a term: invented numbers, always with the same sector and party. A third of the tenth term stayed on. */
export function member(rng: Random, term: number): Member {
  const n = term === 10 ? rng.int(1, 210) : rng.int(141, 365);
  return {
    name: `委员${String(n).padStart(4, "0")}`,
    sector: SECTORS[(n * 7) % SECTORS.length]!,
    party: n % 5 < 3 ? PARTIES[(n * 3) % PARTIES.length] : undefined
  };
}
