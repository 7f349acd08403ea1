import {build} from "esbuild";

/** A script or style of the local program's page in one file. */
export async function bundlePage(path: string): Promise<string> {
  const {outputFiles} = await build({
    entryPoints: [path],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent"
  });
  return outputFiles[0]!.text;
}
