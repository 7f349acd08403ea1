/** What a place of the lowest level is called. */
const places = ["区", "县", "旗"];

/** 批示级别, the same in every kind of export. */
export const instructionLevels = {
  city: ["市领导", "市级领导", "市委市政府领导"],
  district_chief: places.flatMap(at => [`${at}委${at}政府主要领导`, `${at}主要领导`, `${at}委书记${at}长`]),
  district: places.flatMap(at => [`${at}领导`, `${at}级领导`, `${at}委${at}政府领导`])
};

/** 满意度, of members about the handling and of units about the proposal; who does not know did return the form. */
export const ratings = {
  satisfied: ["满意", "很满意", "非常满意"],
  basic: ["基本满意", "较满意"],
  dissatisfied: ["不满意"],
  unsure: ["不了解", "不表态"],
  none: ["未反馈", "未评价"]
};
