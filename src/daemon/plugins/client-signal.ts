import type { FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';

import { canceled } from '../../lib/errors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * Aborts when the client leaves before its answer is complete. Not Fastify's `signal`, which is
     * aborted as soon as a body was read.
     */
    readonly clientSignal: AbortSignal;
    departure: Departure | null;
  }
}

/**
 * Watches one client. A client that only ends its own direction has left when its answer is a stream
 * already (Go's server sees it the same way); before that it may just have no more to say.
 */
class Departure {
  readonly #reply: FastifyReply;
  readonly #streams: Set<Departure>;
  #controller: AbortController | undefined;
  #left = false;

  constructor(reply: FastifyReply, streams: Set<Departure>) {
    this.#reply = reply;
    this.#streams = streams;
  }

  /** Made on first use: most answers need none. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      this.#watch();
      if (this.#left || this.#reply.raw.destroyed) this.leave();
    }
    return this.#controller.signal;
  }

  leave(): void {
    this.#left = true;
    if (this.#controller?.signal.aborted === false) {
      this.#controller.abort(canceled('the client left'));
    }
  }

  /** The answer is a stream from now on: without an end of its own, it does not hold up a stopping daemon. */
  streams(): void {
    if (this.#streams.has(this)) return;
    this.#streams.add(this);
    this.#reply.raw.once('close', () => this.#streams.delete(this));
    if (this.#reply.request.raw.socket.readableEnded) this.leave();
  }

  #watch(): void {
    const { raw, request } = this.#reply;
    const { socket } = request.raw;
    const onEnd = (): void => {
      if (this.#streams.has(this)) this.leave();
    };
    socket.on('end', onEnd);
    raw.once('close', () => {
      socket.off('end', onEnd);
      if (!raw.writableFinished) this.leave();
    });
  }
}

export const clientSignal = fastifyPlugin((app, _options, done) => {
  const streams = new Set<Departure>();
  app.decorateRequest('departure', null);
  app.decorateRequest('clientSignal', {
    getter(this: FastifyRequest) {
      if (this.departure === null) throw new TypeError('there is no request in flight');
      return this.departure.signal;
    },
  });
  app.addHook('onRequest', (request, reply, next) => {
    request.departure = new Departure(reply, streams);
    next();
  });
  app.addHook('preClose', (next) => {
    for (const stream of streams) stream.leave();
    next();
  });
  done();
});

/** For whoever finds out otherwise that the client is gone. */
export function clientLeft(request: FastifyRequest): void {
  request.departure?.leave();
}
