import {spawn} from "node:child_process";
import {resolve} from "node:path";

/** Opens an address in the browser that this machine uses; where there is none, the address on the screen remains. */
export const openInBrowser = (address: string): Promise<boolean> =>
  open(process.platform === "win32" ? ["cmd", "/c", "start", "", address] : [opener(), address]);

/** Opens a document or a folder as a double click does; false where the machine has nothing that does. */
export const openFile = (path: string): Promise<boolean> =>
  // The shell of Windows would read signs of a name as its own.
  open([process.platform === "win32" ? "explorer.exe" : opener(), resolve(path)]);

const opener = () => (process.platform === "darwin" ? "open" : "xdg-open");

const open = ([command, ...args]: string[]): Promise<boolean> =>
  new Promise(done => {
    const child = spawn(command!, args, {detached: true, stdio: "ignore"});
    child.on("spawn", () => done(true)).on("error", () => done(false));
    child.unref();
  });
