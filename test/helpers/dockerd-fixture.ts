import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { api, type ApiAnswer, type ApiRequest } from './api-client.ts';
import { command, type CommandResult } from './command.ts';
import { loadBusybox } from './load-busybox.ts';
import { privatePool } from './private-pool.ts';
import { removeNetworks } from './remove-networks.ts';
import { unmountBelow } from './unmount-below.ts';

/** Debian's dockerd with its own socket, data, containerd and bridge: what Joey is compared with. */
export class DockerdFixture implements AsyncDisposable {
  readonly root: string;
  readonly #bridge: string;
  readonly #subnet: string;
  #process: ChildProcess | undefined;

  private constructor(root: string) {
    this.root = root;
    this.#bridge = `dk${randomBytes(3).toString('hex')}`;
    const [a, b] = randomBytes(2);
    this.#subnet = `10.${String(200 + (a! % 50))}.${String(b!)}.1/24`;
  }

  /** On a memory file system, as the default is. */
  get execRoot(): string {
    return join('/run', basename(this.root));
  }

  get socket(): string {
    return join(this.root, 'docker.sock');
  }

  get pid(): number {
    const pid = this.#process?.pid;
    assert.ok(pid !== undefined, 'dockerd runs');
    return pid;
  }

  static async create(options: { readonly image?: boolean } = {}): Promise<DockerdFixture> {
    const root = await mkdtemp(join(tmpdir(), 'dockerd-'));
    const engine = new DockerdFixture(root);
    await command('ip', ['link', 'add', engine.#bridge, 'type', 'bridge']);
    await command('ip', ['addr', 'add', engine.#subnet, 'dev', engine.#bridge]);
    await engine.start();
    if (options.image !== false) await loadBusybox(engine.socket);
    return engine;
  }

  async start(): Promise<void> {
    await mkdir(this.execRoot, { recursive: true });
    const log = createWriteStream(join(this.root, 'dockerd.log'), { flags: 'a' });
    await once(log, 'open');
    const flags = [
      ...['--data-root', join(this.root, 'data'), '--exec-root', this.execRoot],
      ...['--host', `unix://${this.socket}`, '--pidfile', join(this.root, 'docker.pid')],
      ...['--bridge', this.#bridge, '--config-file', join(this.root, 'none.json')],
      ...['--default-address-pool', privatePool()],
      ...['--storage-driver', 'overlay2', '--group', 'root', '--live-restore'],
    ];
    await command('sh', ['-c', `echo '{}' > ${join(this.root, 'none.json')}`]);
    const child = spawn('dockerd', flags, {
      stdio: ['ignore', log, log],
      detached: true,
      env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` },
    });
    this.#process = child;
    const deadline = Date.now() + 60_000;
    while (!(await this.#answers())) {
      assert.ok(child.exitCode === null && Date.now() < deadline, 'dockerd starts');
      await sleep(10);
    }
  }

  async #answers(): Promise<boolean> {
    try {
      return (await this.api({ path: '/_ping' })).status === 200;
    } catch {
      return false;
    }
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (child === undefined) return;
    this.#process = undefined;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  }

  api(request: ApiRequest): Promise<ApiAnswer> {
    return api(this.socket, request);
  }

  docker(...args: readonly string[]): Promise<CommandResult> {
    return command('docker', ['-H', `unix://${this.socket}`, ...args]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process !== undefined) {
      const { body } = await this.api({ path: '/containers/json?all=1' });
      for (const { Id } of body as { Id: string }[]) {
        await this.api({ method: 'DELETE', path: `/containers/${Id}?force=1` });
      }
      await removeNetworks(this.socket);
      await this.stop();
    }
    await command('ip', ['link', 'delete', this.#bridge]);
    for (const directory of [this.root, this.execRoot]) {
      await unmountBelow(directory);
      await rm(directory, { recursive: true, force: true });
    }
  }
}
