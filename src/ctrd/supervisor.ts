import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { TomlTable } from 'smol-toml';

import { systemClock } from '../lib/clock.ts';
import { background } from '../lib/dispose.ts';
import { canceled, isErrno, unavailable } from '../lib/errors.ts';
import type { Logger } from '../lib/logger.ts';
import { isAlive, type ProcessIdentity, readPidFile } from '../lib/process-identity.ts';
import { connectionEnd, waitUntilAnswers } from './supervisor/answers.ts';
import { containerdConfig } from './supervisor/config.ts';
import { findByConfig, signalProcess, waitForExit } from './supervisor/foreign-process.ts';
import { launch } from './supervisor/launch.ts';
import { LogFile } from './supervisor/log-file.ts';

export interface SupervisorOptions {
  /** What survives a reboot: content, snapshots, metadata. */
  readonly root: string;
  /** What does not: running tasks; also our configuration, pid file and log of containerd. */
  readonly state: string;
  /** Path of the Unix socket. */
  readonly address: string;
  /** Path or name of the program. */
  readonly binary: string;
  /** containerd's: `trace`, `debug`, `info`, `warn`, `error` or `fatal`. */
  readonly logLevel: string;
  readonly log: Logger;
  /** More of containerd's configuration (version 2). */
  readonly extra?: TomlTable;
  /** The environment of containerd and with it of shims and OCI runtimes; by default a standard PATH alone. */
  readonly env?: Readonly<Record<string, string>>;
}

export type SupervisorState = 'up' | 'down';

/** Disposal stops containerd; shims and their containers go on, and the next start finds them again. */
export interface SupervisedContainerd extends AsyncDisposable {
  readonly address: string;
  /** Of the process that runs now, or ran last. */
  readonly pid: number;
  /** Whether the process was left by an earlier daemon. */
  readonly adopted: boolean;
  /** Tells of every death and every return, after which tasks must be compared. Disposal unsubscribes. */
  onChange(listener: (state: SupervisorState) => void): Disposable;
}

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 15_000;
const ENV = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };

/** Restarts go on for as long as the daemon does, but less and less often (milliseconds). */
const PAUSES = [0, 200, 500, 1000, 2000, 5000, 10_000];
/** Up for so long, it starts with the first pause again. */
const STABLE_MS = 60_000;

/**
 * Runs a containerd of our own, or takes over the one that a killed daemon left behind.
 *
 * @throws unavailable when it cannot be started or does not answer within half a minute
 */
export async function startContainerd(options: SupervisorOptions): Promise<SupervisedContainerd> {
  const supervisor = new Supervisor(options);
  await supervisor.start();
  return supervisor;
}

class Supervisor implements SupervisedContainerd {
  readonly #options: SupervisorOptions;
  readonly #log: Logger;
  readonly #configPath: string;
  readonly #pidPath: string;
  readonly #logFile: LogFile;
  readonly #listeners = new Set<(state: SupervisorState) => void>();
  readonly #stopping = new AbortController();
  #process: ProcessIdentity = { pid: 0, startTime: '' };
  #watch: Promise<void> = Promise.resolve();
  adopted = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#log = options.log.child({ component: 'containerd' });
    this.#configPath = join(options.state, 'config.toml');
    this.#pidPath = join(options.state, 'containerd.pid');
    this.#logFile = new LogFile(join(options.state, 'containerd.log'));
  }

  get address(): string {
    return this.#options.address;
  }

  get pid(): number {
    return this.#process.pid;
  }

  onChange(listener: (state: SupervisorState) => void): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) };
  }

  async start(): Promise<void> {
    const { root, state, address } = this.#options;
    for (const dir of [root, state, dirname(address)]) await mkdir(dir, { recursive: true });
    // Images' files are in there with their own modes, set-uid programs among them: nobody else may enter.
    for (const dir of [root, state]) await chmod(dir, 0o700);
    const unchanged = await this.#writeConfig();
    this.adopted = await this.#adopt(unchanged);
    if (!this.adopted) await this.#launch();
    this.#logFile.watch(this.#log);
    this.#watch = this.#keepRunning();
    background(this.#log, 'watch of containerd', this.#watch);
    const { pid } = this.#process;
    this.#log.info({ pid, adopted: this.adopted }, 'containerd is up');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    this.#stopping.abort(canceled('the supervisor was stopped'));
    await this.#watch.catch(() => undefined);
    await this.#stop();
    this.#logFile[Symbol.dispose]();
    for (const path of [this.#pidPath, this.address, `${this.address}.ttrpc`]) {
      await rm(path, { force: true });
    }
  }

  /** @returns whether the file said the same before */
  async #writeConfig(): Promise<boolean> {
    const wanted = containerdConfig(this.#options);
    try {
      if ((await readFile(this.#configPath, 'utf8')) === wanted) return true;
    } catch (err) {
      if (!isErrno(err, 'ENOENT')) throw err;
    }
    await writeFile(this.#configPath, wanted, { mode: 0o600 });
    return false;
  }

  /** Takes over a running process that serves what we would start; ends one that does not. */
  async #adopt(configUnchanged: boolean): Promise<boolean> {
    const running = await this.#findRunning();
    if (running === undefined) return false;
    this.#process = running;
    if (configUnchanged && (await this.#answersIn(START_TIMEOUT_MS))) return true;
    this.#log.info({ pid: running.pid, configUnchanged }, 'restarting a containerd found running');
    await this.#stop();
    return false;
  }

  async #findRunning(): Promise<ProcessIdentity | undefined> {
    // A daemon may have been killed after it started containerd and before it noted so.
    return readPidFile(this.#pidPath) ?? (await findByConfig(this.#configPath));
  }

  async #launch(): Promise<void> {
    const { binary, env } = this.#options;
    this.#process = await launch(
      {
        binary,
        configPath: this.#configPath,
        pidPath: this.#pidPath,
        logFile: this.#logFile,
        env: env ?? ENV,
      },
      this.#log,
    );
    if (await this.#answersIn(START_TIMEOUT_MS)) return;
    await this.#stop();
    throw unavailable(`containerd did not come up: ${await this.#logFile.tail()}`);
  }

  #answersIn(timeoutMs: number): Promise<boolean> {
    const target = { address: this.address, timeoutMs };
    return waitUntilAnswers(target, () => isAlive(this.#process), this.#stopping.signal);
  }

  async #keepRunning(): Promise<void> {
    for (let failures = 0; ; failures++) {
      const since = performance.now();
      await connectionEnd(this.address, this.#log, this.#stopping.signal);
      if (this.#isStopping()) return;
      this.#tell('down');
      if (performance.now() - since > STABLE_MS) failures = 0;
      while (!(await this.#revive(failures))) {
        if (this.#isStopping()) return;
        failures++;
      }
      this.#tell('up');
    }
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #revive(failures: number): Promise<boolean> {
    try {
      await systemClock.sleep(PAUSES[failures] ?? PAUSES.at(-1) ?? 0, this.#stopping.signal);
      // The connection alone may have ended, or the process, which then is gone very soon.
      const isGone = await waitForExit(this.#process, 1000);
      if (!isGone && (await this.#answersIn(1000))) return true;
      await this.#stop();
      this.#log.error({ logged: await this.#logFile.tail() }, 'containerd died; starting it again');
      await this.#launch();
      this.adopted = false;
      return true;
    } catch (err) {
      if (!this.#isStopping()) this.#log.error({ err }, 'containerd cannot be revived');
      return false;
    }
  }

  /** First kindly, so that its database is closed well. */
  async #stop(): Promise<void> {
    signalProcess(this.#process, 'SIGTERM');
    if (await waitForExit(this.#process, STOP_TIMEOUT_MS)) return;
    this.#log.warn({ pid: this.pid }, 'containerd does not end; killing it');
    signalProcess(this.#process, 'SIGKILL');
    await waitForExit(this.#process, STOP_TIMEOUT_MS);
  }

  #tell(state: SupervisorState): void {
    this.#log.info({ state, pid: this.pid }, 'containerd changed');
    for (const listener of this.#listeners) listener(state);
  }
}
