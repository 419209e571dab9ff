import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { command } from './command.ts';

export interface RegistryOptions {
  /** Serves TLS with a certificate of an authority of its own, and asks for these users' passwords. */
  readonly users?: Readonly<Record<string, string>>;
  /** Caches what this registry has: a mirror. */
  readonly proxyOf?: string;
}

/** Debian's docker-registry on a free port of the loopback, with storage of its own. */
export class RegistryFixture implements AsyncDisposable {
  readonly root: string;
  readonly port: number;
  #process: ChildProcess | undefined;

  private constructor(root: string, port: number) {
    this.root = root;
    this.port = port;
  }

  static async create(options: RegistryOptions = {}): Promise<RegistryFixture> {
    const root = await mkdtemp(join(tmpdir(), 'joey-registry-'));
    const { users } = options;
    const registry = new RegistryFixture(root, await freePort());
    try {
      if (users !== undefined) await registry.#makeCertificates(users);
      await registry.#configure(options);
      await registry.start();
      return registry;
    } catch (err) {
      await registry[Symbol.asyncDispose]();
      throw err;
    }
  }

  /** `127.0.0.1:5000` */
  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Below it a directory of certificates for this registry, as `registry-config-dirs` wants it. */
  get configDir(): string {
    return join(this.root, 'certs.d');
  }

  get authorityFile(): string {
    return join(this.configDir, this.host, 'ca.crt');
  }

  async start(): Promise<void> {
    const log = openSync(join(this.root, 'log'), 'a');
    const child = spawn('docker-registry', ['serve', join(this.root, 'config.yml')], {
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.#process = child;
    const deadline = Date.now() + 20_000;
    while (!(await this.#answers())) {
      const failed = child.exitCode !== null || Date.now() > deadline;
      assert.ok(!failed, `docker-registry: ${readFileSync(join(this.root, 'log'), 'utf8')}`);
      await sleep(20);
    }
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (child === undefined) return;
    this.#process = undefined;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  }

  /** Copies an image with skopeo, which knows nothing of ours. */
  async put(source: string, name: string, ...flags: readonly string[]): Promise<void> {
    const target = `docker://${this.host}/${name}`;
    const args = ['copy', '--quiet', '--insecure-policy', '--dest-tls-verify=false', ...flags];
    const result = await command('skopeo', [...args, source, target], { timeoutMs: 300_000 });
    assert.equal(result.code, 0, result.stderr);
  }

  /** It listens only when it can serve. */
  async #answers(): Promise<boolean> {
    const socket = connect(this.port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return true;
    } catch {
      return false;
    } finally {
      socket.destroy();
    }
  }

  async #makeCertificates(users: Readonly<Record<string, string>>): Promise<void> {
    await mkdir(join(this.configDir, this.host), { recursive: true });
    const openssl = async (...args: string[]): Promise<void> => {
      const result = await command('openssl', args);
      assert.equal(result.code, 0, result.stderr);
    };
    const path = (name: string): string => join(this.root, name);
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    await openssl(
      ...['req', '-x509', ...key, '-days', '2', '-subj', '/CN=Test authority'],
      ...['-keyout', path('ca.key'), '-out', this.authorityFile],
    );
    await openssl(
      ...['req', ...key, '-subj', '/CN=registry'],
      ...['-keyout', path('tls.key'), '-out', path('tls.csr')],
    );
    await writeFile(path('extensions'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\n');
    await openssl(
      ...['x509', '-req', '-days', '2', '-in', path('tls.csr'), '-extfile', path('extensions')],
      ...['-CA', this.authorityFile, '-CAkey', path('ca.key'), '-CAcreateserial'],
      ...['-out', path('tls.crt')],
    );
    const lines = await Promise.all(
      Object.entries(users).map(async ([name, password]) => {
        return (await command('htpasswd', ['-Bbn', '-C', '4', name, password])).stdout.trim();
      }),
    );
    await writeFile(path('htpasswd'), `${lines.join('\n')}\n`);
  }

  async #configure({ users, proxyOf }: RegistryOptions): Promise<void> {
    const path = (name: string): string => JSON.stringify(join(this.root, name));
    const tls = `, tls: {certificate: ${path('tls.crt')}, key: ${path('tls.key')}}`;
    const text = [
      'version: 0.1',
      'log: {level: error, accesslog: {disabled: true}}',
      `storage: {filesystem: {rootdirectory: ${path('data')}}, delete: {enabled: true}}`,
      `http: {addr: "${this.host}"${users === undefined ? '' : tls}}`,
      ...(users === undefined
        ? []
        : [`auth: {htpasswd: {realm: test, path: ${path('htpasswd')}}}`]),
      ...(proxyOf === undefined ? [] : [`proxy: {remoteurl: "${proxyOf}"}`]),
    ];
    await writeFile(join(this.root, 'config.yml'), `${text.join('\n')}\n`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await rm(this.root, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  server.close();
  await once(server, 'close');
  return address.port;
}
