import type {Random} from "./random.js";

/** Topics by category; every title is put together from them. */
const TOPICS: Record<string, string[]> = {
  经济发展: [
    "民营企业融资服务",
    "招商引资项目落地",
    "商贸物流节点布局",
    "中小微企业账款清理",
    "夜间经济业态",
    "老字号传承",
    "营商环境评价",
    "园区标准厂房利用",
    "专精特新企业培育",
    "会展经济",
    "社区商业配套",
    "县域消费供给"
  ],
  科技创新: [
    "科技成果转化平台",
    "中小企业数字化转型",
    "产学研合作机制",
    "科普场馆开放",
    "公共数据共享",
    "人才公寓保障",
    "检验检测共享平台",
    "青年创业孵化"
  ],
  农业农村: [
    "特色水果产业链",
    "农村人居环境整治",
    "高标准农田管护",
    "农产品冷链物流",
    "乡村民宿品牌",
    "农业社会化服务",
    "撂荒地盘活利用",
    "农村供水保障",
    "乡土人才培育",
    "村级集体经济",
    "农产品区域公用品牌",
    "农村公路管护"
  ],
  城乡建设: [
    "老旧小区加装电梯",
    "背街小巷整治",
    "城市内涝治理",
    "物业服务监管",
    "口袋公园布局",
    "既有建筑节能改造",
    "公共停车泊位",
    "建筑垃圾资源化利用",
    "无障碍设施",
    "地下管网更新",
    "农贸市场改造",
    "城市照明节能",
    "公厕标准化",
    "窨井盖安全管理",
    "生活垃圾分类"
  ],
  交通出行: [
    "公交线网",
    "学校周边通行秩序",
    "断头路打通",
    "慢行步道网络",
    "电动自行车充电设施",
    "城乡客运一体化",
    "轨道站点接驳",
    "货车通行管理",
    "道路限时停车",
    "水上交通安全"
  ],
  生态环保: [
    "河道水质巡护",
    "扬尘污染防治",
    "噪声扰民治理",
    "湿地保护修复",
    "餐饮油烟治理",
    "农业面源污染防治",
    "固体废物处置",
    "古树名木保护"
  ],
  教育: [
    "中小学课后服务",
    "学前教育普惠资源",
    "职业教育产教融合",
    "青少年心理健康服务",
    "乡村小规模学校办学条件",
    "中小学近视防控",
    "家校社协同育人",
    "特殊教育保障",
    "校园食品安全",
    "教师队伍培养",
    "研学实践基地",
    "义务教育学位供给"
  ],
  卫生健康: [
    "家庭医生签约服务",
    "基层中医药服务",
    "老年人慢性病管理",
    "院前急救网络",
    "托育服务供给",
    "社区康复服务",
    "乡镇卫生院设备更新",
    "医养结合服务",
    "传染病监测预警",
    "全民健身场地"
  ],
  文化旅游: [
    "非物质文化遗产保护",
    "公共图书馆分馆",
    "文旅融合线路",
    "历史建筑活化利用",
    "群众文艺团队",
    "红色资源保护利用",
    "旅游厕所与标识",
    "实体书店扶持",
    "乡村文化礼堂"
  ],
  民生保障: [
    "居家养老服务",
    "残疾人就业帮扶",
    "灵活就业人员权益保障",
    "社区食堂",
    "困难群众临时救助",
    "零工市场",
    "退役军人服务",
    "儿童友好设施"
  ],
  社会治理: [
    "网格化管理",
    "矛盾纠纷多元化解",
    "社区工作者队伍",
    "消防安全隐患排查",
    "法律援助服务",
    "电信诈骗防范宣传",
    "志愿服务机制",
    "议事协商平台",
    "外来人口服务"
  ]
};

export const CATEGORIES = Object.keys(TOPICS);

/** How much each category is spoken of. */
export const WEIGHTS: [string, number][] = [
  ["城乡建设", 19],
  ["教育", 12],
  ["交通出行", 12],
  ["农业农村", 12],
  ["卫生健康", 11],
  ["经济发展", 11],
  ["文化旅游", 7],
  ["生态环保", 6],
  ["民生保障", 6],
  ["社会治理", 6],
  ["科技创新", 4]
];

const AREAS = [
  "我区",
  "老城片区",
  "城郊结合部",
  "示例新区",
  "示例甲街道",
  "示例乙街道",
  "示例丙街道",
  "示例丁镇",
  "示例戊镇",
  "沿江片区"
];

const ADVICE = [
  (x: string) => `关于加强${x}工作的建议`,
  (x: string) => `关于完善${x}的建议`,
  (x: string) => `关于优化${x}的建议`,
  (x: string) => `关于进一步做好${x}工作的建议`,
  (x: string) => `关于推动${x}提质增效的建议`,
  (x: string) => `关于重视${x}问题的建议`
];

const VOICES = [
  (x: string) => `反映${x}存在的问题及建议`,
  (x: string) => `${x}值得关注`,
  (x: string) => `群众对${x}的几点期盼`,
  (x: string) => `基层反映${x}难点待破解`,
  (x: string) => `建议从三方面改进${x}`
];

/** Titles that never repeat, all marked as examples. */
export class Titles {
  private used = new Set<string>();

  constructor(private rng: Random) {}

  proposal(category: string, topic = this.rng.pick(TOPICS[category]!)): {title: string; topic: string} {
    return {title: this.fresh(() => this.rng.pick(ADVICE)(this.rng.pick(AREAS) + topic)), topic};
  }

  opinion(category: string): string {
    return this.fresh(() => this.rng.pick(VOICES)(this.rng.pick(AREAS) + this.rng.pick(TOPICS[category]!)));
  }

  activity(form: (x: string) => string): string {
    return this.fresh(() => form(this.rng.pick(TOPICS[this.rng.weighted(WEIGHTS)]!)));
  }

  /** The first title of this form that has not been used. */
  fresh(make: () => string): string {
    for (let i = 0; i < 1000; i++) {
      const title = `${make()}(示例)`;
      if (this.used.has(title)) continue;
      this.used.add(title);
      return title;
    }
    throw new Error("invalid titles: all used");
  }
}
