import type {Action, Composed, Offers, Preview, Sheet, State} from "./state.js";

/** The program is doing something else, and says what. */
class Busy extends Error {}

const closed = () => new Error("程序已经关闭，请重新双击启动；没有保存的修改请先抄下来。");

/** Asks the local program. Throws an Error with the sentence that it gives for what it refuses. */
async function ask<T>(path: string, options: RequestInit = {}): Promise<T> {
  const answer = await fetch(`/_work/${path}`, options).catch(() => null);
  if (!answer) throw closed();
  return said(answer.status, await answer.text());
}

/** What an answer says as JSON. Throws an Error with the sentence of a refusal. */
function said<T>(status: number, text: string): T {
  if (status === 403) throw new Error(text);
  const value = JSON.parse(text);
  if (status >= 400) throw status === 409 ? new Busy(value.fault) : new Error(value.fault);
  return value;
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

/** What is said in passing: it waits until the files have been read again, and is not lost. */
const passing: ReadonlySet<Action["do"]> = new Set(["take-back", "put-back", "column", "word", "words", "metric"]);

export const perform = (action: Action) => {
  const asking = () => ask<object>("do", asJson(action));
  return passing.has(action.do) ? patiently(asking) : asking();
};
export const readAgain = () => patiently(() => ask<object>("read", asJson({})));
export const sheetOf = (name: string) => ask<Sheet>(named("table", name));
export const faultsOf = (name: string, sheet: Sheet) => ask<{faults: string[]}>(named("check", name), asJson(sheet));
export const keepSheet = (name: string, sheet: Sheet) =>
  patiently(() => ask<{stamp: string}>(named("table", name), asJson(sheet)));
export const offersNow = () => ask<Offers>("offers");
export const previewOf = (composed: Composed) => ask<Preview>("preview", asJson(composed));
export const openWritten = (name: string) => ask<object>("open", asJson({name}));
export const quit = () => ask<object>("quit", asJson({}));

/** What is known of members: their records, counts and points, and what the exports can tell, each an Arrow stream. */
export const membersNow = () =>
  Promise.all(
    ["records", "counts", "points", "known"].map(async part => {
      const answer = await fetch(`/_work/${named("members", part)}`).catch(() => null);
      if (!answer) throw closed();
      if (!answer.ok) return said<ArrayBuffer>(answer.status, await answer.text());
      return answer.arrayBuffer();
    })
  );

/** Hands a file over; `onShare` is told how much of it is there, 0…1. */
export const addFile = (file: File, onShare: (share: number) => void) =>
  patiently(
    () =>
      new Promise<{said: string}>((done, fail) => {
        // Only this way of asking tells how far it is.
        const request = new XMLHttpRequest();
        request.open("PUT", `/_work/${named("exports", file.name)}`);
        request.upload.addEventListener("progress", ({loaded, total}) => onShare(loaded / total));
        request.addEventListener("error", () => fail(closed()));
        request.addEventListener("load", () => {
          try {
            done(said(request.status, request.responseText));
          } catch (error) {
            fail(error);
          }
        });
        request.send(file);
      })
  );

/** The address from which a file that was written is saved. */
export const fileAddress = (name: string) => `/_work/${named("file", name)}`;

/** The address from which the list of problems is saved: of one file, or of all. */
export const problemsAddress = (name?: string) => `/_work/${name === undefined ? "problems" : named("problems", name)}`;
