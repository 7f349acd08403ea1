import {afterEach, beforeEach, expect, test, vi} from "vitest";
import {browserPlaces, launch} from "../loaders/browser.js";
import {pdf} from "../reports/documents/pdf.js";

beforeEach(() => vi.stubEnv("CHROMIUM", process.env.CHROMIUM));
afterEach(() => vi.unstubAllEnvs());

test("a page prints the same bytes whatever the language of the session, and however the browser numbers its cells", async () => {
  const print = async (language: string, before = "") => {
    for (const name of ["LANG", "LC_ALL", "LANGUAGE"]) vi.stubEnv(name, language);
    const browser = await launch();
    const words = "\u590d\u76f4\u9aa8\u5c6a12,480\u4eba\u6b21\uff0c\u8f83\u4e0a\u5e74";
    const table = "<table><tr><th>年度</th><th>件数</th></tr><tr><td>2024</td><td>261</td></tr></table>";
    const page = `<html><head></head><body>${before}<p>${words}</p>${table}</body></html>`;
    const bytes = await pdf(browser, page, "2024-12-31");
    await browser.close();
    return bytes.toString("latin1");
  };
  const bytes = await print("C");
  expect(bytes).toContain("(node00000001)");
  expect(await print("ja_JP.UTF-8", "<div hidden><i></i><i></i></div>")).toBe(bytes);
});

test("without a browser the sentence says what to do", async () => {
  await expect(launch([], async () => null)).rejects.toThrow(
    /没有找到能打印 PDF 的浏览器。请安装 Edge、Chrome、Chromium、360 或奇安信浏览器/
  );
});

test("a browser that does not start is named in Chinese", async () => {
  vi.stubEnv("CHROMIUM", "/bin/false");
  await expect(launch()).rejects.toThrow(/浏览器 \/bin\/false 没有启动.*请先确认/);
});

test("on Windows a browser is looked for where it is installed for all and for one, on Linux also the domestic ones", () => {
  const places = browserPlaces("win32", {
    ProgramFiles: "D:\\Program Files",
    LOCALAPPDATA: "C:\\Users\\甲\\AppData\\Local"
  });
  expect(places[0]).toBe("D:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe");
  expect(places).toContain("C:\\Users\\甲\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe");
  for (const name of ["360chrome.exe", "qaxbrowser.exe"]) expect(places.some(path => path.endsWith(name))).toBe(true);
  expect(browserPlaces("linux", {}).some(path => path.includes("qaxbrowser"))).toBe(true);
});
