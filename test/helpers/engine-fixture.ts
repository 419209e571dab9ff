import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { defaultBridgeName } from '../../src/network/instance.ts';
import { api, type ApiAnswer, type ApiRequest } from './api-client.ts';
import { command, type CommandResult } from './command.ts';
import { loadBusybox } from './load-busybox.ts';
import { privatePool } from './private-pool.ts';
import { removeNetworks } from './remove-networks.ts';
import { unmountBelow } from './unmount-below.ts';

const DIST = resolve(import.meta.dirname, '../../dist/joeyd.js');

export interface FixtureOptions {
  /** Further flags of joeyd. */
  readonly flags?: readonly string[];
  /** `debug`, unless speed is what is looked at. */
  readonly logLevel?: string;
  /** Whether the busybox image is loaded. On by default. */
  readonly image?: boolean;
}

/**
 * A real joeyd with its own containerd, socket, data and bridge in a directory of its own. Disposing it
 * removes its containers, stops it and asserts that nothing stays on the machine.
 */
export class EngineFixture implements AsyncDisposable {
  readonly root: string;
  readonly bridge: string;
  readonly #flags: readonly string[];
  #process: ChildProcess | undefined;

  private constructor(root: string, options: FixtureOptions) {
    this.root = root;
    this.bridge = defaultBridgeName(join(root, 'data'));
    const [a, b] = randomBytes(2);
    this.#flags = [
      ...['--data-root', join(root, 'data')],
      ...['--exec-root', this.execRoot],
      ...['--host', `unix://${this.socket}`],
      ...['--bip', `10.${String(a! % 200)}.${String(b!)}.1/24`],
      ...['--default-address-pool', privatePool()],
      ...['--log-level', options.logLevel ?? 'debug'],
      ...(options.flags ?? []),
    ];
  }

  /** Part of every path of this engine: tells its processes and mounts from others'. */
  get tag(): string {
    return basename(this.root);
  }

  /** On a memory file system, as the default is. */
  get execRoot(): string {
    return join('/run', basename(this.root));
  }

  get socket(): string {
    return join(this.root, 'joey.sock');
  }

  get logPath(): string {
    return join(this.root, 'joeyd.log');
  }

  get pid(): number {
    const pid = this.#process?.pid;
    assert.ok(pid !== undefined, 'joeyd runs');
    return pid;
  }

  static async create(options: FixtureOptions = {}): Promise<EngineFixture> {
    const root = await mkdtemp(join(tmpdir(), 'joey-'));
    const engine = new EngineFixture(root, options);
    try {
      await engine.start();
      if (options.image !== false) await loadBusybox(engine.socket);
      return engine;
    } catch (err) {
      await engine[Symbol.asyncDispose]().catch(() => undefined);
      throw err;
    }
  }

  /** Starts joeyd and waits for its first ping. */
  async start(): Promise<void> {
    assert.ok(existsSync(DIST), 'run `npm run build` first');
    const log = createWriteStream(this.logPath, { flags: 'a' });
    await once(log, 'open');
    const child = spawn(DIST, this.#flags, {
      stdio: ['ignore', log, log],
      detached: true,
    });
    this.#process = child;
    for (const deadline = Date.now() + 20_000; ;) {
      if (await this.#answersPing()) return;
      if (child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`joeyd did not start:\n${readFileSync(this.logPath, 'utf8').slice(-4000)}`);
      }
      await sleep(10);
    }
  }

  async #answersPing(): Promise<boolean> {
    try {
      return (await this.api({ path: '/_ping' })).status === 200;
    } catch {
      return false;
    }
  }

  /** Ends joeyd; containers go on. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#process;
    if (child === undefined) return;
    this.#process = undefined;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }

  async restart(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    await this.stop(signal);
    await this.start();
  }

  api(request: ApiRequest): Promise<ApiAnswer> {
    return api(this.socket, request);
  }

  /** Runs the docker CLI against this engine. */
  docker(...args: readonly string[]): Promise<CommandResult> {
    return command('docker', ['-H', `unix://${this.socket}`, ...args]);
  }

  /** The docker CLI with something to read. */
  dockerIn(input: string, ...args: readonly string[]): Promise<CommandResult> {
    return command('docker', ['-H', `unix://${this.socket}`, ...args], { input });
  }

  /** A second daemon on the same directories. @throws with what it printed: it must refuse */
  async startAnother(): Promise<void> {
    const flags = this.#flags.map((flag) => flag.replace(this.socket, `${this.socket}.2`));
    const result = await command(DIST, flags, { timeoutMs: 10_000 });
    throw new Error(`${result.stdout}${result.stderr}`);
  }

  /** Like docker, but the command must succeed. @returns its standard output, trimmed */
  async dockerOk(...args: readonly string[]): Promise<string> {
    const result = await this.docker(...args);
    assert.equal(result.code, 0, `docker ${args.join(' ')}: ${result.stderr}${result.stdout}`);
    return result.stdout.trim();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process !== undefined) await this.#removeContainers();
    await this.stop();
    await this.#killRemains();
    const left = await leftovers(this.tag, this.bridge);
    for (const directory of [this.root, this.execRoot]) {
      await unmountBelow(directory);
      await rm(directory, { recursive: true, force: true });
    }
    assert.deepEqual(left, [], 'nothing is left on the machine');
  }

  async #removeContainers(): Promise<void> {
    const { body } = await this.api({ path: '/containers/json?all=1' });
    await Promise.all(
      (body as { Id: string }[]).map(({ Id }) =>
        this.api({ method: 'DELETE', path: `/containers/${Id}?force=1` }),
      ),
    );
    await waitFor('clean-up', async () => (await shims(this.tag)).length === 0);
    await removeNetworks(this.socket);
  }

  /** containerd and shims that a failed test left: killed by pid, then reported by leftovers(). */
  async #killRemains(): Promise<void> {
    for (const pid of await containerds(this.tag)) {
      process.kill(pid, 'SIGTERM');
      await waitFor('containerd to end', () => Promise.resolve(!existsSync(`/proc/${pid}`)));
    }
  }
}

/** Asks until it is so; fails after ten seconds. */
export async function waitFor(
  what: string,
  condition: () => Promise<boolean>,
  timeoutMs = 10_000,
): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; !(await condition());) {
    assert.ok(Date.now() < deadline, `waited in vain for ${what}`);
    await sleep(20);
  }
}

/** What of an engine is still on the machine: processes, mounts, bridges, interfaces. */
async function leftovers(tag: string, bridge: string): Promise<string[]> {
  const mounts = (await readFile('/proc/self/mounts', 'utf8'))
    .split('\n')
    .filter((line) => line.includes(tag));
  const processes = await shims(tag);
  const links = existsSync(`/sys/class/net/${bridge}`) ? [`bridge ${bridge}`] : [];
  return [...mounts, ...processes.map((pid) => `process ${pid}`), ...links];
}

const shims = (tag: string): Promise<number[]> =>
  processesWith((line) => line.includes('containerd-shim') && line.includes(tag));

const containerds = (tag: string): Promise<number[]> =>
  processesWith((line) => line.includes('containerd\0') && line.includes(tag));

async function processesWith(matches: (cmdline: string) => boolean): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return matches(line) ? [pid] : [];
    }),
  );
  return found.flat();
}
