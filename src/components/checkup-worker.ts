import {checkups, type ReferenceRow} from "./checkup-read.js";

/** Reads files beside the page, which stays responsive: {id, name, bytes, reference} → {id, found} or {id, failed}. */
interface Asked {
  id: number;
  name: string;
  bytes: ArrayBuffer;
  reference: ReferenceRow[];
}

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<Asked>) => void;
  postMessage: (message: unknown) => void;
};

scope.onmessage = async ({data: {id, name, bytes, reference}}) => {
  try {
    scope.postMessage({id, found: await checkups(name, new Uint8Array(bytes), reference)});
  } catch (error) {
    scope.postMessage({id, failed: (error as Error).message});
  }
};
