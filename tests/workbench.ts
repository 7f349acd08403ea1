import type {House, Said} from "./house.js";

export interface Started {
  port: number;
  /** With the token of this start. */
  address: string;
  /** What it has said when it has ended. */
  said: Promise<Said>;
}

/** Starts the local program in a copy of the project, on the port or one after it. */
export async function startWorkbench(house: House, port: number): Promise<Started> {
  const {child, said} = house.start(["reports/commands/workbench.ts", "--port", String(port)]);
  const address = await new Promise<string>((done, fail) => {
    let text = "";
    child.stdout!.on("data", chunk => {
      text += chunk;
      const [found] = /http:\/\/127\.0\.0\.1:\d+\/workbench\?token=[\w-]+(?=\s)/.exec(text) ?? [];
      if (found) done(found);
    });
    said.then(({stdout, stderr}) => fail(new Error(stdout + stderr)));
  });
  return {port: Number(new URL(address).port), address, said};
}
