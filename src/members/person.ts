import {fullDay} from "../text/days.js";
import type {MemberYear} from "./rows.js";

const said = (...texts: (string | null)[]) => texts.filter(Boolean).join("，");

/** Who a member is, in two sentences. */
export function personWords(member: MemberYear): string {
  const {name, number, gender, ethnicity, sector, party, committee, office, term, appointed, ended, reason} = member;
  const until = ended ? `，${fullDay(ended)}离任${reason ? `（${reason}）` : ""}` : "";
  const held = appointed ? `${term ?? ""}${fullDay(appointed)}任职${until}` : term;
  return `${said(number.startsWith(name) ? null : `编号${number}`, gender, ethnicity, sector, party, committee, office)}。${held ? `${held}。` : ""}`;
}
