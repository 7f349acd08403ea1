import type {Action, Sheet, State} from "./state.js";

/** The program is doing something else, and says what. */
class Busy extends Error {}

/** Asks the local program. Throws an Error with the sentence that it gives for what it refuses. */
async function ask<T>(path: string, options: RequestInit = {}): Promise<T> {
  const answer = await fetch(`/_work/${path}`, options).catch(() => null);
  if (!answer) throw new Error("程序已经关闭，请重新双击启动；没有保存的修改请先抄下来。");
  if (answer.status === 403) throw new Error(await answer.text());
  const said = await answer.json();
  if (!answer.ok) throw answer.status === 409 ? new Busy(said.fault) : new Error(said.fault);
  return said;
}

/** Asks again until the program has done what it is doing: what is handed over waits its turn and is not lost. */
async function patiently<T>(asking: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await asking();
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      await new Promise(done => setTimeout(done, 400));
    }
  }
}

const asJson = (value: unknown): RequestInit => ({
  method: "POST",
  headers: {"content-type": "application/json"},
  body: JSON.stringify(value)
});
const named = (path: string, name: string) => `${path}?name=${encodeURIComponent(name)}`;

export const stateNow = () => ask<State>("state");
export const perform = (action: Action) => ask<object>("do", asJson(action));
export const readAgain = () => patiently(() => ask<object>("read", asJson({})));
export const addFile = (file: File) =>
  patiently(() => ask<{said: string}>(named("exports", file.name), {method: "PUT", body: file}));
export const sheetOf = (name: string) => ask<Sheet>(named("table", name));
export const faultsOf = (name: string, sheet: Sheet) => ask<{faults: string[]}>(named("check", name), asJson(sheet));
export const keepSheet = (name: string, sheet: Sheet) => ask<object>(named("table", name), asJson(sheet));

/** The address from which a file that was written is saved. */
export const fileAddress = (name: string) => `/_work/${named("file", name)}`;
