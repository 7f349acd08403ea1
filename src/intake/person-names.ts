/** The surnames of nine in ten people. */
const surnames =
  "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧肖冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅付钟卢汪戴崔任陆廖姚方金邱丘夏谭韦贾邹石熊孟秦阎闫薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲欧阳靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜饶宁凌盛查单冉鲍华包屈房喻解蒲卫简连闵邬吉党阳费蒙席晏隋古强穆姬宫景米麦谈柏瞿艾沙鄢桂窦郁缪畅巩卓褚栾戚娄甄郎池丛边岑农苟迟保商臧佘卞虞刁冷应匡栗仇练楚揭师佟封燕桑巫敖植邝仲荆储宗楼干苑寇盖屠鞠荣井乐银奚麻雍花闻冼木郜廉蔺冀占";
const doubled =
  /^(欧阳|上官|司马|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|申屠|端木|南宫|东方|西门|呼延|闾丘|澹台|濮阳|淳于|太史|轩辕|独孤|拓跋|钟离|公羊|赫连)/;

/** What stands behind the name of one who holds an office. */
const offices =
  /(?:(?:党组|常务|副)*(?:主席|书记|区长|县长|市长|镇长|乡长|局长|主任|部长|院长|检察长|秘书长|处长|科长|会长|理事长|董事长|总经理|校长|所长|委员长|常委)|委员|同志|先生|女士|代表|等\d*人?)+$/;
/** What the last character of a place, a body or a matter may be, but hardly that of a name. */
const noName = /[区县市镇乡村街路局委办会部院所校司室站组队团社厂店类项件次个元年月日号业费率案类型式务]$/;

/** The dots that keyboards and systems write within a name in place of ·. */
const dots = /[•．.‧・∙⋅･﹒]/gu;
const dotWithin = new RegExp(`(?<=\\p{Script=Han})\\s*(?:·|${dots.source})\\s*(?=\\p{Script=Han})`, "gu");

/** A name with the dot that all write alike: 买买提•艾力 and 买买提.艾力 are 买买提·艾力. */
export const oneDot = (name: string): string => name.replace(dotWithin, "·");

/** Whether a text is a name of a person, or of one by surname and office: 王振华, 欧阳某, 李副主席. */
export function isPersonName(text: string): boolean {
  const plain = oneDot(text).replace(/[\s·]/g, "");
  const bare = plain.replace(/[（(].*$/, "").replace(offices, "");
  if (!/^\p{Script=Han}{1,4}$/u.test(bare)) return false;
  const surname = doubled.test(bare) ? 2 : surnames.includes(bare[0]!) ? 1 : 0;
  if (surname === 0 || (bare.length === 4 && surname === 1)) return false;
  if (bare.length === surname) return bare !== plain;
  return !noName.test(bare);
}

/** Whether a text is a surname of two characters alone. */
export const isDoubleSurname = (text: string): boolean => doubled.exec(text)?.[0] === text;

/** Whether a text is the name of a body rather than of a person: 区工商联, 民盟某区委, 教育界. */
export const isBody = (text: string): boolean =>
  /(?:[委局办会部院所校司队团社厂盟党界联组站镇乡村街处室馆中心]|街道|小组|公司|企业|支部)$/.test(text.trim());

/** What stands where the name of a member would stand. */
export const hidden = "（姓名）";
/** The same within a label by which tables name each other: without brackets, which formulas have too. */
export const hiddenInLabel = "某委员";

/** What stands behind a name in a note: 仇琰提供. */
const doing = /(?:提供|整理|报送|汇总|填报|填写|统计|负责|反映|撰写|执笔|领衔|牵头|签到)+$/;

/**
 * Takes names of these people out of a text: of three characters and more wherever they stand, of two, which ordinary words may
 * hold, where they stand alone, after a body, or before an office, a verb of a note or 等.
 */
export function hiding(people: readonly string[], mark = hidden): (text: string) => string {
  const names = new Set(people.filter(name => name.length > 1));
  const lengths = [...new Set([...names].map(({length}) => length))].sort((a, b) => b - a);
  const bare = (word: string) => word.replace(doing, "").replace(offices, "");
  const within = (word: string) => {
    const dotted = word.replace(dots, "·");
    let left = "";
    for (let at = 0; at < word.length; ) {
      const length = lengths.find(each => each > 2 && names.has(dotted.slice(at, at + each)));
      left += length ? mark : word[at];
      at += length ?? 1;
    }
    return left;
  };
  return text => {
    const left = text.replace(/[\p{Script=Han}·•．.‧・∙⋅･﹒]+/gu, word => {
      const told = bare(word);
      // 办公室赵丁: after a body stands who of it.
      const body = /^.*[委局办会部院所校司队团社室馆心科处股站组](?=.{2}$)/u.exec(told)?.[0] ?? "";
      const name = told.slice(body.length).replace(dots, "·");
      return names.has(name) ? `${within(body)}${mark}${word.slice(told.length)}` : within(word);
    });
    // 区教育局(张甲) is the unit, whoever is named behind it.
    return left.replace(new RegExp(`(?<=.)[(（]${mark}[^()（）]*[)）]`, "gu"), "");
  };
}

const parted = /[、,，;；\s/]+/;

/**
 * Whether a column holds names of people, by what stands in it: most of its different values look like names, or some
 * are names that the exports' columns of people have. `rows` counts the rows that hold a value.
 */
export function holdsNames(values: readonly string[], known: ReadonlySet<string>): boolean {
  const different = [...new Set(values.flatMap(value => oneDot(value).split(parted)).filter(Boolean))];
  if (different.length === 0) return false;
  const share = (test: (value: string) => boolean) => different.filter(test).length / different.length;
  return share(isPersonName) >= 0.5 || share(value => known.has(value.replace(offices, ""))) >= 0.2;
}
