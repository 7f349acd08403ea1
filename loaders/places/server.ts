import {StaffError} from "../../src/intake/problem.js";
import type {Engine, EngineServer} from "./engine.js";

/**
 * The engine of an address: `clickhouse://host:8123/database`, of several servers `clickhouse://a:8123,b:8123/database?cluster=name`,
 * with `user:password@` before the servers where they ask for one. Throws StaffError on an address that says no such thing.
 */
export function engineAt(address: string): Engine {
  const found = /^clickhouse:\/\/(?:([^:@/]+)(?::([^@/]*))?@)?([^/?@]+)(?:\/([\w-]+))?(?:\?cluster=([\w-]+))?$/.exec(
    address
  );
  const [, user = "default", password = "", hosts = "", database = "default", cluster = null] = found ?? [];
  const servers = hosts.split(",").filter(Boolean);
  if (!found || servers.length === 0 || servers.some(host => !/^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(host)))
    throw new StaffError(
      `--engine 后面的地址“${address}”看不懂，应写成 clickhouse://主机:8123/库名，多台的写成 clickhouse://甲:8123,乙:8123/库名?cluster=集群名。`
    );
  if (servers.length > 1 && cluster === null)
    throw new StaffError(
      `--engine 写了${servers.length}台主机，没有写集群名；请在地址后面加上 ?cluster=集群名（服务器配置 remote_servers 里的名称）。`
    );
  return {
    database,
    cluster,
    servers: servers.map(host => server(host.includes(":") ? host : `${host}:8123`, user, password))
  };
}

function server(host: string, user: string, password: string): EngineServer {
  const ask = async (sql: string, body?: Uint8Array<ArrayBuffer>): Promise<string> => {
    const query = new URLSearchParams({max_query_size: "100000000", ...(body === undefined ? {} : {query: sql})});
    const response = await fetch(`http://${host}/?${query}`, {
      method: "POST",
      body: body ?? sql,
      headers: {"X-ClickHouse-User": user, "X-ClickHouse-Key": password}
    }).catch(() => {
      throw new StaffError(`计算引擎 ${host} 连不上；请确认它在运行、网络可通，再运行一次。上次的结果没有改动。`);
    });
    const text = await response.text();
    if (!response.ok) throw new StaffError(`计算引擎 ${host} 没有算出来：${reason(text)}。上次的结果没有改动。`);
    return text;
  };
  return {
    run: async sql => void (await ask(sql)),
    rows: async sql => (JSON.parse(await ask(`${sql} format JSONCompact`)) as {data: unknown[][]}).data,
    insert: async (table, rows) => void (await ask(`insert into ${table} format TabSeparated`, rows))
  };
}

/** What an engine says, on one line: a shard that died, a password that is wrong, what it cannot do. */
function reason(text: string): string {
  if (/ALL_CONNECTION_TRIES_FAILED|All connection tries failed|Connection refused/.test(text))
    return "集群里有一台服务器连不上，请先恢复它";
  if (/AUTHENTICATION_FAILED|Authentication failed|Wrong password|REQUIRED_PASSWORD/.test(text))
    return "用户名或密码不对";
  if (/Requested cluster|CLUSTER_DOESNT_EXIST/.test(text)) return "服务器的配置里没有这个集群";
  return text.split("\n")[0]!.slice(0, 300);
}
