import { Readable } from 'node:stream';

import type {
  AttachableIo,
  ContainerIo,
  OpenIo,
  StreamHub,
  StreamSession,
} from '../../src/mgr/container/io/container-io.ts';
import { EchoSession } from './echo-session.ts';

/** Streams that carry nothing. A test may let output be late, and reads what became of them. */
export class FakeStreamHub implements StreamHub {
  /** Outputs of streams opened from now on end only with `endOutput`. */
  outputIsLate = false;
  readonly opened: OpenIo[] = [];
  readonly closed: string[] = [];
  readonly forgotten: string[] = [];
  readonly started: string[] = [];
  readonly #open = new Map<string, ContainerIo & { readonly endOutput: () => void }>();
  #nextFailure: Error | undefined;

  failNext(error: Error): void {
    this.#nextFailure = error;
  }

  open(io: OpenIo): Promise<ContainerIo> {
    const failure = this.#nextFailure;
    this.#nextFailure = undefined;
    if (failure !== undefined) return Promise.reject(failure);
    this.opened.push(io);
    const { containerId: id, tty } = io;
    let endOutput = (): void => undefined;
    const drained = new Promise<void>((resolve) => (endOutput = resolve));
    if (!this.outputIsLate) endOutput();
    const opened = {
      stdio: { stdin: '', stdout: '', stderr: '', terminal: tty },
      attach: (): StreamSession => new EchoSession(tty),
      drained,
      started: () => void this.started.push(id),
      close: () => {
        this.#open.delete(id);
        this.closed.push(id);
        return Promise.resolve();
      },
      endOutput,
    };
    this.#open.set(id, opened);
    return Promise.resolve(opened);
  }

  get(containerId: string): ContainerIo | undefined {
    return this.#open.get(containerId);
  }

  endOutput(containerId: string): void {
    this.#open.get(containerId)?.endOutput();
  }

  attach(io: AttachableIo): StreamSession {
    return new EchoSession(io.tty);
  }

  forget(containerId: string): void {
    this.forgotten.push(containerId);
  }

  readLog(): Readable {
    return Readable.from([]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}
