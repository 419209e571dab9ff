import { randomInt } from 'node:crypto';
import { Socket } from 'node:net';

import { beginConnection } from '../../lib/sys/inet-socket.ts';
import { encodeIp } from '../worker/ip-bytes.ts';
import type { Within } from './ask-udp.ts';
import { answersTo, type Query, withId } from './message.ts';
import { framed, MessageSplitter } from './tcp-framing.ts';

const PORT = 53;

/** Asks one server by TCP from a namespace. @throws when no answer comes in time */
export function askTcp(
  query: Query,
  server: string,
  within: Within,
  signal: AbortSignal,
): Promise<Buffer> {
  const fd = within(() => beginConnection({ address: encodeIp(server), port: PORT }));
  const socket = new Socket({ fd, readable: true, writable: true, signal });
  const id = randomInt(0x10000);
  const splitter = new MessageSplitter();
  return new Promise<Buffer>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`no answer from ${server}`)));
    socket.on('data', (chunk) => {
      for (const reply of splitter.push(chunk)) {
        if (answersTo(reply, id, query)) resolve(withId(reply, query.id));
      }
    });
    socket.write(framed(withId(query.bytes, id)));
  }).finally(() => socket.destroy());
}
