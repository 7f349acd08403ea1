import {createReadStream} from "node:fs";
import {type FileHandle, open, realpath} from "node:fs/promises";
import {createServer, type IncomingMessage, type Server, type ServerResponse} from "node:http";
import {extname, join, sep} from "node:path";
import {pipeline} from "node:stream/promises";
import {StaffError} from "../src/intake/problem.js";
import type {Admission} from "./admission.js";
import {fileGuards, guards, isLocal, pageGuards} from "./policy.js";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
  ".arrow": "application/vnd.apache.arrow.stream",
  ".wasm": "application/wasm"
};
const events = "/_reload";
const script = "/_reload.js";
/** So many ms a page that is being left waits for the other: to load it anew would keep its reader there. */
const leaving = 60_000;
const listening = `let left = -${leaving};
addEventListener("beforeunload", () => { left = performance.now(); });
const again = () => setTimeout(() => location.reload(), Math.max(0, left + ${leaving} - performance.now()));
new EventSource("${events}").addEventListener("reload", again);`;
/** So many ports are tried, from the one asked for on. */
const tries = 20;

/** A finished site served on 127.0.0.1; `reload` makes the open pages load anew. */
export interface Site {
  address: string;
  reload(): void;
  /** Whether a page of it is open. */
  isWatched(): boolean;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** Who may ask, besides having to be on this machine; without it whoever is. */
  admission?: Admission;
  /** Answers what is no file of the site; true where it did. */
  answers?: (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;
  /** Settles when the pages are what they should be; gives why there may be none, or null. */
  current?: () => Promise<string | null>;
  /** Changes a page before it is sent. */
  page?: (html: string) => string;
  /** Where all these ports are taken, any that is free. */
  anyPort?: boolean;
}

/**
 * Serves a folder on 127.0.0.1 to this machine alone, on the port or, where it is taken, on one of the next twenty.
 * Throws StaffError when all of them are taken, and no other will do.
 */
export async function serve(folder: string, port: number, options: ServeOptions = {}): Promise<Site> {
  const {admission, answers, page, current} = options;
  const readers = new Set<ServerResponse>();
  let own = port;
  const server = createServer(async (request, response) => {
    try {
      const turned = admission?.turn(request, own);
      if (turned?.status === 303) return lead(response, turned.location, turned.cookie);
      if (turned) return say(response, turned.status, turned.words);
      const [path] = /^[^?#]*/.exec(request.url ?? "/")!;
      if (await answers?.(request, response, path)) return;
      const refused = refusal(request, own);
      if (refused) return say(response, ...refused);
      if (path === events) {
        follow(response, readers);
        // What changed between a page and its first question.
        await current?.();
        return;
      }
      if (path === script) return send(request, response, types[".js"]!, listening);
      const fault = isPage(path) ? await current?.() : null;
      await answer(folder, path, request, response, {page, fault});
    } catch {
      // The reader went away, or a file did.
      if (response.headersSent) response.destroy();
      else say(response, 500, "这个文件现在读不出来，请稍后刷新页面");
    }
  });
  server.on("clientError", (_, socket) => socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"));
  own = await listen(server, port, options.anyPort ?? false);
  return {
    address: admission?.address(own) ?? `http://127.0.0.1:${own}/`,
    reload: () => {
      for (const reader of readers) reader.write("event: reload\ndata: 1\n\n");
    },
    isWatched: () => readers.size > 0,
    close: () =>
      new Promise(done => {
        for (const reader of readers) reader.end();
        server.close(() => done());
        server.closeAllConnections();
      })
  };
}

/** Why a request is not answered, or null. */
function refusal({method, headers}: IncomingMessage, port: number): [status: number, words: string] | null {
  if (!isLocal(headers.host, port)) return [403, "只在本机打开"];
  return method === "GET" || method === "HEAD" ? null : [405, "只能读取"];
}

const isPage = (address: string): boolean => ["", ".html"].includes(extname(address));

function follow(response: ServerResponse, readers: Set<ServerResponse>): void {
  response
    .writeHead(200, {...guards, "content-type": "text/event-stream", "cache-control": "no-cache"})
    .write(": open\n\n");
  readers.add(response);
  response.on("close", () => readers.delete(response));
}

async function answer(
  folder: string,
  address: string,
  request: IncomingMessage,
  response: ServerResponse,
  {page = html => html, fault}: {page?: (html: string) => string; fault?: string | null}
) {
  const found = await find(folder, address);
  if (!found) return fault ? say(response, 503, `网站没有写出：\n${fault}`) : say(response, 404, "没有这个页面");
  const {path, handle, size} = found;
  try {
    const type = types[extname(path)] ?? "application/octet-stream";
    if (extname(path) === ".html") {
      const html = page(await handle.readFile("utf8"));
      const headers = {...pageGuards(html), "cache-control": "no-cache"};
      return send(request, response, type, `${html}<script src="${script}"></script>\n`, headers);
    }
    const kept = address.startsWith("/_") ? "max-age=3600" : "no-cache";
    response.writeHead(200, {
      ...fileGuards(address),
      "content-type": type,
      "content-length": size,
      "cache-control": kept
    });
    if (request.method === "HEAD") response.end();
    else await pipeline(createReadStream(path, {fd: handle, autoClose: false}), response);
  } finally {
    await handle.close();
  }
}

/** The file of an address, opened; null where there is none in the folder, or one that a link leads out of it. */
async function find(folder: string, address: string): Promise<{path: string; handle: FileHandle; size: number} | null> {
  let name: string;
  try {
    name = decodeURIComponent(address);
  } catch {
    return null;
  }
  if (name.includes("\0")) return null;
  if (name.endsWith("/")) name += "index.html";
  const root = await realpath(folder);
  for (const path of [join(root, name), ...(extname(name) ? [] : [join(root, `${name}.html`)])]) {
    const real = await realpath(path).catch(() => null);
    if (!real?.startsWith(root + sep)) continue;
    const handle = await open(real);
    const info = await handle.stat();
    if (info.isFile()) return {path: real, handle, size: info.size};
    await handle.close();
  }
  return null;
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  type: string,
  text: string,
  headers: object = guards
) {
  response.writeHead(200, {...headers, "content-type": type, "content-length": Buffer.byteLength(text)});
  response.end(request.method === "HEAD" ? undefined : text);
}

const lead = (response: ServerResponse, location: string, cookie: string): void => {
  response.writeHead(303, {...guards, location, "set-cookie": cookie, "cache-control": "no-store"}).end();
};

const say = (response: ServerResponse, status: number, words: string): void => {
  response.writeHead(status, {...guards, "content-type": types[".txt"]}).end(words);
};

/** Windows keeps ranges of ports for itself: they are taken as well. */
const taken = new Set(["EADDRINUSE", "EACCES"]);

async function listen(server: Server, port: number, any: boolean): Promise<number> {
  const ports = [...Array.from({length: tries}, (_, i) => port + i), ...(any ? [0] : [])];
  for (const tried of ports) {
    const free = await new Promise<boolean>((done, fail) => {
      server.once("error", (error: NodeJS.ErrnoException) => (taken.has(error.code ?? "") ? done(false) : fail(error)));
      server.listen(tried, "127.0.0.1", () => done(true));
    });
    for (const event of ["error", "listening"]) server.removeAllListeners(event);
    if (free) return (server.address() as {port: number}).port;
  }
  throw new StaffError(
    `端口 ${port} 到 ${port + tries - 1} 都被占用；请关闭占用端口的程序（可能是另一个窗口里的 npm start），或换一个端口，例如 --port ${port + 1000 > 65_000 ? 3000 : port + 1000}。`
  );
}
