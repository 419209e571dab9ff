import { createSocket } from 'node:dgram';
import { createServer, type Socket } from 'node:net';

import type { ContainerResolver } from './container-resolver.ts';
import { framed, MessageSplitter } from './tcp-framing.ts';

/** A client that connects and says nothing, or does not read. */
const IDLE_MS = 10_000;
const MOST_CONNECTIONS = 64;

/** Descriptors that are bound within a container's namespace. */
export interface ResolverSockets {
  readonly udp: number;
  readonly tcp: number;
}

/** Serves a resolver on sockets that were made elsewhere; closing it closes them. */
export class Listener implements Disposable {
  readonly #udp = createSocket({
    type: 'udp4',
    // Clients have addresses: there is nothing to look up.
    lookup: (address, _options, done) => done(null, address, 4),
  });
  readonly #tcp = createServer();
  readonly #clients = new Set<Socket>();
  readonly #resolver: ContainerResolver;

  constructor({ udp, tcp }: ResolverSockets, resolver: ContainerResolver) {
    this.#resolver = resolver;
    // A client that is gone makes a send fail; that is its own business.
    this.#udp.on('error', () => undefined);
    this.#udp.on('message', (bytes, from) => {
      this.#reply(bytes, 'udp', (reply) => this.#udp.send(reply, from.port, from.address));
    });
    this.#udp.bind({ fd: udp });
    this.#tcp.on('error', () => undefined);
    this.#tcp.on('connection', (client) => this.#serve(client));
    this.#tcp.maxConnections = MOST_CONNECTIONS;
    this.#tcp.listen({ fd: tcp });
  }

  [Symbol.dispose](): void {
    this.#udp.close();
    this.#tcp.close();
    for (const client of this.#clients) client.destroy();
  }

  #serve(client: Socket): void {
    const splitter = new MessageSplitter();
    this.#clients.add(client);
    client.setTimeout(IDLE_MS, () => client.destroy());
    client.on('error', () => client.destroy());
    client.on('close', () => this.#clients.delete(client));
    client.on('data', (chunk) => {
      for (const bytes of splitter.push(chunk)) {
        this.#reply(bytes, 'tcp', (reply) => {
          if (!client.destroyed && !client.write(framed(reply))) client.pause();
        });
      }
    });
    client.on('drain', () => client.resume());
  }

  #reply(bytes: Buffer, transport: 'udp' | 'tcp', send: (reply: Buffer) => void): void {
    const reply = this.#resolver.answer(bytes, transport);
    if (reply === undefined) return;
    if (Buffer.isBuffer(reply)) send(reply);
    else void reply.then((later) => this.#later(() => send(later)));
  }

  /** The sockets may have been closed while a server was asked. */
  #later(send: () => void): void {
    try {
      send();
    } catch (err) {
      if ((err as NodeJS.ErrnoException).code !== 'ERR_SOCKET_DGRAM_NOT_RUNNING') throw err;
    }
  }
}
