// Made of the csv files of the grammar by `npm run grammar`; edit those.
export const perspectives = String.raw`meaning,pattern
later,"[较比](?:前年|前一年)|前年[^。]{0,20}[到至]去年|(?:数字|数|才|就)前年(?:是|为)"
later,"去年[^。]{0,80}(?:[较比]上年|同比)"
after,"今年[^。;,]{0,6}(?:怎么|要|将|打算|计划|力争|拟|目标|安排|任务|不再|不搞|有什么|继续)"
after,新春|春节|开年|新的一年
earlier,(?:较|比|与|同|和|从|由|于)去年(?:同期)?的?(?:\d|净?[增减多少升降]|提高|上升|下降|回落|高|低|翻|持平|相比|也|还|又|略|有所|大幅)|去年同期
`;
