import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {programPath} from "../../loaders/paths.js";
import {filesIn} from "../../loaders/publish.js";
import {shellOf} from "../../loaders/site/shell.js";

/** What the page of the local program consists of. */
export interface Assets {
  html: string;
  files: Record<string, {type: string; text: string}>;
}

/** The page of the local program, in the look of the site. */
export async function assets(): Promise<Assets> {
  const [script, notebook, own, site] = await Promise.all([
    part("page.js", "page.ts"),
    part("notebook.js", null),
    part("page.css", "page.css"),
    siteStyle()
  ]);
  const css = {type: "text/css; charset=utf-8"};
  return {
    html: page,
    files: {
      "page.js": {type: "text/javascript; charset=utf-8", text: script},
      "notebook.js": {type: "text/javascript; charset=utf-8", text: notebook},
      "page.css": {...css, text: own},
      "site.css": {...css, text: site}
    }
  };
}

/** A packed program brings the parts of the page; in the project they are bundled. */
async function part(name: string, source: string | null): Promise<string> {
  const brought = await readFile(programPath("workbench", name), "utf8").catch(() => null);
  if (brought !== null) return brought;
  if (source === null) return (await import("./notebook-client.js")).bundleNotebookClient();
  const {bundlePage} = await import("./bundle.js");
  return bundlePage(programPath("src", "workbench", source));
}

async function siteStyle(): Promise<string> {
  const {folder} = await shellOf();
  const name = (await filesIn(folder)).find(name => /^_import\/style\.\w+\.css$/.test(name));
  return name ? readFile(join(folder, name), "utf8") : "";
}

const page = `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>工作台 | 履职数据年报</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/_work/site.css">
<link rel="stylesheet" href="/_work/page.css">
</head>
<body>
<main id="workbench"><h1>工作台</h1><p role="status">正在打开 …</p></main>
<script type="module" src="/_work/page.js"></script>
</body>
</html>
`;
