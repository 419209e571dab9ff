import { type BinaryWriter } from '@bufbuild/protobuf/wire';

import { ConnectionLost } from '../errors.ts';
import { Call, type CallTarget } from './call.ts';
import type { Channel } from './channel.ts';

interface Codecs<Req, Res> {
  readonly request: { encode(message: Req): BinaryWriter };
  readonly response: { decode(bytes: Uint8Array): Res };
}

interface Waiting<Res> {
  resolve(answer: Res): void;
  reject(error: Error): void;
}

/** A call with messages both ways, of which the server answers each with one, in order. Disposal ends it. */
export class Dialogue<Req, Res> implements Disposable {
  readonly #call: Call;
  readonly #codecs: Codecs<Req, Res>;
  /** Who gets the next answers; nobody for a message that was only told. */
  readonly #waiting: (Waiting<Res> | undefined)[] = [];
  #failure: Error | undefined;
  #ended: () => void = () => undefined;

  constructor(channel: Channel, target: CallTarget, codecs: Codecs<Req, Res>, signal: AbortSignal) {
    this.#codecs = codecs;
    const handlers = {
      message: (bytes: Uint8Array): void =>
        this.#waiting.shift()?.resolve(codecs.response.decode(bytes)),
      end: (error?: Error): void => this.#fail(error ?? new ConnectionLost(channel.address)),
    };
    this.#call = new Call(channel, target, handlers, signal);
  }

  /** Sends a message and takes its answer. @throws what ended the call, if it ended */
  async ask(message: Req): Promise<Res> {
    const answer = new Promise<Res>((resolve, reject) => {
      if (this.#failure !== undefined) reject(this.#failure);
      else this.#waiting.push({ resolve, reject });
    });
    const [result] = await Promise.all([answer, this.#send(message)]);
    return result;
  }

  /** Sends a message without awaiting its answer; fulfilled when there is room for another. */
  async tell(message: Req): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    this.#waiting.push(undefined);
    await this.#send(message);
  }

  /** Sends nothing more and lets the server finish what it has: fulfilled when it has ended the call. */
  async finish(): Promise<void> {
    if (this.#failure !== undefined) return;
    const end = new Promise<void>((resolve) => (this.#ended = resolve));
    this.#call.endSending();
    await end;
  }

  [Symbol.dispose](): void {
    this.#call.cancel();
  }

  #send(message: Req): Promise<void> {
    return this.#call.send(this.#codecs.request.encode(message).finish());
  }

  #fail(error: Error): void {
    this.#failure = error;
    this.#ended();
    for (const waiting of this.#waiting.splice(0)) waiting?.reject(error);
  }
}
