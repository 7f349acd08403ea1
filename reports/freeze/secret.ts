import {createHmac, randomBytes} from "node:crypto";
import {readFile, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {makeFolder} from "../../loaders/folder.js";
import {StaffError} from "../../src/intake/problem.js";

/** Where the office's secret lies: in no freeze, no published file, no version control. */
export const secretPath = join("data", "freeze-key.txt");

const note = "# 冻结稿的密钥。冻结稿里各条目的摘要用它算出，没有它读不回内容；请随数据备份，不要外传，不要修改。";

/** The secret with which items are made out, and a name by which a freeze says which it was. */
export interface Secret {
  key: Buffer;
  id: string;
}

/** Reads the office's secret, or makes it where there is none. Throws StaffError where its file is no such. */
export async function secret(): Promise<Secret> {
  const text = await readFile(secretPath, "utf8").catch(make);
  const hex = /^[0-9a-f]{64}$/m.exec(text)?.[0];
  if (!hex)
    throw new StaffError(
      `${secretPath} 不是冻结稿的密钥；请从备份中找回，或移走这个文件（以前的冻结稿就不能再逐条比较）。`
    );
  const key = Buffer.from(hex, "hex");
  return {key, id: createHmac("sha256", key).update("id").digest("hex").slice(0, 16)};
}

async function make(error: NodeJS.ErrnoException): Promise<string> {
  if (error.code !== "ENOENT") throw error;
  await makeFolder(dirname(secretPath));
  const text = `${note}\n${randomBytes(32).toString("hex")}\n`;
  // Another run may have made one meanwhile.
  return writeFile(secretPath, text, {flag: "wx", mode: 0o600}).then(
    () => text,
    () => readFile(secretPath, "utf8")
  );
}

/** A DuckDB macro `digest(text)`: HMAC-SHA-256 with the secret, in hexadecimal digits. */
export function digestMacro({key}: Secret): string {
  const padded = Buffer.concat([key, Buffer.alloc(64 - key.length)]);
  const pad = (byte: number) => `unhex('${Buffer.from(padded.map(each => each ^ byte)).toString("hex")}')`;
  return `create or replace temp macro digest(value) as sha256(${pad(0x5c)} || unhex(sha256(${pad(0x36)} || encode(value))))`;
}
