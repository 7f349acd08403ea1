import {writeFileSync} from "node:fs";
import {createServer, request, type Server} from "node:http";
import {type AddressInfo, connect} from "node:net";
import {networkInterfaces} from "node:os";
import type {Browser, BrowserContext} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {Admission} from "../loaders/admission.js";
import {chromium, closePages} from "./chromium.js";
import {House} from "./house.js";
import {type Started, startWorkbench} from "./workbench.js";

const house = new House("workbench-safety");
const file = "提案.csv";
const hostile = "<img src=x onerror=window.hit=1>";
let program: Started;
let browser: Browser;
let context: BrowserContext;
let evil: Server;

beforeAll(async () => {
  await house.useShell();
  house.useLittle();
  writeFileSync(house.path("data/exports", file), "提案编号,案由\n1,一\n");
  writeFileSync(
    house.path("data/exports", `${hostile}.csv`),
    `流水号,标题,来源类型,类别,提交日期,${hostile}\n1,${hostile},${hostile},${hostile},${hostile},1\n`
  );
  program = await startWorkbench(house, 4730);
  browser = await chromium();
  context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(program.address);
  await page.waitForSelector("#exports");
  evil = createServer((_, response) => response.writeHead(200, {"content-type": "text/html"}).end("<p>别的网站</p>"));
  await new Promise<void>(done => evil.listen(0, "127.0.0.1", done));
});
afterAll(async () => {
  await closePages();
  evil?.close();
  house.close();
});

test("what a file brings in its name, headers and cells is text on the page, and nothing of it is run", async () => {
  const page = context.pages()[0]!;
  await page.waitForSelector("#exports tbody tr");
  const told = (await page.locator("#workbench").textContent()) ?? "";
  expect(told.split(hostile).length).toBeGreaterThan(3);
  expect(told).toContain(`不认识的列「${hostile}」`);
  expect(await page.locator("img").count()).toBe(0);
  expect(await page.evaluate(() => "hit" in window)).toBe(false);
});

/** What a request gets that no browser makes. */
function raw(path: string, headers: Record<string, string>, method = "GET", port = program.port): Promise<number> {
  return new Promise((done, fail) => {
    request({host: "127.0.0.1", port, path, method, headers}, answer => {
      answer.resume();
      done(answer.statusCode!);
    })
      .on("error", fail)
      .end();
  });
}

test("the address lets in once: its token becomes a cookie that only this page has, and leaves the address; each start has another", async () => {
  expect(new Admission().address(1)).toMatch(/\?token=[\w-]{32}$/);
  expect(new Admission().address(1)).not.toBe(new Admission().address(1));
  const [cookie] = (await context.cookies()).filter(({name}) => name.startsWith("yearbook-"));
  expect(cookie).toMatchObject({httpOnly: true, sameSite: "Strict", domain: "127.0.0.1"});
  expect(context.pages()[0]!.url()).not.toContain("token");
  expect(await raw("/", {})).toBe(403);
  expect(await raw("/workbench?token=wrong", {})).toBe(403);
  expect(await raw("/_work/state", {cookie: "yearbook-4730=wrong"})).toBe(403);
});

test("it listens at 127.0.0.1 and at no other address of this machine", async () => {
  const others = Object.values(networkInterfaces()).flatMap(each => (each ?? []).map(({address}) => address));
  const reached = (host: string) =>
    new Promise<boolean>(done => {
      const socket = connect({host, port: program.port}, () => done(true)).on("error", () => done(false));
      socket.unref();
    });
  expect(await reached("127.0.0.1")).toBe(true);
  for (const host of ["127.0.0.2", ...others.filter(host => host !== "127.0.0.1" && !host.startsWith("fe80"))])
    expect([host, await reached(host)]).toEqual([host, false]);
});

test("a name that leads to this machine is refused, also with the cookie; so is another origin", async () => {
  const [{name, value} = {name: "", value: ""}] = await context.cookies();
  const cookie = `${name}=${value}`;
  const own = `127.0.0.1:${program.port}`;
  expect(await raw("/_work/state", {cookie})).toBe(200);
  for (const host of [`evil.example:${program.port}`, "evil.example", "127.0.0.1", `localhost:${program.port}`])
    expect(await raw("/_work/state", {cookie, host})).toBe(403);
  expect(await raw("/_work/state", {cookie, host: own, origin: "http://evil.example"})).toBe(403);
  expect(await raw("/_work/do", {cookie, host: own}, "POST")).toBe(403);
  expect(await raw("/_work/do", {cookie, host: own, origin: "null"}, "POST")).toBe(403);
});

test("what is handed over or opened lies among the documents; no other file is, and no request is longer than it may be", async () => {
  const page = context.pages()[0]!;
  const answers = await page.evaluate(async () => {
    const file = (name: string) => fetch(`/_work/file?name=${encodeURIComponent(name)}`).then(({status}) => status);
    const opened = (name: string) =>
      fetch("/_work/open", {
        ...{method: "POST", headers: {"content-type": "application/json"}},
        body: JSON.stringify({name})
      }).then(({status}) => status);
    const long = fetch("/_work/do", {
      ...{method: "POST", headers: {"content-type": "application/json"}},
      body: JSON.stringify({do: "x".repeat(5_000_000)})
    }).then(
      ({status}) => status,
      () => 422
    );
    return [
      await file("报告/../../data/exports/提案.csv"),
      await file("data/exports/提案.csv"),
      await file("/etc/passwd"),
      await opened("报告/../../data/exports/提案.csv"),
      await opened("../loaders/open.ts"),
      await long
    ];
  });
  expect(answers).toEqual([422, 422, 422, 422, 422, 422]);
});

describe.each(["127.0.0.1", "localhost"])("a page of another server at %s in the same browser", host => {
  const open = async () => {
    const page = await context.newPage();
    await page.goto(`http://${host}:${(evil.address() as AddressInfo).port}/`);
    return page;
  };

  test("cannot read: fetch, image, frame, script, web socket", async () => {
    const page = await open();
    const read = await page.evaluate(async at => {
      const fetched = (options: RequestInit) =>
        fetch(`${at}_work/state`, options).then(
          answer => answer.text(),
          () => ""
        );
      const loaded = (tag: "img" | "script" | "iframe", address: string) =>
        new Promise<boolean>(done => {
          const element = Object.assign(document.createElement(tag), {src: address});
          element.onload = () => done(tag !== "iframe" || (element as HTMLIFrameElement).contentDocument !== null);
          element.onerror = () => done(false);
          document.body.append(element);
        });
      const socket = new Promise<boolean>(done => {
        const socket = new WebSocket(at.replace("http", "ws") + "_work/state");
        socket.onopen = () => done(true);
        socket.onerror = () => done(false);
      });
      return [
        await fetched({credentials: "include"}),
        await fetched({credentials: "include", mode: "no-cors"}),
        await loaded("img", `${at}_work/file?name=网站.zip`),
        await loaded("script", `${at}_work/page.js`),
        await loaded("iframe", `${at}workbench`),
        await socket
      ];
    }, `http://127.0.0.1:${program.port}/`);
    expect(read).toEqual(["", "", false, false, false, false]);
    await page.close();
  });

  test("cannot write: fetch, form", async () => {
    const page = await open();
    await page.evaluate(
      async ({at, body}) => {
        const send = (type: string, method: string, path: string) =>
          fetch(`${at}${path}`, {
            method,
            body,
            mode: "no-cors",
            credentials: "include",
            headers: {"content-type": type}
          }).catch(() => {});
        await send("text/plain", "POST", "_work/do");
        await send("application/json", "POST", "_work/do");
        await send("text/plain", "PUT", "_work/exports?name=evil.csv");
        const frame = Object.assign(document.createElement("iframe"), {name: "into"});
        document.body.append(frame);
        const form = Object.assign(document.createElement("form"), {
          ...{action: `${at}_work/do`, method: "post", enctype: "text/plain", target: "into"}
        });
        form.append(Object.assign(document.createElement("input"), {name: body.slice(0, -1), value: "}"}));
        document.body.append(form);
        const answered = new Promise(done => frame.addEventListener("load", done));
        form.submit();
        await answered;
      },
      {at: `http://127.0.0.1:${program.port}/`, body: JSON.stringify({do: "take-back", name: file})}
    );
    expect(house.names("data/exports")).toContain(file);
    expect(house.names("data/exports")).not.toContain("evil.csv");
    await page.close();
  });
});
