import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {pathToFileURL} from "node:url";

interface Locked {
  version: string;
  license?: string;
  dev?: boolean;
  optional?: boolean;
}

/** What THIRD-PARTY-NOTICES must say of the packages that run: name, version, licence, whose; each licence's text once. */
export function notices(): string {
  const {packages} = JSON.parse(readFileSync("package-lock.json", "utf8")) as {packages: Record<string, Locked>};
  const running = Object.entries(packages)
    .filter(([path, {dev}]) => path && !dev)
    .map(([path, locked]) => ({path, name: path.replace(/^.*node_modules\//, ""), ...locked}))
    .sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version) || compare(a.path, b.path));
  const lines = new Map<string, string>();
  const texts = new Map<string, string>();
  for (const {path, name, version, license = "see its package", optional} of running) {
    // What only some machines install is named without looking, so that the notices are the same on all.
    const text = optional ? "" : licenceOf(path);
    const owners = [...new Set(text.match(/^\W*copyright\b[^\n]*\d{4}[^\n]*$/gim) ?? [])].map(line => line.trim());
    lines.set(`${name} ${version}`, [`${name} ${version} · ${license}`, ...owners.map(own => `  ${own}`)].join("\n"));
    if (text && !/ OR /.test(license) && !texts.has(license))
      texts.set(license, `=== ${license}, as ${name} carries it ===\n\n${text}`);
  }
  return [
    "Packages of others that 履职数据年报 runs with, from package-lock.json; written by `npm run notices`.",
    [...lines.values()].join("\n"),
    ...[...texts].sort(([a], [b]) => compare(a, b)).map(([, text]) => text)
  ]
    .join("\n\n")
    .concat("\n");
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The text of a package's licences and notices, empty where it has none. */
function licenceOf(path: string): string {
  return readdirSync(path, {withFileTypes: true})
    .filter(entry => entry.isFile() && /^(licen[cs]e|copying|notice)/i.test(entry.name))
    .map(entry => readFileSync(join(path, entry.name), "utf8"))
    .map(text =>
      text
        .replace(/\r\n/g, "\n")
        .replace(/[ \t]+$/gm, "")
        .trim()
    )
    .join("\n\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) writeFileSync("THIRD-PARTY-NOTICES", notices());
