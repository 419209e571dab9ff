import { isIPv6 } from 'node:net';
import type { Worker } from 'node:worker_threads';

import { background } from '../../lib/dispose.ts';
import type { Logger } from '../../lib/logger.ts';
import { spawnWorker } from '../../lib/spawn-worker.ts';
import { duplicate } from '../../lib/sys/port-socket.ts';
import type { PublishedPort } from '../driver.ts';
import { watchConnections, watchDatagrams } from './port-watch.ts';
import type { Relay, RelayTarget } from './relay.ts';
import type { RelayCall, RelayDone } from './worker/protocol.ts';

/** A thread that has had nothing to relay for so long is ended. */
const IDLE_MS = 10_000;

/** A port, and what waits for it while nothing of it is in the thread. */
interface Port {
  readonly id: number;
  readonly fd: number;
  readonly protocol: PublishedPort['protocol'];
  readonly family: 4 | 6;
  readonly target: RelayTarget;
  watch?: Disposable;
}

/**
 * Waits for clients in this thread, which costs nothing while there are none, and hands them to a thread
 * that lives as long as it has some.
 */
export class RelayThread implements Relay {
  readonly #log: Logger;
  readonly #ports = new Map<number, Port>();
  #worker: Worker | undefined;
  /** Connections and ports of datagrams that the thread has. */
  #open = 0;
  #idle: NodeJS.Timeout | undefined;
  #lastId = 0;

  constructor(log: Logger) {
    this.#log = log;
  }

  serve(fd: number, { protocol, hostIp }: PublishedPort, target: RelayTarget): Disposable {
    this.#lastId += 1;
    const family = isIPv6(hostIp) ? 6 : 4;
    const port: Port = { id: this.#lastId, fd, protocol, family, target };
    this.#ports.set(port.id, port);
    this.#watch(port);
    return { [Symbol.dispose]: () => this.#stop(port) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const port of this.#ports.values()) port.watch?.[Symbol.dispose]();
    this.#ports.clear();
    await this.#end();
  }

  #watch(port: Port): void {
    const { id: portId, fd, family, target } = port;
    const onError = (err: Error): void =>
      this.#log.error({ err, ...target }, 'a published port is not relayed');
    port.watch =
      port.protocol === 'tcp'
        ? watchConnections(
            fd,
            (connection) => this.#hand({ kind: 'connection', portId, fd: connection, target }),
            onError,
          )
        : watchDatagrams(
            fd,
            family,
            (first) =>
              this.#hand({ kind: 'datagrams', portId, fd: duplicate(fd), family, target, first }),
            onError,
          );
  }

  #stop(port: Port): void {
    this.#ports.delete(port.id);
    port.watch?.[Symbol.dispose]();
    this.#worker?.postMessage({ kind: 'stop', portId: port.id } satisfies RelayCall);
  }

  #hand(call: RelayCall): void {
    clearTimeout(this.#idle);
    this.#worker ??= this.#spawn();
    this.#open += 1;
    this.#worker.postMessage(call);
  }

  #spawn(): Worker {
    const worker = spawnWorker(new URL('./worker/main.ts', import.meta.url), 'relay-worker.js');
    worker.unref();
    worker.on('message', (done: RelayDone) => this.#settle(done));
    worker.on('error', (err) => this.#log.error({ err }, 'relay failed'));
    worker.on('exit', () => this.#lose(worker));
    return worker;
  }

  #settle({ kind, portId }: RelayDone): void {
    this.#open -= 1;
    const port = this.#ports.get(portId);
    if (kind === 'datagrams' && port !== undefined) this.#watch(port);
    if (this.#open > 0) return;
    const rest = (): void => background(this.#log, 'end of the relay', this.#end());
    this.#idle = setTimeout(rest, IDLE_MS).unref();
  }

  async #end(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  /** The thread died: its connections are lost, its ports of datagrams are waited for again. */
  #lose(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#open = 0;
    for (const port of this.#ports.values()) {
      if (port.protocol !== 'udp') continue;
      port.watch?.[Symbol.dispose]();
      this.#watch(port);
    }
  }
}
