import {build} from "esbuild";
import {browserCode} from "../../loaders/site/browser-code.js";

/** A script or style of the local program's page in one file. */
export async function bundlePage(path: string): Promise<string> {
  const {outputFiles} = await build({
    entryPoints: [path],
    ...browserCode,
    write: false,
    charset: "utf8",
    legalComments: "none"
  });
  return outputFiles[0]!.text;
}
