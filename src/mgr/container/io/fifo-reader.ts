import { type ConnectOpts, Socket, type SocketConstructorOpts } from 'node:net';

export interface FifoReaderOptions {
  /** Open with O_RDONLY | O_NONBLOCK; closed with the reader. */
  readonly fd: number;
  /** Where the next bytes go. */
  readonly room: () => Buffer;
  /** So many bytes are in what `room` gave. */
  readonly data: (length: number) => void;
  /** Every writer has closed the pipe, or it failed, or the reader was closed. Called once. */
  readonly ended: () => void;
}

/**
 * Reads a named pipe into buffers of the caller. A socket over a descriptor that was opened for reading
 * only, without blocking, is the one way in Node that neither occupies a thread nor misses the end.
 */
export class FifoReader {
  readonly #socket: Socket;

  constructor(options: FifoReaderOptions) {
    const socketOptions: SocketConstructorOpts & ConnectOpts = {
      fd: options.fd,
      readable: true,
      writable: false,
      onread: {
        buffer: options.room,
        callback: (length) => {
          options.data(length);
          return true;
        },
      },
    };
    this.#socket = new Socket(socketOptions);
    this.#socket.on('error', () => undefined);
    this.#socket.once('close', options.ended);
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  close(): void {
    this.#socket.destroy();
  }
}
