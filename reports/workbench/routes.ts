import {createReadStream} from "node:fs";
import {realpath, stat} from "node:fs/promises";
import type {IncomingMessage, ServerResponse} from "node:http";
import {basename, join, sep} from "node:path";
import {pipeline} from "node:stream/promises";
import {said} from "../../loaders/command.js";
import {reportsPath, sitePath} from "../../loaders/paths.js";
import {guards, pageGuards} from "../../loaders/policy.js";
import {StaffError} from "../../src/intake/problem.js";
import type {Sheet} from "../../src/workbench/state.js";
import {actionOf, changing, perform, titles} from "./actions.js";
import type {Assets} from "./assets.js";
import type {Desk} from "./desk.js";
import {addExport} from "./exports.js";
import {faultsOf, keepTable, sheetOf} from "./tables.js";

/** So many bytes a request may have that is no file. */
const most = 4_000_000;
const prefix = "/_work/";

/** Answers what the page of the local program asks; what is no request of its is left to the site. */
export function routes(desk: Desk, {html, files}: Assets) {
  const once = async (response: ServerResponse, title: string, work: Parameters<Desk["begin"]>[1]) => {
    const begun = desk.begin(title, work);
    if (!begun) return json(response, 409, {fault: `正在${desk.busy}，请等它完成以后再试。`});
    await json(response, 202, {});
    await begun;
  };
  const answers: Record<string, (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>> = {
    "GET state": async (_, response) => json(response, 200, await desk.state()),
    "POST do": async (request, response) => {
      const action = actionOf(await body(request));
      await once(response, titles[action.do], async say => {
        const result = await perform(action, say);
        if (changing.has(action.do)) await desk.refresh(say);
        return result;
      });
    },
    "POST read": async (_, response) =>
      once(response, "读取文件", async say => {
        await desk.refresh(say);
        return null;
      }),
    "PUT exports": async (request, response, url) => {
      if (desk.busy) return json(response, 409, {fault: `正在${desk.busy}，请等它完成以后再放入。`});
      return json(response, 200, {said: await addExport(url.searchParams.get("name") ?? "", request)});
    },
    "GET table": async (_, response, url) => json(response, 200, await sheetOf(url.searchParams.get("name") ?? "")),
    "POST check": async (request, response, url) =>
      json(response, 200, {faults: await faultsOf(url.searchParams.get("name") ?? "", sheetIn(await body(request)))}),
    "POST table": async (request, response, url) => {
      const [name, sheet] = [url.searchParams.get("name") ?? "", sheetIn(await body(request))];
      await once(response, "保存表格", async say => {
        const title = await keepTable(name, sheet);
        await desk.refresh(say);
        return {title, lines: [], files: []};
      });
    },
    "GET file": async (_, response, url) => send(response, url.searchParams.get("name") ?? "")
  };
  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> => {
    if (path === "/workbench") {
      response.writeHead(200, {...pageGuards(html), "content-type": "text/html; charset=utf-8", ...fresh});
      response.end(html);
      return true;
    }
    if (!path.startsWith(prefix)) return false;
    const name = path.slice(prefix.length);
    const asset = request.method === "GET" ? files[name] : undefined;
    if (asset) {
      response.writeHead(200, {...guards, "content-type": asset.type, ...fresh}).end(asset.text);
      return true;
    }
    const answer = answers[`${request.method} ${name}`];
    try {
      if (!answer) throw new StaffError("没有这个功能，请刷新页面后再试。");
      await answer(request, response, new URL(request.url!, "http://127.0.0.1"));
    } catch (error) {
      if (response.headersSent) throw error;
      await json(response, 422, {fault: said(error)});
    }
    return true;
  };
}

const fresh = {"cache-control": "no-store"};

async function json(response: ServerResponse, status: number, value: unknown): Promise<void> {
  response.writeHead(status, {...guards, "content-type": "application/json; charset=utf-8", ...fresh});
  response.end(JSON.stringify(value));
}

/** What a request says as JSON. Throws StaffError on one that is too long, of another type, or no JSON. */
async function body(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\b/.test(request.headers["content-type"] ?? "")) throw new StaffError("请求的格式不对。");
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request) {
    bytes += piece.length;
    if (bytes > most) throw new StaffError("内容太多，一次放不下。");
    pieces.push(piece);
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString("utf8"));
  } catch {
    throw new StaffError("请求的格式不对。");
  }
}

function sheetIn(said: unknown): Sheet {
  const {header, rows} = (said ?? {}) as Sheet;
  const texts = (row: unknown) => Array.isArray(row) && row.every(cell => typeof cell === "string");
  if (!texts(header) || !Array.isArray(rows) || !rows.every(texts)) throw new StaffError("表格的内容不完整。");
  return {header, rows};
}

/** Hands over what was written: a file of a report, or the site in one file. Throws StaffError where there is none. */
async function send(response: ServerResponse, name: string): Promise<void> {
  const [place, ...rest] = name.split("/");
  const path = name === "网站.zip" ? `${sitePath()}.zip` : place === "报告" ? await within(reportsPath(), rest) : null;
  const info = path ? await stat(path).catch(() => null) : null;
  if (!path || !info?.isFile()) throw new StaffError(`“${name}”不在了，请再写一次。`);
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(basename(path))}`;
  response.writeHead(200, {
    ...guards,
    "content-type": "application/octet-stream",
    "content-disposition": disposition,
    "content-length": info.size,
    ...fresh
  });
  await pipeline(createReadStream(path), response);
}

/** The real path of a file in a folder, or null where it leads out of it. */
async function within(folder: string, parts: readonly string[]): Promise<string | null> {
  const root = await realpath(folder).catch(() => null);
  const real = root && (await realpath(join(root, ...parts)).catch(() => null));
  return real?.startsWith(root + sep) ? real : null;
}
