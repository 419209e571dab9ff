import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';

import { bindSocket } from '../../lib/sys/inet-socket.ts';
import { encodeIp } from '../worker/ip-bytes.ts';
import { answersTo, type Query, withId } from './message.ts';

/** Runs work with this thread in a namespace. */
export type Within = <T>(work: () => T) => T;

const PORT = 53;
const UNBOUND = { 4: '0.0.0.0', 6: '::' } as const;

/**
 * Asks one server by UDP from a namespace: a socket, a port and an id of its own for each question, so that
 * nobody can guess what an answer must look like.
 * @returns the answer, with the query's id. @throws when none comes in time
 */
export function askUdp(
  query: Query,
  server: string,
  within: Within,
  signal: AbortSignal,
): Promise<Buffer> {
  const family = server.includes(':') ? 6 : 4;
  const { fd } = within(() => bindSocket('udp', { address: encodeIp(UNBOUND[family]), port: 0 }));
  const socket = createSocket({ type: family === 4 ? 'udp4' : 'udp6', lookup: asItIs });
  const id = randomInt(0x10000);
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      signal.removeEventListener('abort', onAbort);
      socket.close();
      settle();
    };
    const onAbort = (): void => finish(() => reject(new Error(`no answer from ${server}`)));
    socket.on('error', (err) => finish(() => reject(err)));
    socket.on('message', (reply, from) => {
      if (from.port !== PORT || !answersTo(reply, id, query)) return;
      finish(() => resolve(withId(reply, query.id)));
    });
    signal.addEventListener('abort', onAbort, { once: true });
    socket.bind({ fd }, () => {
      if (!signal.aborted) socket.send(withId(query.bytes, id), PORT, server);
    });
  });
}

/** Servers are named by address: nothing is to be looked up. */
const asItIs = (
  address: string,
  _options: unknown,
  done: (err: null, address: string, family: number) => void,
): void => done(null, address, address.includes(':') ? 6 : 4);
