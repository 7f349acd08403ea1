import {fullDay} from "../text/days.js";
import type {MemberYear, Stay} from "./rows.js";

const said = (...texts: (string | null)[]) => texts.filter(Boolean).join("，");

/** Who a member is, in two sentences: as of the year, and every time for which office was held up to it. */
export function personWords(member: MemberYear): string {
  const {name, number, gender, ethnicity, sector, party, committee, office} = member;
  const held = staysWords(member);
  return `${said(number.startsWith(name) ? null : `编号${number}`, gender, ethnicity, sector, party, committee, office)}。${held ? `${held}。` : ""}`;
}

/** 八届2023年2月6日任职，2023年10月15日离任（挂职）；八届2024年3月1日任职; an earlier time with what was other then. */
export const staysWords = (member: MemberYear): string =>
  staysOf(member)
    .map(stay => stayWords(stay, member))
    .filter(Boolean)
    .join("；");

const staysOf = (member: MemberYear): Stay[] => (member.stays ? (JSON.parse(member.stays) as Stay[]) : [member]);

function stayWords(stay: Stay, now: MemberYear): string {
  const {term, appointed, ended, reason} = stay;
  const other = (["sector", "party", "committee", "office"] as const).flatMap(field =>
    stay[field] && stay[field] !== now[field] ? [stay[field]] : []
  );
  const then = other.length ? `（${other.join("、")}）` : "";
  const until = ended ? `，${fullDay(ended)}离任${reason ? `（${reason}）` : ""}` : "";
  return appointed ? `${term ?? ""}${fullDay(appointed)}任职${then}${until}` : `${term ?? ""}${term ? then : ""}`;
}
