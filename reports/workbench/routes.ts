import type {IncomingMessage, ServerResponse} from "node:http";
import {said} from "../../loaders/command.js";
import {guards, pageGuards} from "../../loaders/policy.js";
import {StaffError} from "../../src/intake/problem.js";
import type {Composed, Sheet} from "../../src/workbench/state.js";
import {problemList} from "../problems/list.js";
import {actionOf, areTexts, changing, perform, titles} from "./actions.js";
import type {Assets} from "./assets.js";
import {choicesOf, withSettings} from "./choices.js";
import type {Desk} from "./desk.js";
import {addExport} from "./exports.js";
import {asFile, open, send} from "./files.js";
import {offers, previewOf} from "./metric.js";
import {besideNotebooks, datasetNamed, membersNamed, notebookPage, notebookScript} from "./notebooks.js";
import {spoken} from "./spoken.js";
import {answerOf} from "./statements.js";
import {keepTable, sheetOf, trial} from "./tables.js";

/** So many bytes a request may have that is no file. */
const most = 4_000_000;
const prefix = "/_work/";

/**
 * Answers what the page of the local program asks; what is no request of its is left to the site. `quit` ends the
 * program.
 */
export function routes(desk: Desk, {html, files}: Assets, quit: () => void) {
  const once = async (response: ServerResponse, title: string, work: Parameters<Desk["begin"]>[1]) => {
    const begun = desk.begin(title, work);
    if (!begun) return json(response, 409, {fault: waiting(desk)});
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
    "GET table": async (_, response, url) => {
      const name = url.searchParams.get("name") ?? "";
      const {sheet, given} = withSettings(name, await sheetOf(name));
      await json(response, 200, {...sheet, given, choices: await choicesOf(name, sheet)});
    },
    "POST check": async (request, response, url) =>
      json(response, 200, {
        faults: (await trial(url.searchParams.get("name") ?? "", sheetIn(await body(request)))).faults.map(spoken)
      }),
    "POST table": async (request, response, url) => {
      const [name, sheet] = [url.searchParams.get("name") ?? "", sheetIn(await body(request))];
      let kept: Promise<string> | undefined;
      // Begun before it is written: else what watches the folder reads first, and nothing is said of the saving.
      const begun = desk.begin("保存", async say => {
        kept = keepTable(name, sheet);
        const title = await kept;
        await desk.refresh(say);
        return {title, lines: [], files: []};
      });
      if (!begun) return json(response, 409, {fault: waiting(desk)});
      await kept;
      await json(response, 200, {stamp: (await sheetOf(name)).stamp});
      await begun;
    },
    "GET offers": async (_, response) => json(response, 200, await offers()),
    "POST preview": async (request, response) => {
      const composed = await body(request);
      if (!areTexts(composed)) throw new StaffError("看不懂这个请求，请刷新页面后再试。");
      await json(response, 200, await previewOf(composed as unknown as Composed));
    },
    "GET problems": async (_, response, url) => {
      const name = url.searchParams.get("name");
      const files = (await desk.files()).filter(file => name === null || file.name === name);
      if (files.length === 0) throw new StaffError(`“${name}”不在 exports 文件夹里，可能已经移走。`);
      const bytes = await problemList(files, name === null ? desk.hints : []);
      const title =
        name === null ? "问题清单" : `问题清单-${name.replaceAll("/", " ").replace(/\.[^.「]+(?=「|$)/, "")}`;
      response.writeHead(200, {...asFile(`${title}.xlsx`), "content-length": bytes.length}).end(bytes);
    },
    "POST open": async (request, response) => {
      const {name} = (await body(request)) as {name?: unknown};
      await open(String(name ?? ""));
      await json(response, 200, {});
    },
    "POST quit": async (_, response) => {
      if (desk.busy) return json(response, 409, {fault: `正在${desk.busy}，请等它完成以后再关闭。`});
      await json(response, 200, {});
      quit();
    },
    "GET notebook": async (_, response, url) => {
      const html = await notebookPage(url.searchParams.get("name") ?? "", (await desk.state()).sample);
      response
        .writeHead(200, {...pageGuards(html, true), "content-type": "text/html; charset=utf-8", ...fresh})
        .end(html);
    },
    "GET cells": async (_, response, url) => {
      const script = await notebookScript(url.searchParams.get("name") ?? "");
      response.writeHead(200, {...guards, "content-type": "text/javascript; charset=utf-8", ...fresh}).end(script);
    },
    "GET beside": async (_, response, url) =>
      bytes(response, await besideNotebooks(url.searchParams.get("name") ?? "")),
    "GET members": async (_, response, url) => bytes(response, await membersNamed(url.searchParams.get("name") ?? "")),
    "GET dataset": async (_, response, url) => bytes(response, await datasetNamed(url.searchParams.get("name") ?? "")),
    "POST sql": async (request, response) => {
      const {sql, parameters} = statementIn(await body(request));
      await bytes(response, await answerOf(sql, parameters));
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
      await json(response, 422, {fault: spoken(said(error))});
    }
    return true;
  };
}

async function bytes(response: ServerResponse, content: Uint8Array): Promise<void> {
  response.writeHead(200, {...guards, "content-type": "application/octet-stream", ...fresh}).end(content);
}

const waiting = ({busy}: Desk) => `正在${busy}，请等它完成以后再试。`;

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

type Parameter = string | number | boolean | null;

function statementIn(said: unknown): {sql: string; parameters: Parameter[]} {
  const {sql, parameters} = (said ?? {}) as {sql?: unknown; parameters?: unknown};
  const plain = (value: unknown) => value === null || ["string", "number", "boolean"].includes(typeof value);
  if (typeof sql !== "string" || !Array.isArray(parameters) || !parameters.every(plain))
    throw new StaffError("语句里的值只能是文字、数或是否。");
  return {sql, parameters: parameters as Parameter[]};
}

function sheetIn(said: unknown): Sheet {
  const {header, rows, stamp} = (said ?? {}) as Sheet;
  const texts = (row: unknown) => Array.isArray(row) && row.every(cell => typeof cell === "string");
  if (!texts(header) || !Array.isArray(rows) || !rows.every(texts)) throw new StaffError("表格的内容不完整。");
  return {header, rows, ...(typeof stamp === "string" ? {stamp} : {})};
}
