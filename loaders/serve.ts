import {createReadStream} from "node:fs";
import {stat} from "node:fs/promises";
import {createServer, type Server, type ServerResponse} from "node:http";
import {extname, join, normalize, resolve, sep} from "node:path";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
  ".arrow": "application/vnd.apache.arrow.stream",
  ".wasm": "application/wasm"
};
const reloading = "/_reload";
const script = `<script>new EventSource("${reloading}").addEventListener("reload", () => location.reload())</script>`;

/** A finished site served on 127.0.0.1; `reload` makes the open pages load anew. */
export interface Site {
  address: string;
  reload(): void;
  close(): Promise<void>;
}

/** Serves a folder on 127.0.0.1, on the port or, where it is taken, on one of the next twenty. */
export async function serve(folder: string, port: number): Promise<Site> {
  const root = resolve(folder);
  const readers = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const path = /^[^?#]*/.exec(request.url ?? "/")![0];
    if (path === reloading) {
      response.writeHead(200, {"content-type": "text/event-stream", "cache-control": "no-cache"}).write(": open\n\n");
      readers.add(response);
      response.on("close", () => readers.delete(response));
      return;
    }
    answer(root, path, response).catch(() =>
      response.writeHead(404, {"content-type": types[".txt"]}).end("没有这个页面")
    );
  });
  const used = await listen(server, port);
  return {
    address: `http://127.0.0.1:${used}/`,
    reload: () => {
      for (const reader of readers) reader.write("event: reload\ndata: 1\n\n");
    },
    close: () =>
      new Promise(done => {
        for (const reader of readers) reader.end();
        server.close(() => done());
        server.closeAllConnections();
      })
  };
}

async function answer(root: string, address: string, response: ServerResponse): Promise<void> {
  let path = normalize(join(root, decodeURIComponent(address)));
  if (path !== root && !path.startsWith(root + sep)) throw new Error(`invalid path: ${address}`);
  if (address.endsWith("/")) path = join(path, "index.html");
  let info = await stat(path).catch(() => null);
  if (!info && !extname(path)) {
    path = `${path}.html`;
    info = await stat(path);
  }
  if (!info?.isFile()) throw new Error(`invalid path: ${address}`);
  response.writeHead(200, {
    "content-type": types[extname(path)] ?? "application/octet-stream",
    "cache-control": address.startsWith("/_") ? "max-age=3600" : "no-cache"
  });
  const stream = createReadStream(path);
  if (extname(path) === ".html") stream.on("end", () => response.end(script)).pipe(response, {end: false});
  else stream.pipe(response);
}

async function listen(server: Server, port: number): Promise<number> {
  for (let tried = port; tried < port + 20; tried++) {
    const free = await new Promise<boolean>((done, fail) => {
      server.once("error", (error: NodeJS.ErrnoException) => (error.code === "EADDRINUSE" ? done(false) : fail(error)));
      server.listen(tried, "127.0.0.1", () => done(true));
    });
    server.removeAllListeners("error");
    if (free) return (server.address() as {port: number}).port;
  }
  throw new Error(`invalid port: ${port} to ${port + 19} are taken`);
}
