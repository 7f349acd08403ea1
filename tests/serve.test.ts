import {chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {type IncomingHttpHeaders, request} from "node:http";
import {type AddressInfo, createServer, type Server} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type Site, serve} from "../loaders/serve.js";

const parent = mkdtempSync(join(tmpdir(), "yearbook-serve-"));
const folder = join(parent, "site");
let site: Site;
beforeAll(async () => {
  mkdirSync(join(folder, "_file"), {recursive: true});
  writeFileSync(join(folder, "index.html"), "<h1>概览</h1><script>let own = 1;</script>");
  writeFileSync(join(folder, "_file", "large.arrow"), Buffer.alloc(40_000_000));
  writeFileSync(join(parent, "secret.txt"), "secret");
  symlinkSync(join(parent, "secret.txt"), join(folder, "link.txt"));
  symlinkSync(parent, join(folder, "up"));
  site = await serve(folder, 4700);
});
afterAll(async () => {
  await site.close();
  rmSync(parent, {recursive: true, force: true});
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

function ask(path: string, {method = "GET", host}: {method?: string; host?: string} = {}): Promise<Answer> {
  return new Promise((done, fail) => {
    const {port} = new URL(site.address);
    const asking = request({port, host: "127.0.0.1", path, method, headers: host ? {host} : {}}, answer => {
      let text = "";
      answer.setEncoding("utf8").on("data", chunk => {
        text += chunk;
      });
      answer.on("end", () => done({status: answer.statusCode!, headers: answer.headers, text}));
    });
    asking.on("error", fail).end();
  });
}

test("a page comes with a policy that names its inline scripts and no foreign place", async () => {
  const {status, headers} = await ask("/");
  expect(status).toBe(200);
  const policy = headers["content-security-policy"]!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/=]{44}';/);
  expect(policy).not.toMatch(/https?:|\*|script-src[^;]*unsafe/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(headers["x-content-type-options"]).toBe("nosniff");
});

test.each(["evil.example", "evil.example:4700", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:4700"])(
  "whoever asks for %s is refused",
  async host => {
    const {status, text} = await ask("/", {host});
    expect([status, text]).toEqual([403, "只在本机打开"]);
  }
);

test("localhost is this machine too", async () => {
  expect((await ask("/", {host: `localhost:${new URL(site.address).port}`})).status).toBe(200);
});

test.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])("%s is refused", async method => {
  expect((await ask("/", {method})).status).toBe(405);
});

test("HEAD tells the size without the content", async () => {
  const {headers, text} = await ask("/_file/large.arrow", {method: "HEAD"});
  expect([headers["content-length"], text]).toEqual(["40000000", ""]);
});

test.each(["/link.txt", "/up/secret.txt", "/up/site/../secret.txt"])(
  "%s leads out of the folder: not found",
  async path => {
    const {status, text} = await ask(path);
    expect(status).toBe(404);
    expect(text).not.toContain("secret");
  }
);

test("a file that vanishes or cannot be read does not stop the server", async () => {
  const path = join(folder, "_file", "passing.arrow");
  for (let i = 0; i < 20; i++) {
    writeFileSync(path, Buffer.alloc(2_000_000));
    const asked = ask("/_file/passing.arrow").catch(() => null);
    rmSync(path);
    await asked;
  }
  writeFileSync(path, "x");
  chmodSync(path, 0o000);
  expect((await ask("/_file/passing.arrow")).status).toBe(process.getuid?.() === 0 ? 200 : 500);
  expect((await ask("/")).status).toBe(200);
});

test("before a page is sent it is made what it should be; where it can not, the last one is sent, and of none the reason is told", async () => {
  const asked: string[] = [];
  const own = await serve(folder, 4720, {
    current: async () => {
      asked.push("page");
      writeFileSync(join(folder, "index.html"), "<h1>概览，新的</h1>");
      return "磁盘已满，写不下";
    }
  });
  const get = async (path: string) => {
    const answer = await fetch(new URL(path, own.address));
    return [answer.status, await answer.text()] as const;
  };
  expect(await get("/")).toEqual([200, expect.stringContaining("概览，新的")]);
  expect(await get("/proposals.html")).toEqual([503, "网站没有写出：\n磁盘已满，写不下"]);
  expect((await get("/_file/none.arrow"))[0]).toBe(404);
  expect(asked).toHaveLength(2);
  expect(own.isWatched()).toBe(false);
  const watching = new AbortController();
  const stream = await fetch(new URL("/_reload", own.address), {signal: watching.signal});
  expect(own.isWatched()).toBe(true);
  expect(asked).toHaveLength(3);
  watching.abort();
  await stream.text().catch(() => {});
  await expect.poll(() => own.isWatched()).toBe(false);
  await own.close();
});

test("a download that is broken off holds no file open", async () => {
  const held = () => readdirSync("/proc/self/fd").length;
  const before = held();
  for (let i = 0; i < 30; i++)
    await new Promise<void>(done => {
      const {port} = new URL(site.address);
      const asking = request({port, host: "127.0.0.1", path: "/_file/large.arrow"}, answer => {
        answer.once("data", () => asking.destroy());
      });
      asking.on("error", () => {}).on("close", () => done());
      asking.end();
    });
  await expect.poll(held, {timeout: 10_000}).toBeLessThan(before + 10);
});

test("all ports taken: a sentence with the remedy", async () => {
  // Those that another program has by now are taken all the same.
  const taken: Server[] = [];
  for (let port = 4930; port < 4950; port++)
    await new Promise<void>(done => {
      const server = createServer().on("error", () => done());
      server.listen(port, "127.0.0.1", () => {
        taken.push(server);
        done();
      });
    });
  await expect(serve(folder, 4930)).rejects.toThrow("端口 4930 到 4949 都被占用；请关闭占用端口的程序");
  // The office's program has no terminal to name another in: any that is free will do.
  const other = await serve(folder, 4930, {anyPort: true});
  expect(taken.map(server => (server.address() as AddressInfo).port)).not.toContain(
    Number(new URL(other.address).port)
  );
  expect((await fetch(other.address)).status).toBe(200);
  await other.close();
  for (const server of taken) server.close();
});
