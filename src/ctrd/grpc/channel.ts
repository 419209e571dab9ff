import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  type OutgoingHttpHeaders,
} from 'node:http2';
import { createConnection } from 'node:net';

import { unavailable } from '../../lib/errors.ts';
import type { Logger } from '../../lib/logger.ts';

const MiB = 1024 * 1024;

/** How much one call may have in flight towards us before it waits for its reader. */
const STREAM_WINDOW = 4 * MiB;
/** The same for all calls together; a slow reader must not hold up the others. */
const CONNECTION_WINDOW = 256 * MiB;
/** Node refuses new calls above this many megabytes of pending ones; thousands of waits are normal here. */
const SESSION_MEMORY_MB = 1024;

/**
 * One HTTP/2 connection to a Unix socket, made at the first call and again after it broke.
 * A broken connection is noticed by the system's event, so a call either runs on a live one or fails at once.
 */
export class Channel implements Disposable {
  readonly address: string;
  readonly #headers: OutgoingHttpHeaders;
  readonly #log: Logger;
  /** Where new calls go; older connections may still be finishing theirs. */
  #session: ClientHttp2Session | undefined;
  readonly #open = new Set<ClientHttp2Session>();
  #disposed = false;

  constructor(options: { address: string; namespace: string; log: Logger }) {
    this.address = options.address;
    this.#log = options.log;
    this.#headers = {
      ':method': 'POST',
      'content-type': 'application/grpc',
      te: 'trailers',
      'containerd-namespace': options.namespace,
    };
  }

  /**
   * Opens a stream for one call. A connection that cannot be made shows as an error of the stream.
   *
   * @throws unavailable after disposal
   */
  open(path: string, lease: string | undefined): ClientHttp2Stream {
    const headers: OutgoingHttpHeaders = { ...this.#headers, ':path': path };
    if (lease !== undefined) headers['containerd-lease'] = lease;
    return this.#live().request(headers);
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    for (const session of this.#open) session.destroy();
  }

  #live(): ClientHttp2Session {
    if (this.#disposed) throw unavailable(`the connection to ${this.address} was closed`);
    const current = this.#session;
    if (current !== undefined && !current.closed && !current.destroyed) return current;
    return (this.#session = this.#connect());
  }

  #connect(): ClientHttp2Session {
    const session = connect('http://localhost', {
      createConnection: () => createConnection(this.address),
      maxSessionMemory: SESSION_MEMORY_MB,
      peerMaxConcurrentStreams: 2 ** 31 - 1,
      settings: { enablePush: false, initialWindowSize: STREAM_WINDOW },
    });
    const forget = (): void => {
      if (this.#session === session) this.#session = undefined;
    };
    this.#open.add(session);
    session.once('connect', () => session.setLocalWindowSize(CONNECTION_WINDOW));
    session.once('goaway', forget);
    session.once('close', () => {
      forget();
      this.#open.delete(session);
    });
    session.on('error', (err) => {
      this.#log.debug({ err, address: this.address }, 'connection to containerd failed');
    });
    return session;
  }
}
