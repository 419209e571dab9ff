import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Passes TCP on to a port of the loopback and breaks a connection off in the middle of what the server says. */
export class CuttingProxy implements AsyncDisposable {
  /** Bytes that the server said and that went through. */
  passed = 0;
  cuts = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Each cut is made that many bytes after the last one. */
  readonly #cutEvery: number;
  readonly #maxCuts: number;
  #untilCut: number;

  private constructor(
    target: number,
    { cutEvery, maxCuts }: { readonly cutEvery: number; readonly maxCuts: number },
  ) {
    this.#cutEvery = cutEvery;
    this.#untilCut = cutEvery;
    this.#maxCuts = maxCuts;
    this.#server = createServer((client) => this.#pass(client, connect(target, '127.0.0.1')));
  }

  static async create(
    target: number,
    options: { readonly cutEvery: number; readonly maxCuts: number },
  ): Promise<CuttingProxy> {
    const proxy = new CuttingProxy(target, options);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #pass(client: Socket, server: Socket): void {
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
    client.on('data', (chunk) => server.write(chunk));
    server.on('data', (chunk) => this.#answer(server, client, chunk));
  }

  #answer(server: Socket, client: Socket, chunk: Buffer): void {
    if (this.cuts >= this.#maxCuts || chunk.length < this.#untilCut) {
      this.passed += chunk.length;
      this.#untilCut -= chunk.length;
      if (!client.write(chunk)) {
        server.pause();
        client.once('drain', () => server.resume());
      }
      return;
    }
    this.passed += this.#untilCut;
    // What went through before arrives; the server is let go when the client has it.
    server.removeAllListeners('data').pause();
    client.end(chunk.subarray(0, this.#untilCut));
    this.#untilCut = this.#cutEvery;
    this.cuts += 1;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(this.#server, 'close');
  }
}
