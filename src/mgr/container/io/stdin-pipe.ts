import { Socket } from 'node:net';

/**
 * The writing end of a process's stdin. The pipe is open for reading too, so that a write never fails
 * for want of a reader: the shim may not have opened it yet.
 */
export class StdinPipe {
  readonly #socket: Socket;
  readonly #closeIo: () => Promise<void>;
  readonly #started: Promise<void>;
  #markStarted: () => void = () => undefined;
  #ended = false;

  /**
   * @param fd opened with O_RDWR | O_NONBLOCK; closed with the pipe
   * @param closeIo tells the shim to let go of its writing end, without which the process sees no end
   */
  constructor(fd: number, closeIo: () => Promise<void>) {
    this.#socket = new Socket({ fd, readable: false, writable: true });
    this.#socket.on('error', () => undefined);
    this.#closeIo = closeIo;
    this.#started = new Promise((resolve) => (this.#markStarted = resolve));
  }

  /** The process runs: the shim has its end of the pipe, and an end of stdin can be told. */
  started(): void {
    this.#markStarted();
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Fulfilled when the pipe takes more. What comes after the end is dropped. */
  async write(bytes: Buffer): Promise<void> {
    if (this.#ended || this.#socket.destroyed || bytes.length === 0) return;
    if (this.#socket.write(bytes)) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#socket.off('drain', done).off('close', done);
        resolve();
      };
      this.#socket.on('drain', done).on('close', done);
    });
  }

  /**
   * Lets the process read what was written, and then the end. Before it was started our end of the pipe
   * is the only one: what was written would be lost with it.
   */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.#started;
    if (this.#socket.destroyed) return;
    await new Promise<void>((resolve) => {
      this.#socket.once('close', () => resolve());
      this.#socket.end(() => this.#socket.destroy());
    });
    await this.#closeIo();
  }

  /** Closes without a word to the shim: the process is gone. */
  close(): void {
    this.#ended = true;
    this.#socket.destroy();
    this.#markStarted();
  }
}
