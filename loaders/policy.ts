import {createHash} from "node:crypto";

/** What a browser may do with anything that is served: nothing of another place, no script but our own, in no frame. */
export const guards = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "content-security-policy": policy([])
} as const;

/** The headers of a page: its own inline scripts are named by their digests; `free`: its libraries make functions of text. */
export const pageGuards = (html: string, free = html.includes(`/${libraries}`)) => ({
  ...guards,
  "content-security-policy": policy(inlineScripts(html), free)
});

/** The headers of any other file: an engine that runs in a worker brings its own policy. */
export const fileGuards = (address: string) =>
  address.startsWith(`/${libraries}`) ? {...guards, "content-security-policy": policy([], true)} : guards;

/** Where the site has the `npm:` packages of analysts' pages. They make functions of text: d3-dsv, the engine of `sql`. */
const libraries = "_npm/";

function policy(hashes: readonly string[], free = false): string {
  const makers = free ? ["'unsafe-eval'"] : [];
  return [
    "default-src 'none'",
    ["script-src 'self'", ...makers, ...hashes].join(" "),
    ...(free ? ["script-src-attr 'unsafe-inline'"] : []),
    // Charts set their own styles.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'"
  ].join("; ");
}

/** The digests of the scripts that stand in a page and run. */
function inlineScripts(html: string): string[] {
  const scripts = [...html.matchAll(/<script(?![^>]*\s(?:src=|type="application\/json"))[^>]*>([\s\S]*?)<\/script>/g)];
  const hashes = scripts.map(([, text]) => `'sha256-${createHash("sha256").update(text!).digest("base64")}'`);
  return [...new Set(hashes)];
}

/** Whether a request names this machine: a page elsewhere that has its name resolve to 127.0.0.1 does not. */
export const isLocal = (host: string | undefined, port: number): boolean =>
  host === `127.0.0.1:${port}` || host === `localhost:${port}`;
