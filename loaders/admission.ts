import {randomBytes, timingSafeEqual} from "node:crypto";
import type {IncomingMessage} from "node:http";

/** What a request gets instead of an answer: a refusal, or a new address together with the cookie for it. */
export type Turned = {status: 403; words: string} | {status: 303; location: string; cookie: string};

/**
 * Who may ask: the browser that was opened with the address of this start, and its pages. The token of the address is
 * changed for a cookie at once, so that it stands in no history. Another site open in the same browser sends neither
 * our cookie (SameSite=Strict) nor our origin; one whose name leads to 127.0.0.1 says that name as its host.
 */
export class Admission {
  readonly #token = randomBytes(24).toString("base64url");

  /** `first`: the path of the page that opens first. */
  constructor(readonly first = "/") {}

  /** The address to be opened. */
  address = (port: number): string => `http://127.0.0.1:${port}${this.first}?token=${this.#token}`;

  /** What a request gets instead of an answer, or null where it may be answered. */
  turn({method, url = "/", headers}: IncomingMessage, port: number): Turned | null {
    const own = `127.0.0.1:${port}`;
    const {host, origin, cookie = "", "sec-fetch-site": site = "none"} = headers;
    if (host !== own || !["none", "same-origin"].includes(String(site))) return refused;
    const writes = method !== "GET" && method !== "HEAD";
    if (writes ? origin !== `http://${own}` : origin !== undefined && origin !== `http://${own}`) return refused;
    const name = `yearbook-${port}`;
    const kept = cookie.split(/;\s*/).find(each => each.startsWith(`${name}=`));
    if (kept && this.#is(kept.slice(name.length + 1))) return null;
    const address = new URL(url, `http://${own}`);
    if (writes || !this.#is(address.searchParams.get("token") ?? "")) return unknown;
    address.searchParams.delete("token");
    return {
      status: 303,
      // One slash: two would lead to another machine.
      location: `/${address.pathname.replace(/^\/+/, "")}${address.search}`,
      cookie: `${name}=${this.#token}; HttpOnly; SameSite=Strict; Path=/`
    };
  }

  #is(said: string): boolean {
    const [a, b] = [Buffer.from(said), Buffer.from(this.#token)];
    return a.length === b.length && timingSafeEqual(a, b);
  }
}

const refused: Turned = {status: 403, words: "只在本机打开"};
const unknown: Turned = {
  status: 403,
  words: "请从启动窗口给出的地址打开；程序重新启动以后，以前打开的页面就不能用了，请关闭后再打开。"
};
