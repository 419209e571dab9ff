import { closeSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';

import { background } from '../../lib/dispose.ts';
import { isCode } from '../../lib/errors.ts';
import type { Logger } from '../../lib/logger.ts';
import { spawnWorker } from '../../lib/spawn-worker.ts';
import type { NameEntry, NameService, ResolverPlan } from '../name-service.ts';
import type { NetWorker } from '../net-worker.ts';
import type { ResolverSockets } from './listener.ts';
import type { Order } from './worker/protocol.ts';

interface Zone {
  readonly network: { readonly id: string; readonly name: string };
  readonly entries: readonly NameEntry[];
}

const REVIVE_MS = 30_000;

/** A thread without anybody to serve is ended after so long: the next container may come soon. */
const IDLE_MS = 10_000;

/**
 * Name servers in containers' namespaces. The net worker makes their sockets and the rules that lead to
 * them; a thread serves them, and rests when there are none.
 */
export class NameServerThread implements NameService {
  readonly #net: NetWorker;
  readonly #log: Logger;
  /** What is to be served: told anew to a thread that replaces one that died. */
  readonly #plans = new Map<string, ResolverPlan>();
  readonly #zones = new Map<string, Zone>();
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(net: NetWorker, log: Logger) {
    this.#net = net;
    this.#log = log;
  }

  async serve(plan: ResolverPlan, signal: AbortSignal): Promise<void> {
    clearTimeout(this.#idle);
    const known = this.#plans.get(plan.containerId);
    this.#plans.set(plan.containerId, plan);
    if (known?.sandbox === plan.sandbox && this.#worker !== undefined) {
      this.#tell({ kind: 'serve', plan });
      return;
    }
    await this.#open(plan, signal);
  }

  stop(containerId: string): void {
    if (!this.#plans.delete(containerId)) return;
    this.#tell({ kind: 'stop', containerId });
    if (this.#plans.size > 0) return;
    const rest = (): void => background(this.#log, 'end of the name server', this.#end());
    this.#idle = setTimeout(rest, IDLE_MS).unref();
  }

  publish(network: Zone['network'], entries: readonly NameEntry[]): void {
    const { id, name } = network;
    const zone = { network: { id, name }, entries };
    this.#zones.set(id, zone);
    this.#tell({ kind: 'publish', ...zone });
  }

  withdraw(networkId: string): void {
    this.#zones.delete(networkId);
    this.#tell({ kind: 'withdraw', networkId });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#idle);
    this.#plans.clear();
    await this.#end();
  }

  async #open(plan: ResolverPlan, signal: AbortSignal): Promise<void> {
    const worker = this.#awake();
    const sockets = await this.#net.call('openResolver', [plan.sandbox], signal);
    const current = this.#plans.get(plan.containerId);
    // Stopped, or the thread died, meanwhile: nobody would close them.
    if (current === undefined || this.#worker !== worker) closeAll(sockets);
    else this.#tell({ kind: 'serve', plan: current, sockets });
  }

  /** Nobody to tell is no loss: who comes is told everything. */
  #tell(order: Order): void {
    this.#worker?.postMessage(order);
  }

  #awake(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = spawnWorker(new URL('./worker/main.ts', import.meta.url), 'dns-worker.js');
    worker.unref();
    worker.on('error', (err) => this.#log.error({ err }, 'name server failed'));
    worker.on('exit', () => this.#lose(worker));
    this.#worker = worker;
    for (const zone of this.#zones.values()) this.#tell({ kind: 'publish', ...zone });
    return worker;
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  /** Descriptors went with the thread: everything is opened again. */
  #lose(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const signal = AbortSignal.timeout(REVIVE_MS);
    for (const plan of this.#plans.values()) {
      background(this.#log, 'name server', this.#reopen(plan, signal));
    }
  }

  /** Its container may have ended meanwhile. */
  async #reopen(plan: ResolverPlan, signal: AbortSignal): Promise<void> {
    try {
      await this.#open(plan, signal);
    } catch (err) {
      if (!isCode(err, 'internal')) throw err;
      this.#log.debug({ err, container: plan.containerId }, 'no name server any more');
    }
  }
}

function closeAll({ udp, tcp }: ResolverSockets): void {
  closeSync(udp);
  closeSync(tcp);
}
