import {type ChildProcess, spawn} from "node:child_process";
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {createServer} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";

/** Servers of an engine on this machine, joined to one cluster; gone after `stop`. */
export interface Servers {
  /** What a command is told: all of them. */
  address: string;
  /** Kills one of them, as if its machine had gone. */
  kill(index: number): Promise<void>;
  stop(): Promise<void>;
}

const cluster = "places";

/** Starts so many ClickHouse servers, each with a folder of its own. */
export async function startServers(count: number): Promise<Servers> {
  const folder = mkdtempSync(join(tmpdir(), "engine-"));
  const ports = await Promise.all(Array.from({length: count * 3}, freePort));
  const of = (i: number) => ({http: ports[i * 3]!, tcp: ports[i * 3 + 1]!, inter: ports[i * 3 + 2]!});
  const shards = Array.from(
    {length: count},
    (_, i) => `<shard><replica><host>127.0.0.1</host><port>${of(i).tcp}</port></replica></shard>`
  ).join("");
  const processes = Array.from({length: count}, (_, i) => {
    const own = join(folder, String(i));
    mkdirSync(join(own, "data"), {recursive: true});
    writeFileSync(
      join(own, "users.xml"),
      "<yandex><profiles><default/></profiles><users><default><password></password><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota></default></users><quotas><default/></quotas></yandex>"
    );
    const {http, tcp, inter} = of(i);
    writeFileSync(
      join(own, "config.xml"),
      `<yandex><logger><level>error</level><log>${own}/log</log><errorlog>${own}/errors</errorlog></logger>
<http_port>${http}</http_port><tcp_port>${tcp}</tcp_port><interserver_http_port>${inter}</interserver_http_port><listen_host>127.0.0.1</listen_host>
<path>${own}/data/</path><tmp_path>${own}/tmp/</tmp_path><users_config>users.xml</users_config><default_profile>default</default_profile><default_database>default</default_database>
<mark_cache_size>5368709</mark_cache_size><timezone>UTC</timezone><remote_servers><${cluster}>${shards}</${cluster}></remote_servers></yandex>`
    );
    return spawn("clickhouse-server", ["--config-file", join(own, "config.xml")], {cwd: own, stdio: "ignore"});
  });
  for (let i = 0; i < count; i++) await answers(of(i).http, processes[i]!);
  return {
    address: `clickhouse://${Array.from({length: count}, (_, i) => `127.0.0.1:${of(i).http}`).join(",")}/default?cluster=${cluster}`,
    kill: index => gone(processes[index]!),
    stop: async () => {
      await Promise.all(processes.map(gone));
      rmSync(folder, {recursive: true, force: true});
    }
  };
}

const freePort = () =>
  new Promise<number>((done, fail) => {
    const server = createServer().on("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const {port} = server.address() as {port: number};
      server.close(() => done(port));
    });
  });

async function answers(port: number, process: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (process.exitCode !== null) throw new Error(`clickhouse-server ended with ${process.exitCode}`);
    const there = await fetch(`http://127.0.0.1:${port}/ping`).then(
      ({ok}) => ok,
      () => false
    );
    if (there) return;
    await new Promise(done => setTimeout(done, 100));
  }
  throw new Error(`clickhouse-server does not answer on ${port}`);
}

const gone = (process: ChildProcess) =>
  new Promise<void>(done => {
    if (process.exitCode !== null || process.signalCode !== null) return done();
    process.once("exit", () => done());
    process.kill("SIGKILL");
  });
