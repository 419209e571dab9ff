import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';

import type { RelayTarget } from '../relay.ts';
import type { Datagram } from './protocol.ts';

/** dockerd's. moby: cmd/docker-proxy, UDPConnTrackTimeout */
const IDLE_MS = 90_000;
/** Further clients are not served until one has rested. */
const MAX_CLIENTS = 1024;

interface Client {
  readonly socket: Socket;
  readonly idle: NodeJS.Timeout;
}

export interface DatagramsPlan {
  readonly fd: number;
  readonly family: 4 | 6;
  readonly target: RelayTarget;
  readonly first: Datagram;
}

/** One port's datagrams: for each client a socket of its own towards the container, until it rests. */
export class RelayedDatagrams {
  readonly #target: RelayTarget;
  readonly #socket: Socket;
  readonly #clients = new Map<string, Client>();
  readonly #onEnd: () => void;

  /** @param onEnd no client is left, and the port is not served any more */
  constructor({ fd, family, target, first }: DatagramsPlan, onEnd: () => void) {
    this.#target = target;
    this.#onEnd = onEnd;
    this.#socket = createSocket(family === 4 ? 'udp4' : 'udp6');
    // What cannot be delivered is lost, as datagrams are.
    this.#socket.on('error', () => undefined);
    this.#socket.on('message', (data, { address, port }) => this.#pass({ data, address, port }));
    this.#socket.bind({ fd, exclusive: true });
    this.#pass(first);
  }

  end(): void {
    for (const key of this.#clients.keys()) this.#forget(key);
    this.#close();
  }

  #pass(datagram: Datagram): void {
    const client = this.#clientOf(datagram);
    if (client === undefined) return;
    client.idle.refresh();
    client.socket.send(datagram.data, this.#target.port, this.#target.address);
  }

  #clientOf({ address, port }: Datagram): Client | undefined {
    const key = `${address} ${port}`;
    const known = this.#clients.get(key);
    if (known !== undefined || this.#clients.size >= MAX_CLIENTS) return known;
    const socket = createSocket(isIPv6(this.#target.address) ? 'udp6' : 'udp4');
    const idle = setTimeout(() => {
      this.#forget(key);
      if (this.#clients.size === 0) this.#close();
    }, IDLE_MS);
    socket.on('error', () => undefined);
    socket.on('message', (data, from) => {
      if (from.address !== this.#target.address || from.port !== this.#target.port) return;
      idle.refresh();
      this.#socket.send(data, port, address);
    });
    const client = { socket, idle };
    this.#clients.set(key, client);
    return client;
  }

  #forget(key: string): void {
    const client = this.#clients.get(key);
    if (client === undefined) return;
    clearTimeout(client.idle);
    client.socket.close();
    this.#clients.delete(key);
  }

  #close(): void {
    this.#socket.close(this.#onEnd);
  }
}
