// Made of the csv files of the grammar by `npm run grammar`; edit those.
export const units = String.raw`unit,kin,classes
个百分点,,
平方公里,,
平方米,,
小时,,
公里,,
人(次),,
人次,人(次),people items
件(次),,
件次,件(次) 次,items
篇(条),,
篇(次),,
条(次),,
篇次,篇(次),items
场(次),,
场次,场 次 场(次),items
项(次),,
项次,,items
批次,,items
万元,元 亿元,money
亿元,,money
年度,,
周年,,
世纪,,
季度,,
月份,,
工作日,,
个月,,
余元,,
元,,money
件,份 宗 桩 个 项,items
篇,份 条 篇(条),items
条,项 个 点 部 期,items
场,次 场次 场(次),items
次,场 场次 场(次) 轮,items
项,个 次 场,items
名,人 位,people places
人,,people places
位,,people places
个,家 户 地 处,items
家,个 户,people places items
户,,places
期,集 部,items
份,,items
部,,
批,,
轮,,
天,日,
台,,
棵,,
株,,
斤,,
吨,,
亩,,
册,,
本,,
幅,,
处,,
座,,
所,,
辆,,
套,,
组,,
支,,
类,,
周,,
届,,
级,,
倍,,
字,,
集,,
地,,
只,,
盒,,
款,,
桩,,
宗,,
岁,,
年,,
月,,
日,,
时,,
分,,
号,,
%,,
‰,,
`;
