import { once } from 'node:events';
import type { Duplex } from 'node:stream';

import { encodeFrame, STREAMS } from '../../src/lib/raw-stream.ts';
import type { Framing, StreamSession } from '../../src/mgr/container/io/container-io.ts';

/** A process like `cat`: greets on standard error, echoes its input, ends when that ends. */
export class EchoSession implements StreamSession {
  readonly tty: boolean;
  readonly framings: Framing[] = [];

  constructor(tty: boolean) {
    this.tty = tty;
  }

  async run(connection: Duplex, framing: Framing): Promise<'ended' | 'left'> {
    this.framings.push(framing);
    const frame = (stream: 1 | 2, bytes: Buffer): Buffer =>
      framing === 'raw' ? bytes : encodeFrame(stream, bytes);
    connection.write(frame(STREAMS.stderr, Buffer.from('ready\n')));
    connection.on('data', (chunk: Buffer) => connection.write(frame(STREAMS.stdout, chunk)));
    const left = once(connection, 'close').then(() => 'left' as const);
    const ended = once(connection, 'end').then(() => {
      connection.end(frame(STREAMS.stdout, Buffer.from('bye\n')));
      return 'ended' as const;
    });
    return Promise.race([ended, left]);
  }
}
