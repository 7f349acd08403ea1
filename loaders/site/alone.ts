/** How a file begins that stands for a package which is not there. */
export const absentMark = "/* not installed */";

/**
 * A module, as a data address, that keeps Framework's preview from the network: what it would fetch of a package that is
 * not installed is a module that says so, in the cell that uses it. Without it the whole page would fail.
 */
export function alone(): string {
  const code = `
const said = name => \`“\${name}”没有随本项目安装，不联网用不了，请改用Plot、d3、html、svg、Inputs或sql。\`;
// Whatever range is asked for, one of these is in it.
const numbers = [...Array(60).keys()];
const versions = Object.fromEntries(numbers.flatMap(a => [...numbers, 999].map(b => [a + "." + b + ".999", {}])));
globalThis.fetch = async address => {
  const {hostname, pathname} = new URL(address);
  const [, name] = /^\\/(?:npm\\/)?((?:@[^/]+\\/)?[^/@]+)/.exec(decodeURIComponent(pathname));
  if (hostname === "registry.npmjs.org") return Response.json({version: "0.0.0", versions});
  if (hostname !== "cdn.jsdelivr.net") throw new Error(\`不联网，没有 \${address}\`);
  // What Framework's own modules import by a name must be there by that name, or the browser says that it is not.
  const module = !/\\.(css|wasm|ttf|woff2?|png|json)$/.test(pathname);
  const text = ${JSON.stringify(absentMark)} + (module ? \`throw new Error(\${JSON.stringify(said(name))});\\nexport const instance = null;\\nexport default null;\` : "");
  return new Response(text, {headers: {"content-type": module ? "application/javascript" : "text/plain"}});
};`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}
