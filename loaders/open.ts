import {spawn} from "node:child_process";

/** Opens an address in the browser that this machine uses; where there is none, the address on the screen remains. */
export function openInBrowser(address: string): void {
  const [command, ...args] =
    process.platform === "win32"
      ? ["cmd", "/c", "start", "", address]
      : [process.platform === "darwin" ? "open" : "xdg-open", address];
  spawn(command!, args, {detached: true, stdio: "ignore"})
    .on("error", () => {})
    .unref();
}
