/** Units of what is measured, compared or ranked: those of two places do not add. */
const measured = /^(%|％|‰|百分点|个百分点|分|倍|天|日|名次|位次)$/;

/** What a label says of a figure that is a share, a mean, an index or a rank. */
const shares =
  /(率|比|比例|占比|比重|指数|得分|评分|均值|中位数|排名|名次|位次|排位|增幅|增速|增长)$|平均|人均|户均|件均/;

/** Whether an indicator of the ledger adds over places: a number of things does, a share or a rank does not. */
export const ledgerAdds = (unit: string, label: string): boolean =>
  !measured.test(unit) && !shares.test(label.replace(/[（(].*[）)]$/, ""));
